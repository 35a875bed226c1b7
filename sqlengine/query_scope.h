// Where names are looked up while a query is typed: private to query_types.cpp and expression_types.cpp.
#pragma once

#include <string>
#include <vector>

#include "sqlengine/query_types.h"

namespace assetsodbc::sqlengine {

struct QueryTypes::CommonScope {
    const CommonScope* outer;
    std::string name;
    std::vector<std::string> columns;
    const Relation* relation;

    static const Relation* find(const CommonScope* scope, const std::string& name);
};

struct QueryTypes::ScopeSource {
    const Source* source;
    const Relation* relation;
    std::vector<bool> mergedByJoin;  // per column: shown once by *, for USING and NATURAL
    bool mayBeEmptyGroup = false;    // an aggregate over no row at all shows NULLs

    // Whether t in t.x, or s.t in s.t.x, means this source; no qualifier means any.
    bool answersTo(const std::vector<std::string>& qualifiers) const;
    bool isBaseTable() const { return !source->query && relation->complete && !source->name.empty(); }
    TypeFact factOf(const RelationColumn& column) const { return factOf(column.fact); }
    TypeFact factOf(TypeFact fact) const;
};

struct QueryTypes::Scope {
    const Scope* outer;
    const CommonScope* common;
    std::vector<ScopeSource> sources;
    const std::vector<ResultItem>* aliases;  // seen by WHERE, GROUP BY, HAVING and ORDER BY; else nullptr

    bool hasColumn(const std::string& name) const;
};

}  // namespace assetsodbc::sqlengine
