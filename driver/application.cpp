#include "driver/application.h"

#include <cerrno>

namespace assetsodbc::driver {

namespace {

struct ApplicationRow {
    std::string_view program;
    ApplicationTraits traits;
};

constexpr ApplicationRow kApplications[] = {
    {"soffice.bin", {true}},  // LibreOffice: dbaccess, RowSetCache
};

}  // namespace

ApplicationTraits traitsOfProgram(std::string_view name) noexcept {
    for (const ApplicationRow& row : kApplications) {
        if (row.program == name) return row.traits;
    }
    return {};
}

const ApplicationTraits& applicationTraits() noexcept {
    static const ApplicationTraits traits = traitsOfProgram(program_invocation_short_name);
    return traits;
}

}  // namespace assetsodbc::driver
