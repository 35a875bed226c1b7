// What the doctor found, check by check: written as it is found, or as JSON at the end.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace assetsodbc::installer {

enum class Verdict { Ok, Warning, Failed, Skipped };

struct Finding {
    Verdict verdict = Verdict::Ok;
    std::string check;    // "certificate of api.atlassian.com"
    std::string message;  // one line; what failed, and what to do about it. Never a secret.
};

class DoctorReport {
public:
    // The stream must outlive the report.
    DoctorReport(std::ostream& out, bool asJson) : out_(out), asJson_(asJson) {}

    void add(Verdict verdict, std::string check, const std::string& message);
    void ok(std::string check, const std::string& message) { add(Verdict::Ok, std::move(check), message); }
    void warn(std::string check, const std::string& message) { add(Verdict::Warning, std::move(check), message); }
    void fail(std::string check, const std::string& message) { add(Verdict::Failed, std::move(check), message); }
    // Not done, and why.
    void skip(std::string check, const std::string& message) { add(Verdict::Skipped, std::move(check), message); }

    // The last line, or all of the JSON.
    void finish();
    bool hasFailed() const { return count(Verdict::Failed) > 0; }
    const std::vector<Finding>& findings() const { return findings_; }

private:
    std::size_t count(Verdict verdict) const;

    std::ostream& out_;
    bool asJson_;
    std::vector<Finding> findings_;
};

}  // namespace assetsodbc::installer
