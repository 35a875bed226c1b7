#include "installer/command/doctor_report.h"

#include <gtest/gtest.h>

#include <sstream>

namespace assetsodbc::installer {
namespace {

std::string reported(bool asJson, const std::vector<Finding>& findings) {
    std::ostringstream out;
    DoctorReport report(out, asJson);
    for (const Finding& finding : findings) report.add(finding.verdict, finding.check, finding.message);
    report.finish();
    return out.str();
}

TEST(DoctorReport, isALinePerFindingAndACount) {
    EXPECT_EQ(reported(false, {{Verdict::Ok, "driver", "loads."},
                               {Verdict::Warning, "clock", "is off."},
                               {Verdict::Failed, "site", "two\nlines \x1b[31m."},
                               {Verdict::Skipped, "connection", "not tried."}}),
              "ok       driver: loads.\n"
              "warning  clock: is off.\n"
              "FAILED   site: two\\nlines \\x1b[31m.\n"
              "skipped  connection: not tried.\n"
              "\n1 check failed, 1 warning.\n");
}

TEST(DoctorReport, saysThatAllIsWell) {
    EXPECT_EQ(reported(false, {{Verdict::Ok, "driver", "loads."}}),
              "ok       driver: loads.\n\nEverything needed works.\n");
    EXPECT_EQ(reported(false, {{Verdict::Warning, "a", "b"}, {Verdict::Warning, "c", "d"}}),
              "warning  a: b\nwarning  c: d\n\nEverything needed works, 2 warnings.\n");
}

TEST(DoctorReport, isJsonForPrograms) {
    EXPECT_EQ(reported(true, {{Verdict::Ok, "driver", "says \"yes\"."}, {Verdict::Failed, "site", "no."}}),
              "{\"ok\": false, \"checks\": [\n"
              " {\"check\": \"driver\", \"verdict\": \"ok\", \"message\": \"says \\\"yes\\\".\"},\n"
              " {\"check\": \"site\", \"verdict\": \"failed\", \"message\": \"no.\"}\n"
              "]}\n");
    EXPECT_EQ(reported(true, {}), "{\"ok\": true, \"checks\": [\n]}\n");
}

TEST(DoctorReport, onlyFailuresFail) {
    std::ostringstream out;
    DoctorReport report(out, false);
    report.warn("a", "b");
    report.skip("c", "d");
    EXPECT_FALSE(report.hasFailed());
    report.fail("e", "f");
    EXPECT_TRUE(report.hasFailed());
}

}  // namespace
}  // namespace assetsodbc::installer
