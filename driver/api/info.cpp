#include "driver/api/info.h"

#include <algorithm>

#include "driver/api/output.h"
#include "driver/guard.h"
#include "driver/handles/connection.h"
#include "driver/handles/environment.h"
#include "driver/session.h"
#include "driver/tables/functions.h"
#include "driver/tables/info_types.h"
#include "sqlengine/engine.h"

namespace assetsodbc::driver::api {

namespace {

constexpr std::size_t kOdbc2Functions = 100;

InfoContext infoContext(Connection& connection) {
    InfoContext context;
    context.driverVersion = ASSETSODBC_VERSION;
    context.dbmsVersion = sqlengine::sqliteVersion();
    context.odbcVersion = connection.environment().odbcVersion;
    if (const Session* const session = connection.openSession()) {
        context.dataSourceName = session->config().dataSourceName;
        context.serverUrl = session->config().url;
        context.userName = session->config().user;
    }
    return context;
}

}  // namespace

SQLRETURN getInfo(SQLHDBC handle, SQLUSMALLINT infoType, SQLPOINTER value, const TextOut& text, SQLSMALLINT* length) {
    return guard<Connection>(handle, "SQLGetInfo", [&](Connection& connection) {
        const InfoValue info = infoValue(infoType, infoContext(connection));
        if (const auto* const string = std::get_if<std::string>(&info)) {
            writeText(connection.diagnostics(), text, *string, length);
        } else if (const auto* const small = std::get_if<SQLUSMALLINT>(&info)) {
            writeAs<SQLUSMALLINT>(value, *small);
            store(length, sizeof(SQLUSMALLINT));
        } else {
            writeAs<SQLUINTEGER>(value, std::get<SQLUINTEGER>(info));
            store(length, sizeof(SQLUINTEGER));
        }
    });
}

SQLRETURN getFunctions(SQLHDBC handle, SQLUSMALLINT function, SQLUSMALLINT* supported) {
    return guard<Connection>(handle, "SQLGetFunctions", [&](Connection&) {
        if (supported == nullptr) throw OdbcError(SqlState::InvalidNullPointer, "There is no place for the answer.");
        if (function == SQL_API_ODBC3_ALL_FUNCTIONS) {
            std::fill_n(supported, SQL_API_ODBC3_ALL_FUNCTIONS_SIZE, SQLUSMALLINT{0});
            for (const Function& row : functions()) {
                supported[row.id >> 4] = static_cast<SQLUSMALLINT>(supported[row.id >> 4] | (1u << (row.id & 0xF)));
            }
        } else if (function == SQL_API_ALL_FUNCTIONS) {
            std::fill_n(supported, kOdbc2Functions, SQLUSMALLINT{SQL_FALSE});
            for (const Function& row : functions()) {
                if (row.id < kOdbc2Functions) supported[row.id] = SQL_TRUE;
            }
        } else {
            if (function > SQL_API_SQLCANCELHANDLE) {
                throw OdbcError(SqlState::FunctionTypeOutOfRange, std::to_string(function) + " is no ODBC function.");
            }
            *supported = isSupported(function) ? SQL_TRUE : SQL_FALSE;
        }
    });
}

}  // namespace assetsodbc::driver::api
