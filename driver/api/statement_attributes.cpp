#include "driver/api/attribute_values.h"
#include "driver/api/attributes.h"
#include "driver/api/output.h"
#include "driver/application.h"
#include "driver/descriptor_access.h"
#include "driver/guard.h"
#include "driver/handles/connection.h"
#include "driver/handles/statement.h"

namespace assetsodbc::driver::api {

namespace {

Descriptor& descriptorOf(Statement& statement, DescriptorOf which) {
    switch (which) {
        case DescriptorOf::Ard:
            return statement.ard();
        case DescriptorOf::Apd:
            return statement.apd();
        case DescriptorOf::Ird:
            return statement.ird();
        case DescriptorOf::Ipd:
            break;
    }
    return statement.ipd();
}

// Without the substitution by one that the cursors have, for a program that is worse off with it.
bool isKeptAsSet(const NumberAttribute<StatementAttributes>& attribute, SQLULEN value) {
    return attribute.id == SQL_ATTR_CONCURRENCY && applicationTraits().keepsConcurrency &&
           attribute.rule.isDefined(value);
}

void setNumber(Statement& statement, const NumberAttribute<StatementAttributes>& attribute, SQLPOINTER value) {
    if (attribute.shapesCursor) statement.require(StatementCall::CursorSetting);
    const auto number = reinterpret_cast<SQLULEN>(value);
    statement.attributes.*attribute.member =
        isKeptAsSet(attribute, number) ? number : acceptedValue(attribute, number, statement.diagnostics());
    alignCursorAttributes(statement.attributes, attribute.id);
    if (attribute.id == SQL_ATTR_ASYNC_ENABLE) statement.followAsyncEnable();
}

// The descriptor that SQL_ATTR_APP_ROW_DESC or SQL_ATTR_APP_PARAM_DESC names; nullptr for the statement's own.
Descriptor* applicationDescriptor(Statement& statement, SQLHANDLE value, const Descriptor& own) {
    if (value == SQL_NULL_HANDLE || value == own.value()) return nullptr;
    Handle* const found = Registry::instance().findUnderLockOf(statement, value, HandleKind::Descriptor);
    if (found == nullptr) {
        throw OdbcError(SqlState::InvalidAttributeValue, "The handle names no descriptor of this connection.");
    }
    auto& descriptor = static_cast<Descriptor&>(*found);
    if (!descriptor.isExplicit()) {
        throw OdbcError(SqlState::InvalidUseOfAutoDescriptor,
                        "Only a descriptor allocated by SQLAllocHandle can be shared between statements.");
    }
    return &descriptor;
}

SQLULEN rowNumber(Statement& statement) {
    statement.require(StatementCall::ReadRow);
    RowsetCursor& cursor = *statement.cursor();
    if (!cursor.isOnRows()) throw OdbcError(SqlState::InvalidCursorState, "The cursor is not on a row.");
    return SQLULEN(cursor.rowNumber(statement.currentRow));
}

}  // namespace

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlsetstmtattr-function
SQLRETURN setStmtAttr(SQLHSTMT handle, SQLINTEGER id, SQLPOINTER value) {
    return guard<Statement>(handle, "SQLSetStmtAttr", [&](Statement& statement) {
        statement.require(StatementCall::Bind);
        if (const auto* const attribute = findStatementAttribute(id)) return setNumber(statement, *attribute, value);
        if (const auto* const attribute = findDescriptorAttribute(id)) {
            return setField(descriptorOf(statement, attribute->descriptor), 0, attribute->field, value);
        }
        switch (id) {
            case SQL_ATTR_FETCH_BOOKMARK_PTR:
                statement.attributes.fetchBookmark = value;
                return;
            case SQL_ATTR_APP_ROW_DESC:
                return statement.useRowDescriptor(applicationDescriptor(statement, value, statement.ownArd()));
            case SQL_ATTR_APP_PARAM_DESC:
                return statement.useParameterDescriptor(applicationDescriptor(statement, value, statement.ownApd()));
            case SQL_ATTR_IMP_ROW_DESC:
            case SQL_ATTR_IMP_PARAM_DESC:
                throw OdbcError(SqlState::InvalidUseOfAutoDescriptor,
                                "The implementation descriptors cannot be replaced.");
            case SQL_ATTR_ROW_NUMBER:
                throw OdbcError(SqlState::InvalidAttributeIdentifier, "SQL_ATTR_ROW_NUMBER is read-only.");
            default:
                throwUnknownAttribute(id);
        }
    });
}

SQLRETURN getStmtAttr(SQLHSTMT handle, SQLINTEGER id, SQLPOINTER value, SQLINTEGER* length) {
    return guard<Statement>(handle, "SQLGetStmtAttr", [&](Statement& statement) {
        const auto number = [&](SQLULEN result) {
            writeAs<SQLULEN>(value, result);
            store(length, sizeof(SQLULEN));
        };
        const auto pointer = [&](SQLPOINTER result) {
            writeAs<SQLPOINTER>(value, result);
            store(length, sizeof(SQLPOINTER));
        };
        if (const auto* const attribute = findStatementAttribute(id)) {
            return number(statement.attributes.*attribute->member);
        }
        if (const auto* const attribute = findDescriptorAttribute(id)) {
            const Descriptor& descriptor = descriptorOf(statement, attribute->descriptor);
            const auto field = *readField(descriptor, 0, requireField(descriptor, attribute->field));
            if (const auto* const found = std::get_if<SQLPOINTER>(&field)) return pointer(*found);
            return number(SQLULEN(std::get<SQLLEN>(field)));
        }
        switch (id) {
            case SQL_ATTR_FETCH_BOOKMARK_PTR:
                return pointer(statement.attributes.fetchBookmark);
            case SQL_ATTR_APP_ROW_DESC:
                return pointer(statement.ard().value());
            case SQL_ATTR_APP_PARAM_DESC:
                return pointer(statement.apd().value());
            case SQL_ATTR_IMP_ROW_DESC:
                return pointer(statement.ird().value());
            case SQL_ATTR_IMP_PARAM_DESC:
                return pointer(statement.ipd().value());
            case SQL_ATTR_ROW_NUMBER:
                return number(rowNumber(statement));
            default:
                throwUnknownAttribute(id);
        }
    });
}

SQLRETURN paramOptions(SQLHSTMT handle, SQLULEN count, SQLULEN* current) {
    return guard<Statement>(handle, "SQLParamOptions", [&](Statement& statement) {
        statement.require(StatementCall::Bind);
        if (count == 0) throw OdbcError(SqlState::RowValueOutOfRange, "A parameter array has at least one row.");
        setField(statement.apd(), 0, SQL_DESC_ARRAY_SIZE, reinterpret_cast<SQLPOINTER>(count));
        setField(statement.ipd(), 0, SQL_DESC_ROWS_PROCESSED_PTR, current);
    });
}

SQLRETURN setScrollOptions(SQLHSTMT handle, SQLUSMALLINT concurrency, SQLLEN keyset, SQLUSMALLINT rowset) {
    return guard<Statement>(handle, "SQLSetScrollOptions", [&](Statement& statement) {
        const auto set = [&](SQLINTEGER id, SQLULEN value) {
            setNumber(statement, *findStatementAttribute(id), reinterpret_cast<SQLPOINTER>(value));
        };
        if (rowset == 0 || (keyset < SQL_SCROLL_STATIC) || (keyset > 0 && keyset < SQLLEN{rowset})) {
            throw OdbcError(SqlState::RowValueOutOfRange, "The keyset or rowset size is not possible.");
        }
        set(SQL_ATTR_CURSOR_TYPE, keyset > 0 ? SQL_CURSOR_KEYSET_DRIVEN : SQLULEN(-keyset));
        set(SQL_ATTR_CONCURRENCY, concurrency);
        if (keyset > 0) set(SQL_ATTR_KEYSET_SIZE, SQLULEN(keyset));
        set(SQL_ROWSET_SIZE, rowset);
    });
}

}  // namespace assetsodbc::driver::api
