#include "installer/command/doctor_report.h"

#include <algorithm>
#include <array>
#include <ostream>
#include <utility>

#include "installer/command/display_text.h"
#include "installer/command/json_text.h"

namespace assetsodbc::installer {
namespace {

struct VerdictWords {
    const char* line;  // all of one width
    const char* json;
};
constexpr std::array<VerdictWords, 4> kWords{
    {{"ok     ", "ok"}, {"warning", "warning"}, {"FAILED ", "failed"}, {"skipped", "skipped"}}};

const VerdictWords& wordsOf(Verdict verdict) {
    return kWords.at(static_cast<std::size_t>(verdict));
}

std::string counted(std::size_t number, const char* thing) {
    return std::to_string(number) + " " + thing + (number == 1 ? "" : "s");
}

}  // namespace

void DoctorReport::add(Verdict verdict, std::string check, const std::string& message) {
    findings_.push_back({verdict, std::move(check), displayText(message)});
    const Finding& finding = findings_.back();
    if (!asJson_) out_ << wordsOf(verdict).line << "  " << finding.check << ": " << finding.message << std::endl;
}

std::size_t DoctorReport::count(Verdict verdict) const {
    return static_cast<std::size_t>(std::count_if(
        findings_.begin(), findings_.end(), [verdict](const Finding& finding) { return finding.verdict == verdict; }));
}

void DoctorReport::finish() {
    const std::size_t failures = count(Verdict::Failed), warnings = count(Verdict::Warning);
    if (!asJson_) {
        out_ << "\n" << (failures > 0 ? counted(failures, "check") + " failed" : "Everything needed works");
        out_ << (warnings > 0 ? ", " + counted(warnings, "warning") + ".\n" : ".\n");
        return;
    }
    out_ << "{\"ok\": " << (failures == 0 ? "true" : "false") << ", \"checks\": [";
    for (std::size_t i = 0; i < findings_.size(); ++i)
        out_ << (i == 0 ? "\n" : ",\n") << " {\"check\": " << jsonString(findings_[i].check)
             << ", \"verdict\": " << jsonString(wordsOf(findings_[i].verdict).json)
             << ", \"message\": " << jsonString(findings_[i].message) << "}";
    out_ << "\n]}\n";
}

}  // namespace assetsodbc::installer
