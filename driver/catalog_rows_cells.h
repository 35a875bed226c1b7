// The cells that several catalog functions have in common.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "driver/convert/sql_to_c.h"
#include "driver/rows_result.h"
#include "schema/table.h"

namespace assetsodbc::driver {

inline schema::Value cellOf(std::string_view text) {
    return std::string(text);
}
inline schema::Value cellOf(std::int64_t number) {
    return number;
}
inline schema::Value nullCell() {
    return std::monostate{};
}
inline schema::Value textOrNull(std::string_view text) {
    return text.empty() ? nullCell() : cellOf(text);
}

// There are no catalogs: TABLE_CAT is always NULL.
inline schema::Value catalogCell() {
    return nullCell();
}

schema::Value decimalDigitsCell(const schema::TypeSpec& type, const TypeFacts& facts);

}  // namespace assetsodbc::driver
