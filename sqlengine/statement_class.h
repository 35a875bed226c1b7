// What a statement does, as far as callers must treat statements differently.
#pragma once

namespace assetsodbc::sqlengine {

enum class StatementClass {
    Query,  // SELECT, VALUES, WITH … SELECT
    Explain,
    Insert,  // and REPLACE
    Update,
    Delete,
    CreateTable,
    CreateView,
    CreateIndex,
    CreateTrigger,
    DropTable,
    DropView,
    DropIndex,
    DropTrigger,
    AlterTable,
    Transaction,  // BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE
    Other,
};

constexpr bool changesRows(StatementClass kind) {
    return kind == StatementClass::Insert || kind == StatementClass::Update || kind == StatementClass::Delete;
}

constexpr bool changesSchema(StatementClass kind) {
    return kind >= StatementClass::CreateTable && kind <= StatementClass::AlterTable;
}

}  // namespace assetsodbc::sqlengine
