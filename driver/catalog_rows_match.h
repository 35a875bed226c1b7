// The name arguments of catalog functions, and the tables that they select.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "driver/catalog_rows.h"

namespace assetsodbc::driver {

// How an argument is to be read: as a pattern, or as the name itself. With SQL_ATTR_METADATA_ID either is an
// identifier.
enum class ArgumentKind { Pattern, Ordinary };

class NameFilter {
public:
    NameFilter() = default;  // every name
    // `argument` names it in messages. Null throws HY009 where identifiers are asked for.
    NameFilter(const Name& value, ArgumentKind kind, bool metadataId, const char* argument);
    // Names are compared without regard to ASCII case, as SQL does here.
    bool matches(std::string_view name) const;
    // The same for a catalog: by one exact name where no other can match, so that no more is asked of the site.
    schema::NameCondition condition() const;

private:
    enum class Mode { Any, Equal, Pattern };
    Mode mode_ = Mode::Any;
    std::string value_;
};

// SQL patterns: '%' any text, '_' any character, '\' makes the next one ordinary.
bool matchesPattern(std::string_view name, std::string_view pattern);
// The one name that the pattern matches; nullopt when it has a wildcard.
std::optional<std::string> nameOfPattern(std::string_view pattern);

// There are no catalogs here, so a catalog name selects everything or nothing.
bool selectsNoCatalog(const Name& catalogName);

using SelectedTables = std::vector<std::shared_ptr<const schema::TableSpec>>;

struct TableFilter {
    const Name& catalog;
    NameFilter schema;
    NameFilter table;
};
// How much of the tables is wanted: with their columns and keys, or no more than names, kinds and remarks, which may
// cost fewer requests.
enum class TableDetail { Names, Everything };
// In the order of schema and name.
SelectedTables selectTables(const CatalogCall& call, const TableFilter& filter,
                            TableDetail detail = TableDetail::Everything);
// For the functions that take one table by its exact name: HY009 when that is null.
SelectedTables selectNamed(const CatalogCall& call, const TableName& name,
                           TableDetail detail = TableDetail::Everything);

}  // namespace assetsodbc::driver
