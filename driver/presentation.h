// How tables, columns and types are told to the application where connection properties ask for another way than ours:
// fewer tables, names in upper case, other types for text. What is read and how it is queried stays the same.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "common/config/name_list.h"
#include "schema/table.h"

namespace assetsodbc::common {
struct ConnectionConfig;
}
namespace assetsodbc::sqlengine {
class Query;
}

namespace assetsodbc::driver {

struct Presentation {
    common::NameList schemas, tables, views;  // empty = all
    bool tellsForeignKeys = true;
    bool upperCase = false;
    bool wideText = true;
    std::int64_t longTextFrom = -1;  // characters beyond which text is long; -1 = as the column is declared
    std::uint32_t largestSize = 0;   // of text columns; 0 = as declared
    std::uint32_t largestKey = 0;    // the same, of text columns in primary keys

    bool changesTypes() const { return !wideText || longTextFrom >= 0 || largestSize != 0; }
    bool changesTables() const { return changesTypes() || upperCase || !tellsForeignKeys || largestKey != 0; }

    bool showsSchema(std::string_view name) const { return schemas.has(name); }
    bool shows(const schema::TableSpec& table) const;
    std::string nameOf(const std::string& name) const;
    schema::TypeSpec typeOf(schema::TypeSpec type) const;
    // The table as it is told; the same object where nothing changes.
    std::shared_ptr<const schema::TableSpec> tableOf(const std::shared_ptr<const schema::TableSpec>& table) const;
};

Presentation presentationOf(const common::ConnectionConfig& config);

// The query with its columns as they are told. Hands the query itself back where nothing changes.
std::unique_ptr<sqlengine::Query> presented(std::unique_ptr<sqlengine::Query> query, const Presentation& presentation);

}  // namespace assetsodbc::driver
