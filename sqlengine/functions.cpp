#include "sqlengine/functions.h"

#include <sqlite3.h>

#include <memory>
#include <new>
#include <string_view>
#include <vector>

#include "common/error.h"
#include "sqlengine/engine.h"
#include "sqlengine/functions/aggregates.h"
#include "sqlengine/functions/call.h"
#include "sqlengine/sql_text/scalar_functions.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr std::string_view kOwnPrefix = "odbc_";

// What SQLite keeps for one function until the connection closes.
struct Registration {
    const FunctionSpec& spec;
    std::shared_ptr<const FunctionEnvironment> environment;
    bool tries;  // NULL instead of an error of values
};

bool anyNull(int count, sqlite3_value** values) {
    for (int i = 0; i < count; ++i) {
        if (sqlite3_value_type(values[i]) == SQLITE_NULL) return true;
    }
    return false;
}

// The message, and a code that tells errors of values from errors of SQL: sqlite_error.cpp reads it.
void answerError(sqlite3_context* context, const char* message, int code) noexcept {
    sqlite3_result_error(context, message, -1);
    sqlite3_result_error_code(context, code);
}

void runFunction(sqlite3_context* context, int count, sqlite3_value** values) noexcept {
    const auto& registration = *static_cast<const Registration*>(sqlite3_user_data(context));
    const bool looksItself = registration.spec.nulls == NullArguments::Taken;
    if (!looksItself && anyNull(count, values)) return;  // SQLite's answer is NULL until another is given
    try {
        Call call(registration.spec.name, context, count, values, *registration.environment);
        registration.spec.run(call);
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    } catch (const common::Error& error) {
        if (registration.tries) return;
        const bool overflow = error.kind() == common::ErrorKind::NumericOverflow;
        answerError(context, error.what(), overflow ? SQLITE_RANGE : SQLITE_MISMATCH);
    } catch (const std::exception& error) {
        answerError(context, error.what(), SQLITE_ERROR);
    }
}

void destroyRegistration(void* registration) noexcept {
    delete static_cast<Registration*>(registration);
}

void registerFunction(sqlite3* db, const FunctionSpec& spec, const std::string& sqlName,
                      std::shared_ptr<const FunctionEnvironment> environment, bool tries = false) {
    const int flags =
        SQLITE_UTF8 | SQLITE_INNOCUOUS | (spec.determinism == Determinism::Always ? SQLITE_DETERMINISTIC : 0);
    auto registration = std::make_unique<Registration>(Registration{spec, std::move(environment), tries});
    const int code =
        sqlite3_create_function_v2(db, sqlName.c_str(), spec.argumentCount, flags, registration.release(), runFunction,
                                   nullptr, nullptr, destroyRegistration);  // owns it, also on failure
    if (code == SQLITE_OK) return;
    throw common::Error(common::ErrorKind::Internal,
                        "SQLite refuses the function " + sqlName + ": " + sqlite3_errmsg(db));
}

}  // namespace

void registerFunctions(sqlite3* db, const common::Clock& clock, const SessionNames& names) {
    const auto environment = std::make_shared<const FunctionEnvironment>(FunctionEnvironment{clock, names});
    for (const FunctionTable& table : {textFunctions(), plainTextFunctions(), numericFunctions(), dateTimeFunctions(),
                                       datePartFunctions(), conversionFunctions(), systemFunctions()}) {
        for (const FunctionSpec& spec : table) registerFunction(db, spec, spec.sqlName, environment);
    }
    for (const FunctionSpec& spec : conversionFunctions()) {
        std::string name = spec.sqlName;
        registerFunction(db, spec, name.insert(kOwnPrefix.size(), "try_"), environment, true);
    }
    registerAggregates(db);
}

const std::vector<std::string_view>& odbcScalarFunctions() {
    static const std::vector<std::string_view> kNames = [] {
        std::vector<std::string_view> names;
        for (const ScalarFunction& function : scalarFunctions()) names.push_back(function.name);
        return names;
    }();
    return kNames;
}

}  // namespace assetsodbc::sqlengine
