// Keywords of connection strings and odbc.ini sections that are no properties of this driver: those of the driver
// manager, those of other drivers for Assets, of which one table says what becomes of them, and those that nobody
// knows.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assetsodbc::common {

// What becomes of a value that asks for something else than what this driver does anyway.
enum class ForeignVerdict {
    Ignored,  // SQLSTATE 01S02: no result changes by that
    Refused,  // results would change: an error
};

struct ForeignKeyword {
    std::string_view name;
    std::string_view same;  // values, separated by commas, that ask for what is done anyway; empty = none
    ForeignVerdict verdict;
    std::string_view instead;  // what is done, or why nothing is: the end of a sentence
};

// A constant sequence, for range-based for.
struct ForeignKeywords {
    const ForeignKeyword* first;
    std::size_t count;
    const ForeignKeyword* begin() const { return first; }
    const ForeignKeyword* end() const { return first + count; }
};
// Those of other drivers for Assets, in alphabetical order.
const ForeignKeywords& foreignKeywords();

// What was found out about keywords that are no properties.
struct KeywordWarnings {
    std::vector<std::string> unknown;  // 01S00
    std::vector<std::string> ignored;  // 01S02
};

// Adds the warning for a keyword that is no property, if there is one: none for what belongs to the driver manager, for
// what applications add by themselves, and for values that ask for what is done anyway. Throws Error{InvalidArgument}
// where ignoring the keyword would change results.
void judgeForeignKeyword(std::string_view keyword, std::string_view value, KeywordWarnings& warnings);

}  // namespace assetsodbc::common
