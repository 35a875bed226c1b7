#include "sqlengine/sqlite_error.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "common/unicode.h"
#include "sqlengine/sql_text/lexer.h"

namespace assetsodbc::sqlengine {
namespace {

using common::Error;
using common::ErrorKind;

constexpr std::size_t kMostCandidates = 12;

bool startsWith(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

std::string afterPrefix(std::string_view text, std::string_view prefix) {
    return std::string(text.substr(std::min(prefix.size(), text.size())));
}

std::size_t editDistance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row[b.size()];
}

std::string unqualified(std::string_view name) {
    const auto dot = name.rfind('.');
    return common::asciiLower(dot == std::string_view::npos ? name : name.substr(dot + 1));
}

bool isSimilar(const std::string& wanted, const std::string& candidate) {
    if (wanted.size() >= 3 &&
        (candidate.find(wanted) != std::string::npos || wanted.find(candidate) != std::string::npos)) {
        return true;
    }
    return editDistance(wanted, candidate) <= 2;
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kMostCandidates); ++i) text += (i == 0 ? "" : ", ") + names[i];
    return names.size() > kMostCandidates ? text + ", ..." : text;
}

Error noSuchTable(const std::string& name, const std::vector<std::string>& tableNames) {
    std::vector<std::string> similar;
    for (const auto& candidate : tableNames) {
        if (isSimilar(unqualified(name), unqualified(candidate))) similar.push_back(candidate);
    }
    const std::string hint =
        similar.empty() ? " Tables are " + listed(tableNames) + "." : " Did you mean " + listed(similar) + "?";
    return {ErrorKind::NoSuchTable, "There is no table " + name + "." + hint};
}

// The guard's refusals, and those of SQLite's own modules under it, come with the general code.
bool isRefusal(int resultCode, std::string_view message) {
    constexpr std::array<std::string_view, 6> kWords = {"not authorized",      "is prohibited",
                                                        "may not be modified", "may not be altered",
                                                        "may not be indexed",  "vtable constructor failed"};
    return resultCode == SQLITE_AUTH || std::any_of(kWords.begin(), kWords.end(), [&](std::string_view words) {
               return message.find(words) != std::string_view::npos;
           });
}

std::string sentence(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 32);
    return text;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// Names that exist already, or do not, as the statements that define things say it.
std::optional<Error> definitionError(const std::string& message) {
    const auto as = [&](ErrorKind kind) { return Error(kind, sentence(message) + "."); };
    if (contains(message, "already exists") || contains(message, "there is already ")) {
        return as(contains(message, "index ") || contains(message, "index named") ? ErrorKind::IndexExists
                                                                                  : ErrorKind::TableExists);
    }
    if (startsWith(message, "no such index")) return as(ErrorKind::NoSuchIndex);
    if (startsWith(message, "no such view") || startsWith(message, "no such trigger"))
        return as(ErrorKind::NoSuchTable);
    if (startsWith(message, "use DROP ")) return as(ErrorKind::NoSuchTable);
    if (startsWith(message, "duplicate column name")) return as(ErrorKind::ColumnExists);
    if (contains(message, " has no column named ") || startsWith(message, "unknown column ")) {
        return as(ErrorKind::NoSuchColumn);
    }
    return std::nullopt;
}

Error constraintError(const std::string& message) {
    constexpr std::string_view kFailed = " constraint failed";
    if (!contains(message, kFailed)) return {ErrorKind::ConstraintViolation, sentence(message) + "."};
    return {ErrorKind::ConstraintViolation,
            "A constraint of the table does not allow the row: " + message + ". Nothing was changed."};
}

Error busyError() {
    return {ErrorKind::SerializationFailure,
            "Another connection is using the local tables, or changed them since this transaction read them. Roll the "
            "transaction back and run it again."};
}

bool isAboutTransactions(std::string_view message) {
    return contains(message, "transaction") || startsWith(message, "no such savepoint");
}

}  // namespace

Error compileError(sqlite3* db, int resultCode, const std::string& place,
                   const std::function<std::vector<std::string>()>& tableNames) {
    const std::string message = sqlite3_errmsg(db);
    if (resultCode == SQLITE_NOMEM)
        return {ErrorKind::OutOfMemory, "SQLite ran out of memory while compiling the statement."};
    if (isRefusal(resultCode, message)) {
        return {ErrorKind::Unsupported, "The statement does what this driver does not allow (" + message + ")."};
    }
    constexpr std::string_view kNoTable = "no such table: ", kNoColumn = "no such column: ",
                               kAmbiguous = "ambiguous column name: ";
    if (startsWith(message, kNoTable)) return noSuchTable(afterPrefix(message, kNoTable), tableNames());
    if (startsWith(message, kNoColumn)) {
        return {ErrorKind::NoSuchColumn, "There is no column " + afterPrefix(message, kNoColumn) + place +
                                             ". Text constants take single quotes, names double ones."};
    }
    if (startsWith(message, kAmbiguous)) {
        return {ErrorKind::AmbiguousName, "Several tables of the statement have a column " +
                                              afterPrefix(message, kAmbiguous) + place +
                                              ": write it with its table's name before it."};
    }
    if (const auto error = definitionError(message)) return *error;
    if (message == "parser stack overflow") {
        return {ErrorKind::Unsupported,
                "The statement is nested too deeply for SQLite (about 14 derived tables, 18 subqueries or 31 calls "
                "within each other). "
                "Name inner queries in a WITH clause, one after the other, or make temporary tables of them."};
    }
    if (message == "no query solution") {
        return {ErrorKind::Unsupported,
                "An input column (such as AQL) is compared with something that is only known after its "
                "table was read; compare it with a constant, a parameter or a column of another table."};
    }
    return {ErrorKind::SyntaxError, sentence(message) + place + "."};
}

Error runError(sqlite3* db, int resultCode) {
    const std::string message = sqlite3_errmsg(db);
    switch (resultCode & 0xff) {
        case SQLITE_NOMEM:
            return {ErrorKind::OutOfMemory, "SQLite ran out of memory while running the statement."};
        case SQLITE_TOOBIG:
            return {ErrorKind::Unsupported, "A value of the result is too long: " + message + "."};
        case SQLITE_AUTH:
            return {ErrorKind::Unsupported, "The statement does what this driver does not allow (" + message + ")."};
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
            return {ErrorKind::Internal, "SQLite could not write its temporary files (" + message +
                                             "); check the free space of the temporary directory."};
        case SQLITE_MISMATCH:  // of our functions, but for what SQLite says itself
            if (message == "datatype mismatch") {
                return {ErrorKind::ValueUnreadable,
                        "The number of rows of LIMIT, TOP or OFFSET is not a whole number."};
            }
            return {ErrorKind::ValueUnreadable, message};
        case SQLITE_RANGE:
            return {ErrorKind::NumericOverflow, message};
        case SQLITE_CONSTRAINT:
            return constraintError(message);
        case SQLITE_BUSY:
            return busyError();
        case SQLITE_LOCKED:
            return {ErrorKind::SerializationFailure,
                    "A cursor of this connection is still open on the table (" + message +
                        "); close it with SQLFreeStmt(SQL_CLOSE), then run the statement again."};
        case SQLITE_READONLY:
            return {ErrorKind::Unsupported, "The file of the local tables can only be read (" + message + ")."};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {ErrorKind::Internal, "The file of the local tables is damaged (" + message + ")."};
        case SQLITE_ABORT:
            return {ErrorKind::InvalidTransactionState,
                    "The transaction was rolled back, which closed the cursor; execute the statement again."};
        case SQLITE_ERROR:
            if (message == "integer overflow") {
                return {ErrorKind::NumericOverflow,
                        "A result needs more than 64 bits; calculate with CAST(x AS DOUBLE), or take TOTAL(x) for "
                        "SUM(x)."};
            }
            if (isAboutTransactions(message)) return {ErrorKind::InvalidTransactionState, sentence(message) + "."};
            if (const auto error = definitionError(message)) return *error;
            return {ErrorKind::InvalidArgument, sentence(message) + "."};
        default:
            return {ErrorKind::Internal, "SQLite: " + message + " (code " + std::to_string(resultCode) + ")."};
    }
}

void requireOk(sqlite3* db, int resultCode, std::string_view what) {
    if (resultCode == SQLITE_OK) return;
    if (resultCode == SQLITE_NOMEM)
        throw Error(ErrorKind::OutOfMemory, "SQLite ran out of memory (" + std::string(what) + ").");
    throw Error(ErrorKind::Internal, "SQLite refused to " + std::string(what) + ": " + sqlite3_errmsg(db));
}

}  // namespace assetsodbc::sqlengine
