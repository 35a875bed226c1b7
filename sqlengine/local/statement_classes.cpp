#include "sqlengine/local/statement_classes.h"

#include <algorithm>

#include "sqlengine/sql_text/lexer.h"

namespace assetsodbc::sqlengine {
namespace {

struct ObjectClasses {
    std::string_view object;
    StatementClass created, dropped;
};
constexpr ObjectClasses kObjects[] = {
    {"TABLE", StatementClass::CreateTable, StatementClass::DropTable},
    {"VIEW", StatementClass::CreateView, StatementClass::DropView},
    {"INDEX", StatementClass::CreateIndex, StatementClass::DropIndex},
    {"TRIGGER", StatementClass::CreateTrigger, StatementClass::DropTrigger},
};

StatementClass classOfDefinition(const TranslatedSql& translated) {
    for (const ObjectClasses& row : kObjects) {
        if (row.object != translated.object) continue;
        if (translated.kind == StatementKind::Create) return row.created;
        if (translated.kind == StatementKind::Drop) return row.dropped;
        if (row.object == "TABLE") return StatementClass::AlterTable;
    }
    return StatementClass::Other;
}

bool namesSavepoint(std::string_view rollback) {
    const std::vector<Token> tokens = tokenize(rollback);
    return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) { return token.isWord("TO"); });
}

}  // namespace

StatementClass statementClassOf(const TranslatedSql& translated) {
    switch (translated.kind) {
        case StatementKind::Select:
            return StatementClass::Query;
        case StatementKind::Explain:
            return StatementClass::Explain;
        case StatementKind::Insert:
            return StatementClass::Insert;
        case StatementKind::Update:
            return StatementClass::Update;
        case StatementKind::Delete:
            return StatementClass::Delete;
        case StatementKind::Create:
        case StatementKind::Drop:
        case StatementKind::Alter:
            return classOfDefinition(translated);
        case StatementKind::Begin:
        case StatementKind::Commit:
        case StatementKind::Rollback:
        case StatementKind::Savepoint:
        case StatementKind::Release:
            return StatementClass::Transaction;
        case StatementKind::Call:
        case StatementKind::Other:
            break;
    }
    return StatementClass::Other;
}

TransactionCommand transactionCommandOf(const TranslatedSql& translated) {
    switch (translated.kind) {
        case StatementKind::Begin:
            return TransactionCommand::Begin;
        case StatementKind::Commit:
            return TransactionCommand::Commit;
        case StatementKind::Rollback:
            return namesSavepoint(translated.sql) ? TransactionCommand::Savepoint : TransactionCommand::Rollback;
        case StatementKind::Savepoint:
        case StatementKind::Release:
            return TransactionCommand::Savepoint;
        default:
            return TransactionCommand::None;
    }
}

}  // namespace assetsodbc::sqlengine
