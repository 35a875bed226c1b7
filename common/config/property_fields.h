// How rows of the property table name the member that a value goes to. Used by the rows only.
#pragma once

#include <array>
#include <limits>
#include <type_traits>

#include "common/config/connection_properties.h"

namespace assetsodbc::common {

inline constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

// Each 1024 times the one before it.
inline constexpr std::array<std::string_view, 4> kSizeUnits{"", "KB", "MB", "GB"};

// For what other drivers allow more of.
constexpr IntegerField loweredToMaximum(IntegerField field) {
    field.isLowered = true;
    return field;
}

// The member as an integer field: read and written as it is declared, whatever its type.
template <auto Member>
constexpr IntegerField integer(std::int64_t minimum, std::int64_t maximum) {
    return {minimum, maximum,
            [](ConnectionConfig& config, std::int64_t value) {
                using Type = std::remove_reference_t<decltype(config.*Member)>;
                config.*Member = static_cast<Type>(value);
            },
            [](const ConnectionConfig& config) -> std::int64_t { return static_cast<std::int64_t>(config.*Member); }};
}

// A duration, in the unit that it is declared in.
template <auto Member>
constexpr IntegerField duration(std::int64_t minimum, std::int64_t maximum) {
    return {minimum, maximum,
            [](ConnectionConfig& config, std::int64_t value) {
                using Type = std::remove_reference_t<decltype(config.*Member)>;
                config.*Member = Type(value);
            },
            [](const ConnectionConfig& config) -> std::int64_t { return (config.*Member).count(); }};
}

template <auto Member, std::size_t Count>
constexpr ChoiceField oneOf(const std::array<Choice, Count>& choices) {
    return {choices.data(), Count,
            [](ConnectionConfig& config, int value) {
                using Type = std::remove_reference_t<decltype(config.*Member)>;
                config.*Member = static_cast<Type>(value);
            },
            [](const ConnectionConfig& config) { return static_cast<int>(config.*Member); }};
}

template <class Enum>
constexpr Choice choice(std::string_view name, Enum value, bool documented = true) {
    return {name, static_cast<int>(value), documented};
}

}  // namespace assetsodbc::common
