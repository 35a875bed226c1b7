// One value of an attribute, as the site sent it, to the cell of a column. Decided by what the column is declared to
// be, never by what the value looks like; texts that are made for an account's language and zone (displayValue) are
// never read as numbers or dates.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "assets/model.h"
#include "schema/column.h"
#include "schema/site/object_table_shape.h"
#include "schema/value.h"

namespace assetsodbc::schema {

// Only for sources of one value. nullopt: the value cannot be read so. NULL: it may come without this part, and does.
// Text that must be made is kept in `made`.
std::optional<CellView> valueCell(CellSource source, SqlType type, const assets::AttributeValue& value,
                                  std::string& made);

// The same as text, for people and for the values of an attribute joined: booleans as true and false.
std::optional<std::string_view> valueText(CellSource source, const assets::AttributeValue& value, std::string& made);

// What the source asks of a value: "a whole number of 32 bits".
std::string_view expectationOf(CellSource source);

// What the site sent, for messages; empty when it sent no text at all.
std::string_view sentText(const assets::AttributeValue& value);

}  // namespace assetsodbc::schema
