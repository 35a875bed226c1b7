// ODBC's functions of text. Positions and lengths count characters (code points), from 1.
#include <array>
#include <cstddef>
#include <iterator>

#include "sqlengine/functions/call.h"
#include "sqlengine/functions/case_mapping.h"
#include "sqlengine/functions/characters.h"

namespace assetsodbc::sqlengine {
namespace {

void answerMapped(Call& call, char32_t (*map)(char32_t)) {
    const std::string_view text = call.text(0);
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Decoded character = decode(text.substr(at));
        if (character.wellFormed) {
            append(result, map(character.codePoint));
        } else {
            result += text[at];
        }
        at += character.length;
    }
    call.answer(result);
}

void upper(Call& call) {
    answerMapped(call, toUpperCase);
}
void lower(Call& call) {
    answerMapped(call, toLowerCase);
}

void ascii(Call& call) {
    const std::string_view text = call.text(0);
    call.answer(text.empty() ? std::int64_t{0} : static_cast<std::int64_t>(decode(text).codePoint));
}

void character(Call& call) {
    const std::int64_t code = call.integer(0);
    if (code < 1 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
        call.refuse(std::to_string(code) + " is not the code of a character");
    }
    std::string text;
    append(text, static_cast<char32_t>(code));
    call.answer(text);
}

void characterLength(Call& call) {
    const std::string_view text = call.bytes(0);
    call.answer(call.isBinary(0) ? static_cast<std::int64_t>(text.size()) : characterCount(text));
}
void lengthWithoutTrailingBlanks(Call& call) {
    call.answer(characterCount(withoutTrailingBlanks(call.text(0))));
}
void octetLength(Call& call) {
    call.answer(static_cast<std::int64_t>(call.bytes(0).size()));
}
void bitLength(Call& call) {
    call.answer(static_cast<std::int64_t>(call.bytes(0).size()) * 8);
}

void concat(Call& call) {
    call.answer(std::string(call.text(0)).append(call.text(1)));
}

void left(Call& call) {
    const std::string_view text = call.text(0);
    call.answer(text.substr(0, offsetOf(text, call.lengthArgument(1))));
}

void right(Call& call) {
    const std::string_view text = call.text(0);
    const std::int64_t all = characterCount(text);
    const std::int64_t wanted = call.lengthArgument(1);
    call.answer(text.substr(wanted >= all ? 0 : offsetOf(text, all - wanted)));
}

void trimLeft(Call& call) {
    const std::string_view text = call.text(0);
    const std::size_t first = text.find_first_not_of(' ');
    call.answer(first == std::string_view::npos ? std::string_view() : text.substr(first));
}

void trimRight(Call& call) {
    call.answer(withoutTrailingBlanks(call.text(0)));
}

// As SQL-92 has it: the characters from start to start + length - 1 that exist.
void substring(Call& call) {
    const std::string_view text = call.text(0);
    const std::int64_t start = call.integer(1);
    const std::int64_t all = characterCount(text);
    std::int64_t end = all + 1;  // exclusive
    if (call.argumentCount() == 3) {
        std::int64_t wanted = 0;
        const bool overflow = __builtin_add_overflow(start, call.lengthArgument(2), &wanted);
        if (!overflow && wanted < end) end = wanted;
    }
    const std::int64_t first = start < 1 ? 1 : start;
    if (first >= end || first > all) return call.answer(std::string_view());
    const std::size_t begin = offsetOf(text, first - 1);
    call.answer(text.substr(begin, offsetOf(text.substr(begin), end - first)));
}

// Replaces `length` characters from `start` on; a start outside the text leaves it as it is.
void insert(Call& call) {
    const std::string_view text = call.text(0);
    const std::int64_t start = call.integer(1);
    const std::int64_t length = call.lengthArgument(2);
    if (start < 1 || start > characterCount(text) + 1) return call.answer(text);
    const std::size_t begin = offsetOf(text, start - 1);
    const std::size_t end = begin + offsetOf(text.substr(begin), length);
    call.answer(std::string(text.substr(0, begin)).append(call.text(3)).append(text.substr(end)));
}

void answerPosition(Call& call, std::string_view wanted, std::string_view text, std::int64_t start) {
    if (start > characterCount(text) + 1) return call.answer(std::int64_t{0});
    const std::size_t from = offsetOf(text, start - 1);
    const std::size_t found = text.find(wanted, from);
    if (found == std::string_view::npos) return call.answer(std::int64_t{0});
    call.answer(start + characterCount(text.substr(from, found - from)));
}

void locate(Call& call) {
    const std::int64_t start = call.argumentCount() == 3 ? call.integer(2) : 1;
    if (start < 1) call.refuse("the start position counts from 1, not " + std::to_string(start));
    answerPosition(call, call.text(0), call.text(1), start);
}

void position(Call& call) {
    answerPosition(call, call.text(0), call.text(1), 1);
}

void answerRepeated(Call& call, std::string_view part, std::int64_t times) {
    if (part.empty() || times == 0) return call.answer(std::string_view());
    call.requireLength(static_cast<std::uint64_t>(times));
    call.requireLength(static_cast<std::uint64_t>(times) * part.size());
    std::string text;
    text.reserve(part.size() * static_cast<std::size_t>(times));
    for (std::int64_t i = 0; i < times; ++i) text += part;
    call.answer(text);
}

void repeat(Call& call) {
    answerRepeated(call, call.text(0), call.lengthArgument(1));
}
// Transact-SQL's REPEAT.
void replicate(Call& call) {
    const std::int64_t times = call.integer(1);
    if (times < 0) return call.answerNull();
    answerRepeated(call, call.text(0), times);
}
void space(Call& call) {
    answerRepeated(call, " ", call.lengthArgument(0));
}

// ---- SOUNDEX: a letter and three digits; vowels part equal codes, H and W do not.

constexpr char kSoundexCodes[] = "01230120022455012623010202";  // of A to Z
constexpr char kSilent = '-';

char soundexCode(char upperLetter) {
    if (upperLetter == 'H' || upperLetter == 'W') return kSilent;
    return kSoundexCodes[upperLetter - 'A'];
}

using Soundex = std::array<char, 4>;

Soundex soundexOf(std::string_view text) {
    Soundex result = {'0', '0', '0', '0'};
    std::size_t filled = 0;
    char previous = '0';
    for (char c : text) {
        const char letter = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (letter < 'A' || letter > 'Z') continue;
        const char code = soundexCode(letter);
        if (filled == 0) {
            result[filled++] = letter;
        } else if (code != '0' && code != kSilent && code != previous) {
            result[filled++] = code;
        }
        if (code != kSilent) previous = code;
        if (filled == result.size()) break;
    }
    return result;
}

void soundex(Call& call) {
    const Soundex code = soundexOf(call.text(0));
    call.answer(std::string_view(code.data(), code.size()));
}

// 4 for the same sound, 0 for none of its four places.
void difference(Call& call) {
    const Soundex a = soundexOf(call.text(0));
    const Soundex b = soundexOf(call.text(1));
    std::int64_t same = 0;
    for (std::size_t i = 0; i < a.size(); ++i) same += a[i] == b[i] ? 1 : 0;
    call.answer(same);
}

constexpr FunctionSpec kTextFunctions[] = {
    {"ascii", "ASCII", 1, ascii},
    {"bit_length", "BIT_LENGTH", 1, bitLength},
    {"odbc_char", "CHAR", 1, character},
    {"char_length", "CHAR_LENGTH", 1, characterLength},
    {"character_length", "CHARACTER_LENGTH", 1, characterLength},
    {"odbc_concat", "CONCAT", 2, concat},
    {"difference", "DIFFERENCE", 2, difference},
    {"odbc_insert", "INSERT", 4, insert},
    {"lcase", "LCASE", 1, lower},
    {"odbc_left", "LEFT", 2, left},
    {"odbc_length", "LENGTH", 1, lengthWithoutTrailingBlanks},
    {"locate", "LOCATE", 2, locate},
    {"locate", "LOCATE", 3, locate},
    {"odbc_ltrim", "LTRIM", 1, trimLeft},
    {"odbc_octet_length", "OCTET_LENGTH", 1, octetLength},
    {"odbc_position", "POSITION", 2, position},
    {"repeat", "REPEAT", 2, repeat},
    {"replicate", "REPLICATE", 2, replicate},
    {"odbc_right", "RIGHT", 2, right},
    {"odbc_rtrim", "RTRIM", 1, trimRight},
    {"odbc_soundex", "SOUNDEX", 1, soundex},
    {"space", "SPACE", 1, space},
    {"odbc_substring", "SUBSTRING", 2, substring},
    {"odbc_substring", "SUBSTRING", 3, substring},
    {"ucase", "UCASE", 1, upper},
    {"upper", "UPPER", 1, upper},  // SQLite's own know ASCII only
    {"lower", "LOWER", 1, lower},
};

}  // namespace

FunctionTable textFunctions() {
    return {std::begin(kTextFunctions), std::end(kTextFunctions)};
}

}  // namespace assetsodbc::sqlengine
