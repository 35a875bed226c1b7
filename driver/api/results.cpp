#include "driver/api/results.h"

#include <algorithm>

#include "common/unicode.h"
#include "driver/api/output.h"
#include "driver/descriptor_column.h"
#include "driver/guard.h"
#include "driver/handles/connection.h"
#include "driver/handles/statement.h"

namespace assetsodbc::driver::api {

namespace {

constexpr std::size_t kLongestCursorName = 128;

// Column 0 is the bookmark, where the statement uses them.
const sqlengine::ResultColumn& requireColumn(Statement& statement, SQLUSMALLINT number) {
    statement.require(StatementCall::DescribeResult);
    const std::size_t count = statement.columns() == nullptr ? 0 : statement.columns()->size();
    if (number == 0 && statement.usesBookmarks()) return bookmarkColumn();
    if (number == 0 || number > count) {
        throw OdbcError(SqlState::InvalidDescriptorIndex, "The result has no column " + std::to_string(number) +
                                                              "; it has " + std::to_string(count) + ".");
    }
    return (*statement.columns())[number - std::size_t{1}];
}

constexpr std::uint32_t kMostBytesOfCharacter = 4;  // in UTF-8

bool isNarrowText(schema::SqlType type) {
    return type == schema::SqlType::Char || type == schema::SqlType::Varchar;
}

// To a narrow program text is UTF-8, and the sizes that it is told are what it makes buffers of: they are in bytes. The
// driver manager tells (SQL_ATTR_ANSI_APP) when a program that calls a narrow function is a wide one. Long text stays
// as it is, since nobody binds that in one piece.
sqlengine::ResultColumn columnFor(Statement& statement, const TextOut& text, const sqlengine::ResultColumn& column) {
    sqlengine::ResultColumn shown = column;
    const bool isNarrow = !text.isWide() && statement.connection().attributes.ansiApp == SQL_AA_TRUE;
    if (isNarrow && shown.type.type == schema::SqlType::WVarchar) shown.type.size *= kMostBytesOfCharacter;
    return shown;
}

// Where to a narrow program the field says the same as another.
SQLUSMALLINT fieldFor(const sqlengine::ResultColumn& column, const TextOut& text, SQLUSMALLINT field) {
    if (text.isWide()) return field;
    if (field == SQL_DESC_DISPLAY_SIZE && isNarrowText(column.type.type)) return SQL_DESC_OCTET_LENGTH;
    return field;
}

}  // namespace

SQLRETURN numResultCols(SQLHSTMT handle, SQLSMALLINT* count) {
    return guard<Statement>(handle, "SQLNumResultCols", [&](Statement& statement) {
        statement.require(StatementCall::CountResult);
        store(count, statement.columns() == nullptr ? 0 : statement.columns()->size());
    });
}

// Of a query the rows are not known before the last is fetched; -1 says so.
SQLRETURN rowCount(SQLHSTMT handle, SQLLEN* count) {
    return guard<Statement>(handle, "SQLRowCount", [&](Statement& statement) {
        statement.require(StatementCall::RowCount);
        store(count, statement.rowCount());
    });
}

SQLRETURN describeCol(SQLHSTMT handle, SQLUSMALLINT number, const TextOut& name, const ColumnDescription& result) {
    return guard<Statement>(handle, "SQLDescribeCol", [&](Statement& statement) {
        const sqlengine::ResultColumn column = columnFor(statement, name, requireColumn(statement, number));
        const TypeFacts facts = factsOf(column.type, statement.isOdbc2());
        writeText(statement.diagnostics(), name, column.label, result.nameLength);
        store(result.type, facts.conciseType);
        store(result.size, facts.columnSize);
        store(result.decimalDigits, std::max<SQLSMALLINT>(0, facts.decimalDigits));
        store(result.nullable, odbcNullability(column.nullability));
    });
}

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlcolattribute-function
SQLRETURN colAttribute(SQLHSTMT handle, SQLUSMALLINT number, SQLUSMALLINT field, const TextOut& text,
                       SQLSMALLINT* length, SQLLEN* result) {
    return guard<Statement>(handle, "SQLColAttribute", [&](Statement& statement) {
        if (field == SQL_DESC_COUNT || field == SQL_COLUMN_COUNT) {
            statement.require(StatementCall::CountResult);
            store(result, statement.columns() == nullptr ? 0 : statement.columns()->size());
            return;
        }
        const sqlengine::ResultColumn column = columnFor(statement, text, requireColumn(statement, number));
        const auto fact = columnFact(column, fieldFor(column, text, field), statement.isOdbc2());
        if (!fact) {
            throw OdbcError(SqlState::InvalidDescriptorField,
                            "Columns have no attribute " + std::to_string(field) + ".");
        }
        if (const auto* const string = std::get_if<std::string>(&*fact)) {
            writeText(statement.diagnostics(), text, *string, length);
        } else {
            store(result, std::get<SQLLEN>(*fact));
        }
    });
}

SQLRETURN closeCursor(SQLHSTMT handle) {
    return guard<Statement>(handle, "SQLCloseCursor", [](Statement& statement) {
        statement.require(StatementCall::CloseCursor);
        statement.closeCursor();
    });
}

SQLRETURN getCursorName(SQLHSTMT handle, const TextOut& name, SQLSMALLINT* length) {
    return guard<Statement>(handle, "SQLGetCursorName", [&](Statement& statement) {
        statement.require(StatementCall::Bind);
        writeText(statement.diagnostics(), name, statement.cursorName(), length);
    });
}

SQLRETURN setCursorName(SQLHSTMT handle, const TextIn& name) {
    return guard<Statement>(handle, "SQLSetCursorName", [&](Statement& statement) {
        statement.require(StatementCall::NameCursor);
        if (name.isNull()) throw OdbcError(SqlState::InvalidNullPointer, "There is no cursor name.");
        const std::string text = name.utf8();
        const bool isReserved = common::equalIgnoringAsciiCase(text.substr(0, 7), "SQL_CUR") ||
                                common::equalIgnoringAsciiCase(text.substr(0, 6), "SQLCUR");
        if (text.empty() || isReserved || text.size() > kLongestCursorName) {
            throw OdbcError(SqlState::InvalidCursorName,
                            "A cursor name has 1 to 128 characters and does not start with SQL_CUR or SQLCUR.");
        }
        for (const auto& other : statement.connection().statements()) {
            if (other.get() == &statement || !common::equalIgnoringAsciiCase(other->cursorName(), text)) continue;
            throw OdbcError(SqlState::DuplicateCursorName, "Another statement has the cursor name " + text + ".");
        }
        statement.givenCursorName = text;
    });
}

}  // namespace assetsodbc::driver::api
