// What is known of the type of an expression, and how types come together: in CASE, COALESCE and UNION, in arithmetic
// and in concatenation. Pure functions.
#pragma once

#include <cstdint>
#include <vector>

#include "schema/column.h"
#include "sqlengine/query.h"

namespace assetsodbc::sqlengine {

struct TypeFact {
    enum class State {
        Known,
        Null,       // the NULL literal: fits every type
        Parameter,  // a parameter marker: takes the type of what it meets
        Unknown,    // could not be told
    };
    State state = State::Unknown;
    schema::TypeSpec type = schema::wlongvarchar();
    Nullability nullability = Nullability::Unknown;
    // Decimals that are kept as text: what SQLite compares when it is handed the value.
    enum class Digits {
        Number,  // no such text
        Column,  // text, with the collation that compares it as a number
        Text,    // text alone, all of one scale
        Mixed,   // here a text, there a number
    };
    Digits digits = Digits::Number;
    bool mixesDates = false;  // a timestamp that may still be the text of a date

    bool isKnown() const noexcept { return state == State::Known; }
};

TypeFact knownFact(const schema::TypeSpec& type, Nullability nullability = Nullability::Unknown);
TypeFact nullFact();

bool isInteger(schema::SqlType type);  // also BIT
bool isNumeric(schema::SqlType type);
bool isText(schema::SqlType type);

// Yes if one is Yes, No if both are No.
Nullability eitherNullable(Nullability a, Nullability b);

// The type that holds the values of both.
TypeFact combined(const TypeFact& a, const TypeFact& b);
TypeFact combined(const std::vector<TypeFact>& facts);
// Of + - *: SQLite calculates in 64-bit integers, else in doubles.
TypeFact arithmeticOf(const std::vector<TypeFact>& facts);
// The text that SQLite makes of a value: NVARCHAR of the longest spelling, NLONGVARCHAR where there is no limit.
TypeFact asText(const TypeFact& fact);
TypeFact concatenationOf(const std::vector<TypeFact>& facts);
// NVARCHAR(size), or NLONGVARCHAR from the size on where clients no longer take the former.
schema::TypeSpec textOfSize(std::uint64_t size);

}  // namespace assetsodbc::sqlengine
