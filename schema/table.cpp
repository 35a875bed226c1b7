#include "schema/table.h"

#include "common/unicode.h"

namespace assetsodbc::schema {

std::optional<std::size_t> TableSpec::columnIndex(std::string_view columnName) const {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (common::equalIgnoringAsciiCase(columns[i].name, columnName)) return i;
    }
    return std::nullopt;
}

}  // namespace assetsodbc::schema
