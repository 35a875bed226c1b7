#include "schema/site/value_cells.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <limits>

#include "common/date_time.h"
#include "common/unicode.h"

namespace assetsodbc::schema {
namespace {

using assets::AttributeValue;
using Text = std::string_view;

// The first that is there at all; a null view when none is.
Text firstOf(std::initializer_list<Text> texts) {
    for (const Text text : texts)
        if (text.data() != nullptr) return text;
    return {};
}

// The same, but taking empty text for absent: for ids and keys.
Text firstFilled(std::initializer_list<Text> texts) {
    for (const Text text : texts)
        if (!text.empty()) return text;
    return {};
}

Text trimmed(Text text) {
    constexpr Text kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == Text::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// What numbers, dates and their kin are read from: the same in every language.
Text plainText(const AttributeValue& value) {
    return trimmed(firstOf({value.value, value.searchValue}));
}

template <class Number>
std::optional<Number> numberIn(Text text) {
    Number number{};
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || stopped != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<double> doubleIn(Text text) {
    const auto number = numberIn<double>(text);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

std::optional<bool> booleanIn(Text text) {
    if (common::equalIgnoringAsciiCase(text, "true")) return true;
    if (common::equalIgnoringAsciiCase(text, "false")) return false;
    return std::nullopt;
}

// A full timestamp is cut to the date that it was written with: no zone moves a date.
std::optional<std::string> dateIn(Text text) {
    constexpr std::size_t kDateLength = 10;
    auto date = common::parseDate(text);
    if (!date && common::parseTimestamp(text)) date = common::parseDate(text.substr(0, kDateLength));
    return date ? std::optional(common::format(*date)) : std::nullopt;
}

// With a zone, the time is UTC like every other; a fraction that is not zero has no place in a TIME.
std::optional<std::string> timeIn(Text text) {
    auto time = common::parseTime(text);
    if (!time) {
        auto timestamp = common::parseTimestamp("2000-01-02T" + std::string(text));
        if (!timestamp && text.find(':') != Text::npos) timestamp = common::parseTimestamp(text);
        if (timestamp) time = timestamp->time;
    }
    if (!time || time->nanoseconds != 0) return std::nullopt;
    return common::format(*time);
}

std::optional<std::string> timestampIn(Text text) {
    const auto timestamp = common::parseTimestamp(text);
    return timestamp ? std::optional(common::format(*timestamp)) : std::nullopt;
}

std::optional<CellView> made(std::optional<std::string> text, std::string& kept) {
    if (!text) return std::nullopt;
    kept = std::move(*text);
    return Text(kept);
}

std::optional<CellView> present(Text text) {
    return text.data() == nullptr ? std::nullopt : std::optional<CellView>(text);
}

// The number of a key such as ITSM-88, which is the object's id.
std::optional<std::int64_t> numberOfKey(Text key) {
    const auto hyphen = key.rfind('-');
    if (hyphen == Text::npos || hyphen == 0) return std::nullopt;
    const auto number = numberIn<std::int64_t>(key.substr(hyphen + 1));
    return number && *number > 0 ? number : std::nullopt;
}

Text referencedKey(const AttributeValue& value) {
    if (!value.referencedObjectKey.empty()) return value.referencedObjectKey;
    return numberOfKey(value.searchValue) ? value.searchValue : Text();
}

std::optional<CellView> referencedId(const AttributeValue& value) {
    if (value.referencedObjectId) return *value.referencedObjectId;
    const auto number = numberOfKey(referencedKey(value));
    return number ? std::optional<CellView>(*number) : std::nullopt;
}

// A status is searched by its name or by its id.
Text statusId(const AttributeValue& value) {
    const Text id = firstFilled({value.statusId, value.value, value.searchValue});
    const bool isTold = !value.statusId.empty();
    return isTold || numberIn<std::int64_t>(id) ? id : Text();
}

// Of parts that a value may come without.
std::optional<CellView> optionalId(Text id, SqlType type) {
    if (id.empty()) return CellView();
    if (type != SqlType::BigInt) return id;
    const auto number = numberIn<std::int64_t>(id);
    return number ? std::optional<CellView>(*number) : std::nullopt;
}

Text linkedId(const AttributeValue& value) {
    return firstFilled({value.linkedId, value.linkedKey, value.value, value.searchValue});
}

// The cells of kinds that are text already.
Text textOf(CellSource source, const AttributeValue& value) {
    switch (source) {
        case CellSource::Text:
            return firstOf({value.value, value.displayValue, value.searchValue});
        case CellSource::ReferenceLabel:
            return firstOf({value.referencedObjectLabel, value.displayValue});
        case CellSource::UserName:
            return firstOf({value.userDisplayName, value.displayValue});
        case CellSource::GroupName:
            return firstOf({value.groupName, value.displayValue, value.searchValue});
        case CellSource::StatusName:
            return firstOf({value.statusName, value.displayValue});
        default:
            return firstOf({value.displayValue, value.linkedName, value.linkedKey, value.searchValue, value.value});
    }
}

}  // namespace

std::optional<CellView> valueCell(CellSource source, SqlType type, const AttributeValue& value, std::string& kept) {
    switch (source) {
        case CellSource::Integer: {
            const auto number = numberIn<std::int32_t>(plainText(value));
            return number ? std::optional<CellView>(std::int64_t{*number}) : std::nullopt;
        }
        case CellSource::Double: {
            const auto number = doubleIn(plainText(value));
            return number ? std::optional<CellView>(*number) : std::nullopt;
        }
        case CellSource::Boolean: {
            const auto flag = booleanIn(plainText(value));
            return flag ? std::optional<CellView>(std::int64_t{*flag ? 1 : 0}) : std::nullopt;
        }
        case CellSource::Date:
            return made(dateIn(plainText(value)), kept);
        case CellSource::Time:
            return made(timeIn(plainText(value)), kept);
        case CellSource::DateTime:
            return made(timestampIn(plainText(value)), kept);
        case CellSource::ReferenceKey:
            return present(referencedKey(value));
        case CellSource::ReferenceId:
            return referencedId(value);
        case CellSource::UserAccountId:
            return optionalId(firstFilled({value.userKey, value.searchValue, value.value}), type);
        case CellSource::StatusId:
            return optionalId(statusId(value), type);
        case CellSource::LinkedId:
            return optionalId(linkedId(value), type);
        default:
            return present(textOf(source, value));
    }
}

std::optional<std::string_view> valueText(CellSource source, const AttributeValue& value, std::string& kept) {
    const auto cell = valueCell(source, SqlType::WVarchar, value, kept);
    if (!cell) return std::nullopt;
    if (const auto* const text = std::get_if<Text>(&*cell)) return *text;
    if (source == CellSource::Boolean) return std::get<std::int64_t>(*cell) != 0 ? "true" : "false";
    // Numbers are shown as they are kept: 1.50 stays 1.50.
    return plainText(value);
}

std::string_view expectationOf(CellSource source) {
    switch (source) {
        case CellSource::Integer:
            return "a whole number of 32 bits";
        case CellSource::Double:
            return "a number";
        case CellSource::Boolean:
            return "true or false";
        case CellSource::Date:
            return "a date";
        case CellSource::Time:
            return "a time of whole seconds";
        case CellSource::DateTime:
            return "a timestamp";
        case CellSource::ReferenceLabel:
        case CellSource::ReferenceKey:
        case CellSource::ReferenceId:
            return "a reference to an object";
        case CellSource::UserName:
        case CellSource::UserAccountId:
            return "a user";
        case CellSource::GroupName:
            return "a group";
        case CellSource::StatusName:
        case CellSource::StatusId:
            return "a status";
        default:
            return "a text";
    }
}

std::string_view sentText(const AttributeValue& value) {
    return firstFilled({value.value, value.searchValue, value.displayValue});
}

}  // namespace assetsodbc::schema
