// Functions of text that plain SQL knows beside ODBC's: Transact-SQL's and ANSI's names.
#include <algorithm>
#include <iterator>
#include <vector>

#include "sqlengine/functions/call.h"
#include "sqlengine/functions/characters.h"

namespace assetsodbc::sqlengine {
namespace {

// LEN leaves trailing blanks out.
void lengthOfText(Call& call) {
    call.answer(characterCount(withoutTrailingBlanks(call.text(0))));
}

void charIndex(Call& call) {
    const std::string_view wanted = call.text(0), text = call.text(1);
    const std::int64_t start = call.argumentCount() == 3 ? std::max<std::int64_t>(call.integer(2), 1) : 1;
    if (wanted.empty() || start > characterCount(text)) return call.answer(std::int64_t{0});
    const std::size_t from = offsetOf(text, start - 1);
    const std::size_t found = text.find(wanted, from);
    if (found == std::string_view::npos) return call.answer(std::int64_t{0});
    call.answer(start + characterCount(text.substr(from, found - from)));
}

// Replaces `length` characters from `start` on; NULL where the text has no such start.
void stuff(Call& call) {
    const std::string_view text = call.text(0);
    const std::int64_t start = call.integer(1), length = call.integer(2);
    if (start < 1 || length < 0 || start > characterCount(text)) return call.answerNull();
    const std::size_t begin = offsetOf(text, start - 1);
    const std::size_t end = begin + offsetOf(text.substr(begin), length);
    const std::string_view other = call.isNull(3) ? std::string_view() : call.text(3);
    call.answer(std::string(text.substr(0, begin)).append(other).append(text.substr(end)));
}

void stuffUnlessNull(Call& call) {
    if (call.isNull(0) || call.isNull(1) || call.isNull(2)) return call.answerNull();
    stuff(call);
}

// OVERLAY(text PLACING other FROM start FOR length); without a length as long as the other text.
void overlay(Call& call) {
    const std::string_view text = call.text(0), other = call.text(1);
    const std::int64_t start = call.integer(2);
    if (start < 1) call.refuse("the start position counts from 1, not " + std::to_string(start));
    const std::int64_t length = call.argumentCount() == 4 ? call.lengthArgument(3) : characterCount(other);
    const std::size_t begin = offsetOf(text, start - 1);
    const std::size_t end = begin + offsetOf(text.substr(begin), length);
    call.answer(std::string(text.substr(0, begin)).append(other).append(text.substr(end)));
}

void reverse(Call& call) {
    const std::string_view text = call.text(0);
    std::string result;
    result.reserve(text.size());
    for (std::size_t end = text.size(); end > 0;) {
        std::size_t begin = end - 1;
        while (begin > 0 && isContinuation(text[begin])) --begin;
        result.append(text.substr(begin, end - begin));
        end = begin;
    }
    call.answer(result);
}

void concatAll(Call& call) {
    std::string text;
    for (int i = 0; i < call.argumentCount(); ++i) {
        if (!call.isNull(i)) text += call.text(i);
    }
    call.answer(text);
}

// The first argument parts the others; NULLs among them are left out.
void concatWithSeparator(Call& call) {
    if (call.argumentCount() == 0) call.refuse("the separator is missing");
    if (call.isNull(0)) return call.answerNull();
    const std::string separator(call.text(0));
    std::string text;
    bool first = true;
    for (int i = 1; i < call.argumentCount(); ++i) {
        if (call.isNull(i)) continue;
        if (!first) text += separator;
        text += call.text(i);
        first = false;
    }
    call.answer(text);
}

// ---- trimming: the characters are a set, as in SQLite's TRIM(x, characters)

std::vector<std::string_view> charactersOf(std::string_view text) {
    std::vector<std::string_view> characters;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = std::max<std::size_t>(offsetOf(text.substr(at), 1), 1);
        characters.push_back(text.substr(at, length));
        at += length;
    }
    return characters;
}

std::string_view trimmed(std::string_view text, std::string_view characters, bool leading, bool trailing) {
    const std::vector<std::string_view> set = charactersOf(characters);
    const auto startsWith = [&](std::string_view part) { return text.substr(0, part.size()) == part; };
    const auto endsWith = [&](std::string_view part) {
        return text.size() >= part.size() && text.substr(text.size() - part.size()) == part;
    };
    for (auto at = set.begin(); leading && (at = std::find_if(set.begin(), set.end(), startsWith)) != set.end();) {
        text.remove_prefix(at->size());
    }
    for (auto at = set.begin(); trailing && (at = std::find_if(set.begin(), set.end(), endsWith)) != set.end();) {
        text.remove_suffix(at->size());
    }
    return text;
}

void trimLeading(Call& call) {
    call.answer(trimmed(call.text(1), call.text(0), true, false));
}
void trimTrailing(Call& call) {
    call.answer(trimmed(call.text(1), call.text(0), false, true));
}
void trimBoth(Call& call) {
    call.answer(trimmed(call.text(1), call.text(0), true, true));
}
void trimText(Call& call) {
    call.answer(trimmed(call.text(0), call.argumentCount() == 2 ? call.text(1) : " ", true, true));
}

// ---- padding

void answerPadded(Call& call, bool left) {
    const std::string_view text = call.text(0);
    const std::int64_t wanted = call.lengthArgument(1), given = characterCount(text);
    if (wanted <= given) return call.answer(text.substr(0, offsetOf(text, wanted)));
    const std::string_view fill = call.argumentCount() == 3 ? call.text(2) : std::string_view(" ");
    if (fill.empty()) return call.answer(text);
    call.requireLength(static_cast<std::uint64_t>(wanted));
    const std::vector<std::string_view> characters = charactersOf(fill);
    std::string padding;
    for (std::int64_t i = 0; i < wanted - given; ++i) {
        padding += characters[static_cast<std::size_t>(i) % characters.size()];
    }
    call.answer(left ? padding.append(text) : std::string(text).append(padding));
}

void padLeft(Call& call) {
    answerPadded(call, true);
}
void padRight(Call& call) {
    answerPadded(call, false);
}

void characterOfCode(Call& call) {
    const std::int64_t code = call.integer(0);
    if (code < 1 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return call.answerNull();
    std::string text;
    append(text, static_cast<char32_t>(code));
    call.answer(text);
}

constexpr NullArguments kTaken = NullArguments::Taken;
constexpr Determinism kAlways = Determinism::Always;

constexpr FunctionSpec kPlainTextFunctions[] = {
    {"btrim", "BTRIM", 1, trimText},
    {"btrim", "BTRIM", 2, trimText},
    {"charindex", "CHARINDEX", 2, charIndex},
    {"charindex", "CHARINDEX", 3, charIndex},
    {"concat", "CONCAT", -1, concatAll, kAlways, kTaken},
    {"concat_ws", "CONCAT_WS", -1, concatWithSeparator, kAlways, kTaken},
    {"len", "LEN", 1, lengthOfText},
    {"lpad", "LPAD", 2, padLeft},
    {"lpad", "LPAD", 3, padLeft},
    {"nchar", "NCHAR", 1, characterOfCode},
    {"odbc_overlay", "OVERLAY", 3, overlay},
    {"odbc_overlay", "OVERLAY", 4, overlay},
    {"odbc_trim_both", "TRIM", 2, trimBoth},
    {"odbc_trim_leading", "TRIM", 2, trimLeading},
    {"odbc_trim_trailing", "TRIM", 2, trimTrailing},
    {"reverse", "REVERSE", 1, reverse},
    {"rpad", "RPAD", 2, padRight},
    {"rpad", "RPAD", 3, padRight},
    {"stuff", "STUFF", 4, stuffUnlessNull, kAlways, kTaken},
};

}  // namespace

FunctionTable plainTextFunctions() {
    return {std::begin(kPlainTextFunctions), std::end(kPlainTextFunctions)};
}

}  // namespace assetsodbc::sqlengine
