// The statements of Parser that are no queries (https://sqlite.org/lang_insert.html and the like).
#include "sqlengine/sql_text/parser.h"

namespace assetsodbc::sqlengine {
namespace {

ExpressionPointer assignment(const std::string& column, ExpressionPointer value) {
    auto result = std::make_unique<Expression>(ExpressionKind::Assignment);
    result->operands.push_back(std::make_unique<Expression>(ExpressionKind::Column));
    result->operands.front()->name = column;
    result->operands.push_back(std::move(value));
    return result;
}

}  // namespace

std::unique_ptr<QueryTree> Parser::statement() {
    const Nesting nesting(depth_);
    if (atWord({"CREATE"})) {
        createView();
        return query();
    }
    auto result = std::make_unique<QueryTree>();
    commonTables(*result);
    if (atWord({"INSERT", "REPLACE"})) {
        insertStatement(*result);
    } else if (atWord({"UPDATE"})) {
        updateStatement(*result);
    } else if (atWord({"DELETE"})) {
        deleteStatement(*result);
    } else {
        queryBody(*result);
    }
    return result;
}

// CREATE [TEMP] VIEW [IF NOT EXISTS] name [(columns)] AS; then comes the query.
void Parser::createView() {
    expectWord("CREATE");
    if (!acceptWord("TEMP")) acceptWord("TEMPORARY");
    expectWord("VIEW");
    if (acceptWord("IF")) {
        expectWord("NOT");
        expectWord("EXISTS");
    }
    name();
    if (accept(".")) name();
    if (at("(")) columnList();
    expectWord("AS");
}

void Parser::insertStatement(QueryTree& tree) {
    if (!acceptWord("REPLACE")) {
        expectWord("INSERT");
        if (acceptWord("OR")) name();
    }
    expectWord("INTO");
    Core core;
    changedTable(core);
    std::vector<std::string> columns;
    if (at("(")) columns = columnList();
    insertedRows(core, columns);
    if (atWord({"ON"})) conflictAction();
    conditionAndReturning(core);
    tree.cores.push_back(std::move(core));
}

void Parser::insertedRows(Core& core, const std::vector<std::string>& columns) {
    if (acceptWord("DEFAULT")) return expectWord("VALUES");
    if (!acceptWord("VALUES")) {
        auto rows = std::make_unique<Expression>(ExpressionKind::Subquery);
        rows->query = query();
        core.conditions.push_back(std::move(rows));
        return;
    }
    do {
        expect("(");
        std::vector<ExpressionPointer> row = expressionList();
        expect(")");
        for (std::size_t i = 0; i < row.size(); ++i) {
            core.conditions.push_back(i < columns.size() ? assignment(columns[i], std::move(row[i]))
                                                         : std::move(row[i]));
        }
    } while (accept(","));
}

// ON CONFLICT …: its parameters are not told.
void Parser::conflictAction() {
    while (next_ < tokens_.size() && !at(";") && !atWord({"RETURNING"})) ++next_;
}

void Parser::updateStatement(QueryTree& tree) {
    expectWord("UPDATE");
    if (acceptWord("OR")) name();
    Core core;
    changedTable(core);
    expectWord("SET");
    assignments(core);
    if (acceptWord("FROM")) fromClause(core);
    conditionAndReturning(core);
    tree.cores.push_back(std::move(core));
    orderAndLimit(tree);
}

void Parser::deleteStatement(QueryTree& tree) {
    expectWord("DELETE");
    expectWord("FROM");
    Core core;
    changedTable(core);
    conditionAndReturning(core);
    tree.cores.push_back(std::move(core));
    orderAndLimit(tree);
}

void Parser::changedTable(Core& core) {
    Source table;
    tableName(table);
    table.isChanged = true;
    if (acceptWord("AS")) table.alias = name();
    core.sources.push_back(std::move(table));
}

void Parser::assignments(Core& core) {
    do {
        if (at("(")) {  // (a, b) = …
            columnList();
            expect("=");
            core.conditions.push_back(expression());
            continue;
        }
        const std::string column = name();
        expect("=");
        core.conditions.push_back(assignment(column, expression()));
    } while (accept(","));
}

void Parser::conditionAndReturning(Core& core) {
    if (acceptWord("WHERE")) core.conditions.push_back(expression());
    if (acceptWord("RETURNING")) selectList(core);
}

std::vector<std::string> Parser::columnList() {
    std::vector<std::string> columns;
    expect("(");
    do columns.push_back(name());
    while (accept(","));
    expect(")");
    return columns;
}

}  // namespace assetsodbc::sqlengine
