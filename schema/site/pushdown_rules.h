// Which comparison of which column of an object type becomes which kind of AQL condition: the table of docs/pushdown.md
// as a function. Values play no part here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "schema/site/object_table_shape.h"
#include "schema/site/pushdown_memory.h"

namespace assetsodbc::schema {

enum class ConditionForm {
    ObjectIds,
    ObjectKeys,
    GivenAql,
    Texts,          // = and IN of text; the site ignores case
    Pattern,        // LIKE by its literal runs
    JoinedPattern,  // the same of several values joined: a run lies in one of them
    Whole,          // comparisons of whole numbers
    Real,           // comparisons of numbers, widened by the least step
    Truth,          // = of booleans
    Moment,         // comparisons of dates and timestamps, widened by a day
    ReferenceKeys,
    ReferenceIds,
    IsEmpty,
    IsNotEmpty,
};

struct PushdownRule {
    ConditionForm form;
    std::string attribute = {};  // as AQL names it; empty for the forms of the object itself
    std::string fragment = {};   // as PushdownMemory names it
    bool isOptional = false;     // of a form that a site need not know
    bool isExact = false;        // the site finds no object whose row SQL would reject
};

// nullopt: SQL alone compares. Also for what the memory says that the site refuses.
std::optional<PushdownRule> pushdownRule(const ObjectTableShape& shape, const SiteTableOptions& options,
                                         const PushdownMemory& memory, std::size_t column, Comparison comparison);

// How AQL names the attribute that the column shows; nullopt where it cannot without doubt.
std::optional<std::string> aqlNameOf(const ObjectTableShape& shape, std::size_t column);

// As PushdownMemory names a kind of condition on an attribute.
std::string fragmentName(const ObjectTableShape& shape, const std::string& attribute, const char* kind);

// Whether every type whose objects the table holds has the attribute that the column shows.
bool isOfEveryType(const ObjectTableShape& shape, std::size_t column);

}  // namespace assetsodbc::schema
