// What is not established about AQL, as switches: the driver has to be right under every setting. The defaults are what
// seems likeliest.
#pragma once

#include <cstddef>
#include <optional>

namespace assetsodbc::simulator {

enum class DateLiterals {
    DateOnly,  // "2024-01-31"
    Iso,       // also "2024-01-31T10:00:00Z" and the like
    All        // also "2024-01-31 10:00"
};
enum class KeyOrder { Text, Number };
enum class MissingInDescending { Last, First };

struct AqlSwitches {
    bool notEqualMatchesEmpty = false;      // !=, not in, not like: an object without a value matches
    bool negationRejectsAnyMatch = false;   // the same: one equal value of several is enough to reject the object
    std::optional<int> literalZoneMinutes;  // zone of a literal without one; unset: the caller's
    bool timeFunctionsInUtc = false;        // startOfDay() and the like; else in the caller's zone
    bool strictCase = false;                // operators in capitals, keywords and names as they are spelt
    DateLiterals dateLiterals = DateLiterals::All;
    bool dateEqualityByDay = true;  // "=" of a DateTime and a date: the same day; else the very millisecond
    std::size_t inListLimit = 0;    // values in one IN list; 0: no limit
    std::size_t queryLengthLimit = 0;
    bool falseMatchesEmptyBoolean = false;
    bool likeWildcards = false;  // in like: * and % any text, ? and _ any character
    bool referenceMatchesLabel = true;
    bool referenceMatchesKey = true;
    bool referenceMatchesId = false;
    bool userMatchesName = true;    // by display name, user name and e-mail address besides the account id
    bool objectKeyKeyword = false;  // "objectKey" for "Key", as on Data Center
    KeyOrder keyOrder = KeyOrder::Text;
    MissingInDescending missingInDescending = MissingInDescending::Last;
};

}  // namespace assetsodbc::simulator
