// ODBC's functions of the session. IFNULL is SQLite's own.
#include <iterator>

#include "sqlengine/functions/call.h"

namespace assetsodbc::sqlengine {
namespace {

void database(Call& call) {
    call.answer(call.environment().names.database);
}
void user(Call& call) {
    call.answer(call.environment().names.user);
}

constexpr FunctionSpec kSystemFunctions[] = {
    {"database", "DATABASE", 0, database},
    {"user", "USER", 0, user},
};

}  // namespace

FunctionTable systemFunctions() {
    return {std::begin(kSystemFunctions), std::end(kSystemFunctions)};
}

}  // namespace assetsodbc::sqlengine
