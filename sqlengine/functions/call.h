// One call of a scalar function from SQLite: its arguments as C++ values, and where its result goes. Functions throw
// common::Error; the trampoline in functions.cpp hands it to SQLite. Text borrowed from an argument lives for the call.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/clock.h"
#include "sqlengine/functions.h"

struct sqlite3_context;
struct sqlite3_value;

namespace assetsodbc::sqlengine {

struct FunctionEnvironment {
    const common::Clock& clock;
    SessionNames names;
};

class Call {
public:
    Call(const char* name, sqlite3_context* context, int count, sqlite3_value** values,
         const FunctionEnvironment& environment)
        : name_(name), context_(context), count_(count), values_(values), environment_(environment) {}

    int argumentCount() const noexcept { return count_; }
    const FunctionEnvironment& environment() const noexcept { return environment_; }

    bool isNull(int index) const;  // only in functions that say they take NULL
    bool isInteger(int index) const;
    bool isBinary(int index) const;
    bool isText(int index) const;
    bool isNumber(int index) const;  // or a text that is one
    // Numbers as SQLite writes them, bytes as they are.
    std::string_view text(int index) const;
    std::string_view bytes(int index) const;
    // Integers, reals without a fraction, and text that is such a number; everything else is refused.
    std::int64_t integer(int index) const;
    // integer() that must not be negative: a number of characters.
    std::int64_t lengthArgument(int index) const;
    // Numbers, and text that is a number.
    double number(int index) const;

    void answer(std::int64_t value);
    void answer(double value);  // refuses infinities and NaN as out of range
    void answer(std::string_view text);
    void answer(const std::string& text) { answer(std::string_view(text)); }
    void answer(const char*) = delete;
    void answerBytes(std::string_view bytes);
    void answerNull();
    void answerArgument(int index);  // as it came
    // Throws when a text of so many bytes would exceed SQLite's limit.
    void requireLength(std::uint64_t bytes) const;

    // Error{ValueUnreadable} "LEFT: …", with the name as ODBC spells it.
    [[noreturn]] void refuse(const std::string& what) const;
    // The same as Error{NumericOverflow}.
    [[noreturn]] void refuseOverflow(const std::string& what) const;

private:
    bool isNumericText(int index) const;

    const char* name_;
    sqlite3_context* context_;
    int count_;
    sqlite3_value** values_;
    const FunctionEnvironment& environment_;
};

enum class Determinism {
    Always,  // the same arguments give the same result
    Never,   // each call may differ
};

enum class NullArguments {
    AnswerNull,  // one NULL makes the answer NULL, without a call
    Taken,       // the function looks itself
};

struct FunctionSpec {
    const char* sqlName;
    const char* name;   // for messages, as ODBC spells it
    int argumentCount;  // -1 for any number
    void (*run)(Call&);
    Determinism determinism = Determinism::Always;
    NullArguments nulls = NullArguments::AnswerNull;
};

// A table of functions, one per subject.
struct FunctionTable {
    const FunctionSpec* first;
    const FunctionSpec* last;
    const FunctionSpec* begin() const noexcept { return first; }
    const FunctionSpec* end() const noexcept { return last; }
};

FunctionTable textFunctions();
FunctionTable plainTextFunctions();
FunctionTable numericFunctions();
FunctionTable dateTimeFunctions();
FunctionTable datePartFunctions();
FunctionTable conversionFunctions();  // each also as odbc_try_…, which answers NULL for an error
FunctionTable systemFunctions();

}  // namespace assetsodbc::sqlengine
