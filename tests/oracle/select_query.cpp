#include "tests/oracle/select_query.h"

namespace assetsodbc::oracle {
namespace {

Sql selectList(const SelectQuery& query) {
    Sql list = "SELECT ";
    if (query.distinct) list += "DISTINCT ";
    if (query.limit && query.limitForm == LimitForm::Top) list += Sql("TOP " + std::to_string(*query.limit) + " ", "");
    return list + join(query.items, ", ");
}

Sql clauses(const SelectQuery& query) {
    Sql sql;
    if (!query.from.oracle.empty()) sql += Sql(" FROM ") + query.from;
    if (!query.where.empty()) sql += Sql(" WHERE ") + join(query.where, " AND ");
    if (!query.groupBy.empty()) sql += Sql(" GROUP BY ") + join(query.groupBy, ", ");
    if (query.having) sql += Sql(" HAVING ") + *query.having;
    return sql;
}

Sql limitOf(const SelectQuery& query) {
    if (!query.limit) return "";
    const std::string limit = std::to_string(*query.limit), offset = std::to_string(query.offset);
    const std::string plain = " LIMIT " + limit + (query.offset > 0 ? " OFFSET " + offset : "");
    switch (query.limitForm) {
        case LimitForm::LimitOffset:
            return Sql(plain);
        case LimitForm::Top:
            return {"", plain};
        case LimitForm::OffsetFetch:
            break;
    }
    return {" OFFSET " + offset + " ROWS FETCH NEXT " + limit + " ROWS ONLY", plain};
}

}  // namespace

Sql bodyOf(const SelectQuery& query) {
    return query.with + selectList(query) + clauses(query);
}

Sql textOf(const SelectQuery& query) {
    Sql sql = bodyOf(query);
    if (!query.orderBy.empty()) sql += Sql(" ORDER BY ") + join(query.orderBy, ", ");
    return sql + limitOf(query);
}

TestStatement statementOf(const SelectQuery& query, const Comparison& comparison) {
    TestStatement statement{textOf(query), "", comparison, query};
    if (query.limit) {
        SelectQuery all = query;
        all.limit.reset();
        statement.withoutLimit = textOf(all).oracle;
    }
    return statement;
}

}  // namespace assetsodbc::oracle
