#include "sqlengine/result_types.h"

#include <sqlite3.h>

#include <exception>
#include <memory>

#include "sqlengine/query_types.h"
#include "sqlengine/sql_text/query_parser.h"

namespace assetsodbc::sqlengine {
namespace {

// What SQLite itself tells of a column; of a UNION it tells the first arm only, so that text is the safe answer.
schema::TypeSpec declaredType(sqlite3_stmt* statement, int column, bool compound) {
    const char* declaration = compound ? nullptr : sqlite3_column_decltype(statement, column);
    return declaration == nullptr ? schema::wlongvarchar() : schema::typeOfDeclaration(declaration);
}

InferredColumn inferredColumn(const TypeFact& fact, const schema::TypeSpec& declared) {
    switch (fact.state) {
        case TypeFact::State::Known:
        case TypeFact::State::Null:
            return {fact.type, fact.nullability};
        case TypeFact::State::Parameter:
            return {schema::wlongvarchar(), Nullability::Yes};
        case TypeFact::State::Unknown:
            break;
    }
    return {declared, fact.nullability};
}

// Columns that SQLite counts otherwise than we did cannot be told apart: none is trusted then.
std::vector<RelationColumn> trustedColumns(sqlite3* db, const QueryTree& query, std::size_t columnCount) {
    Relation relation = QueryTypes(db).columnsOf(query);
    const bool fits =
        relation.complete ? relation.columns.size() == columnCount : relation.columns.size() <= columnCount;
    if (!fits) relation.columns.clear();
    return std::move(relation.columns);
}

}  // namespace

std::vector<InferredColumn> inferResultTypes(sqlite3* db, sqlite3_stmt* statement, std::string_view sql) {
    const auto count = static_cast<std::size_t>(sqlite3_column_count(statement));
    std::vector<RelationColumn> columns;
    bool compound = true;
    try {
        if (const std::unique_ptr<QueryTree> query = parseQuery(sql)) {
            compound = query->cores.size() > 1;
            columns = trustedColumns(db, *query, count);
        }
    } catch (const std::exception&) {
        columns.clear();  // the types are a service; the statement itself is good
    }
    std::vector<InferredColumn> result;
    for (std::size_t i = 0; i < count; ++i) {
        const TypeFact fact = i < columns.size() ? columns[i].fact : TypeFact();
        result.push_back(inferredColumn(fact, declaredType(statement, static_cast<int>(i), compound)));
    }
    return result;
}

std::vector<ParameterDescription> inferParameterTypes(sqlite3* db, std::string_view sql, std::size_t parameterCount) {
    std::vector<TypeFact> facts;
    try {
        if (parameterCount > 0) {
            if (const std::unique_ptr<QueryTree> query = parseQuery(sql)) {
                facts = QueryTypes(db).parametersOf(*query, parameterCount);
            }
        }
    } catch (const std::exception&) {
        facts.clear();
    }
    std::vector<ParameterDescription> result(parameterCount, {schema::wvarchar(255), Nullability::Unknown});
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (facts[i].isKnown()) result[i].type = facts[i].type;
    }
    return result;
}

}  // namespace assetsodbc::sqlengine
