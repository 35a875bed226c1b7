#include "driver/api/attributes.h"

#include "driver/api/attribute_values.h"
#include "driver/api/output.h"
#include "driver/driver_manager.h"
#include "driver/guard.h"
#include "driver/handles/connection.h"
#include "driver/handles/environment.h"
#include "driver/handles/statement.h"
#include "driver/session.h"
#include "driver/tables/attributes.h"

namespace assetsodbc::driver::api {

namespace {

SQLULEN numberIn(SQLPOINTER value, bool isWide) {
    const auto number = reinterpret_cast<SQLULEN>(value);
    return isWide ? number : static_cast<SQLUINTEGER>(number);  // callers may leave the upper half undefined
}

template <class T>
void writeNumber(SQLPOINTER target, SQLULEN number, SQLINTEGER* length) {
    writeAs<T>(target, number);
    store(length, sizeof(T));
}

}  // namespace

SQLRETURN setEnvAttr(SQLHENV handle, SQLINTEGER attribute, SQLPOINTER value) {
    return guard<Environment>(handle, "SQLSetEnvAttr", [&](Environment& environment) {
        const auto number = static_cast<SQLINTEGER>(reinterpret_cast<SQLLEN>(value));
        switch (attribute) {
            case SQL_ATTR_ODBC_VERSION:
                if (number != SQL_OV_ODBC2 && number != SQL_OV_ODBC3 && number != SQL_OV_ODBC3_80) {
                    throw OdbcError(SqlState::InvalidAttributeValue,
                                    std::to_string(number) + " is not an ODBC version this driver knows (2, 3, 380).");
                }
                environment.odbcVersion = number;
                break;
            case SQL_ATTR_OUTPUT_NTS:
                if (number == SQL_TRUE) break;
                throw OdbcError(SqlState::OptionalFeatureNotImplemented, "Text is always returned NUL-terminated.");
            case SQL_ATTR_CONNECTION_POOLING:
            case SQL_ATTR_CP_MATCH:
                break;  // the driver manager's business
            default:
                throwUnknownAttribute(attribute);
        }
    });
}

SQLRETURN getEnvAttr(SQLHENV handle, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER* length) {
    return guard<Environment>(handle, "SQLGetEnvAttr", [&](Environment& environment) {
        switch (attribute) {
            case SQL_ATTR_ODBC_VERSION:
                return writeNumber<SQLINTEGER>(value, SQLULEN(environment.odbcVersion), length);
            case SQL_ATTR_OUTPUT_NTS:
                return writeNumber<SQLINTEGER>(value, SQL_TRUE, length);
            case SQL_ATTR_CONNECTION_POOLING:
                return writeNumber<SQLUINTEGER>(value, SQL_CP_OFF, length);
            case SQL_ATTR_CP_MATCH:
                return writeNumber<SQLUINTEGER>(value, SQL_CP_STRICT_MATCH, length);
            case kDriverUnicodeType:
                return writeNumber<SQLINTEGER>(value, SQLULEN(driverUnicodeType(environment.wideUnit())), length);
            default:
                throwUnknownAttribute(attribute);
        }
    });
}

namespace {

void setConnectionNumber(Connection& connection, const NumberAttribute<ConnectionAttributeValues>& attribute,
                         SQLPOINTER value) {
    if (attribute.beforeConnecting && connection.isOpen()) {
        throw OdbcError(SqlState::AttributeCannotBeSetNow,
                        std::string(attribute.name) + " can be set before connecting only.");
    }
    const SQLULEN accepted = acceptedValue(attribute, numberIn(value, attribute.isWide), connection.diagnostics());
    if (attribute.id == SQL_ATTR_AUTOCOMMIT && connection.isOpen()) {
        const Interruptible call(connection, connection.attributes.connectionTimeout, 0);
        connection.session().setAutocommit(accepted == SQL_AUTOCOMMIT_ON, call.context());
    }
    connection.attributes.*attribute.member = accepted;
}

void setCurrentCatalog(const TextIn& text) {
    if (text.isNull() || text.utf8().empty()) return;
    throw OdbcError(SqlState::OptionalFeatureNotImplemented, "There are no catalogs; tables are in schemas.");
}

// What a pooled connection is handed back with.
void resetConnection(Connection& connection) {
    if (connection.isOpen()) {
        const Interruptible call(connection, connection.attributes.connectionTimeout, 0);
        connection.endTransaction(false, call.context());
        connection.session().setAutocommit(true, call.context());
    }
    const SQLULEN ansiApp = connection.attributes.ansiApp;
    connection.attributes = ConnectionAttributeValues{};
    connection.attributes.ansiApp = ansiApp;
    connection.statementDefaults = StatementAttributes{};
}

}  // namespace

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlsetconnectattr-function
SQLRETURN setConnectAttr(SQLHDBC handle, SQLINTEGER id, SQLPOINTER value, const TextIn& text) {
    return guard<Connection>(handle, "SQLSetConnectAttr", [&](Connection& connection) {
        if (const auto* const attribute = findConnectionAttribute(id)) {
            return setConnectionNumber(connection, *attribute, value);
        }
        // ODBC 2 sets statement options for all statements to come by way of the connection.
        if (const auto* const attribute = findStatementAttribute(id); attribute != nullptr && id >= 0) {
            connection.statementDefaults.*attribute->member =
                acceptedValue(*attribute, numberIn(value, false), connection.diagnostics());
            return alignCursorAttributes(connection.statementDefaults, id);
        }
        switch (id) {
            case SQL_ATTR_CURRENT_CATALOG:
                return setCurrentCatalog(text);
            case SQL_ATTR_QUIET_MODE:
                connection.quietMode = value;
                return;
            case SQL_ATTR_RESET_CONNECTION:
                return resetConnection(connection);
            case SQL_ATTR_TRACEFILE:
                return;  // the driver manager's trace; the driver's own is the property Logfile
            case SQL_ATTR_TRANSLATE_LIB:
            case SQL_ATTR_ENLIST_IN_DTC:
                throw OdbcError(SqlState::OptionalFeatureNotImplemented,
                                "Attribute " + std::to_string(id) + " is not supported.");
            case SQL_ATTR_CONNECTION_DEAD:
            case SQL_ATTR_AUTO_IPD:
                throw OdbcError(SqlState::InvalidAttributeIdentifier,
                                "Attribute " + std::to_string(id) + " is read-only.");
            default:
                throwUnknownAttribute(id);
        }
    });
}

SQLRETURN getConnectAttr(SQLHDBC handle, SQLINTEGER id, SQLPOINTER value, const TextOut& text, SQLINTEGER* length) {
    return guard<Connection>(handle, "SQLGetConnectAttr", [&](Connection& connection) {
        if (const auto* const attribute = findConnectionAttribute(id)) {
            const SQLULEN number = connection.attributes.*attribute->member;
            return attribute->isWide ? writeNumber<SQLULEN>(value, number, length)
                                     : writeNumber<SQLUINTEGER>(value, number, length);
        }
        switch (id) {
            case SQL_ATTR_CURRENT_CATALOG:
            case SQL_ATTR_TRACEFILE:
            case SQL_ATTR_TRANSLATE_LIB:
                return writeText(connection.diagnostics(), text, "", length);
            case SQL_ATTR_QUIET_MODE:
                writeAs<SQLPOINTER>(value, connection.quietMode);
                return store(length, sizeof(SQLPOINTER));
            case SQL_ATTR_CONNECTION_DEAD:
                return writeNumber<SQLUINTEGER>(value, connection.isDead() ? SQL_CD_TRUE : SQL_CD_FALSE, length);
            case SQL_ATTR_AUTO_IPD:
                return writeNumber<SQLUINTEGER>(value, SQL_FALSE, length);
            default:
                throwUnknownAttribute(id);
        }
    });
}

}  // namespace assetsodbc::driver::api
