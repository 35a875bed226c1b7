// How members of decoded API structs become cells: one reader per column, named in the table's declaration. Absent
// members are NULL, present empty text is ''.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "assets/model.h"
#include "schema/column.h"
#include "schema/value.h"

namespace assetsodbc::schema {

// Where a cell is being read: its column, and room for text that must be made, kept until the stream's next row.
struct CellPlace {
    const ColumnSpec& column;
    std::string& scratch;
};

template <class Record>
using CellReader = CellView (*)(const Record&, const CellPlace&);

inline CellView cellOf(bool value) {
    return std::int64_t{value ? 1 : 0};
}
inline CellView cellOf(std::int32_t value) {
    return std::int64_t{value};
}
inline CellView cellOf(std::uint32_t value) {
    return std::int64_t{value};
}
inline CellView cellOf(std::int64_t value) {
    return value;
}
inline CellView cellOf(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}
inline CellView cellOf(double value) {
    return value;
}
inline CellView cellOf(const std::string& text) {
    return std::string_view(text);
}
// Views into a page: a null pointer says that the member was absent.
inline CellView cellOf(std::string_view text) {
    return text.data() == nullptr ? CellView() : CellView(text);
}
template <class T>
CellView cellOf(const std::optional<T>& value) {
    return value ? cellOf(*value) : CellView();
}

// Reads a member as it is: member<&ObjectSchema::name>.
template <auto Member>
struct MemberReader;
template <class Record, class T, T Record::*Member>
struct MemberReader<Member> {
    static CellView read(const Record& record, const CellPlace&) { return cellOf(record.*Member); }
    // For texts and ids that the API may leave out: empty text and 0 are NULL.
    static CellView readOptional(const Record& record, const CellPlace&) {
        return record.*Member == T{} ? CellView() : cellOf(record.*Member);
    }
};
template <auto Member>
inline constexpr auto member = &MemberReader<Member>::read;
template <auto Member>
inline constexpr auto optionalMember = &MemberReader<Member>::readOptional;

// The key of an object, which no object is without. Throws Error{BadResponse} when the answer lacks it.
CellView objectKeyCell(const assets::AssetObject& object);

// The API's text in the canonical form of schema/value.h; false when it is no timestamp.
bool canonicalTimestamp(std::string_view text, std::string& canonical);
[[noreturn]] void refuseTimestamp(std::string_view text, const CellPlace& place, const std::string& owner);

// A timestamp of the API; empty text is NULL. Throws Error{ValueUnreadable} that names what has it: owner() answers
// e.g. "object ITSM-88".
template <class Owner>
CellView timestampCell(std::string_view text, const CellPlace& place, Owner owner) {
    if (text.empty()) return {};
    if (!canonicalTimestamp(text, place.scratch)) refuseTimestamp(text, place, owner());
    return std::string_view(place.scratch);
}

}  // namespace assetsodbc::schema
