// The columns that an attribute becomes, and the cells of its values, by sections 2 and 4 of the SQL model.
#pragma once

#include <string>
#include <vector>

#include "tests/oracle/model_tables.h"
#include "tests/simulator/site.h"

namespace assetsodbc::oracle {

// The columns of one value: X itself, then the derived ones by suffix ("_Key", "_Id", "_AccountId").
struct ValueColumn {
    std::string suffix;
    Kind kind;
};
std::vector<ValueColumn> valueColumns(const simulator::AttributeDefinition& attribute);

struct ValueContext {
    const simulator::Site& site;
    const simulator::ObjectSet& objects;
    bool cloud;
};
// One cell for each of valueColumns().
std::vector<Cell> valueCells(const ValueContext& context, const simulator::AttributeDefinition& attribute,
                             const simulator::Value& value);
// How the value shows among others in one text.
std::string shownText(const ValueContext& context, const simulator::AttributeDefinition& attribute,
                      const simulator::Value& value);

// "2021-02-16T20:04:41.527Z" as SQL has it: "2021-02-16 20:04:41.527"
std::string sqlTimestamp(std::string isoTime);

}  // namespace assetsodbc::oracle
