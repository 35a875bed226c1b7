#include "driver/text.h"

#include "common/unicode.h"
#include "driver/convert/wide_text.h"
#include "driver/diagnostics.h"

#include <algorithm>
#include <cstring>

namespace assetsodbc::driver {

namespace {

void requireUsableLength(SQLLEN length) {
    if (length >= 0 || length == SQL_NTS) return;
    throw OdbcError(SqlState::InvalidStringOrBufferLength, "The text length " + std::to_string(length) +
                                                               " is negative and not SQL_NTS. Pass the length of the "
                                                               "text, or SQL_NTS for text that ends with a NUL.");
}

// Does not show the text, which may hold a password.
[[noreturn]] void throwIllFormed(SqlState state, const std::string& encoding, const std::string& family) {
    throw OdbcError(state, "The text is not well-formed " + encoding + ", the encoding in which " + family +
                               " text is expected. Pass it in " + encoding + ", or check its length.");
}

template <class Unit>
std::basic_string_view<Unit> unitsOf(const Unit* text, SQLLEN length) {
    if (length != SQL_NTS) return {text, static_cast<std::size_t>(length)};
    const Unit* end = text;
    while (*end != 0) ++end;
    return {text, static_cast<std::size_t>(end - text)};
}

// Copies what fits in front of the terminator. Returns whether something did not fit.
bool copyTerminated(const void* units, std::size_t count, std::size_t keep, std::size_t unitSize, void* buffer) {
    std::memcpy(buffer, units, keep * unitSize);
    std::memset(static_cast<char*>(buffer) + keep * unitSize, 0, unitSize);
    return keep < count;
}

}  // namespace

TextIn TextIn::wideInBytes(const SQLWCHAR* text, SQLLEN bytes) noexcept {
    return {text, bytes > 0 ? bytes / static_cast<SQLLEN>(sizeof(SQLWCHAR)) : bytes};
}

std::string TextIn::utf8(SqlState illFormed) const {
    if (isNull()) return {};
    requireUsableLength(length_);
    if (narrow_ != nullptr) {
        const auto units = unitsOf(narrow_, length_);
        std::string text(reinterpret_cast<const char*>(units.data()), units.size());
        if (!common::isWellFormedUtf8(text)) throwIllFormed(illFormed, "UTF-8", "narrow");
        return text;
    }
    const auto units = unitsOf(wide_, length_);
    const std::u16string text(units.begin(), units.end());
    if (!isWellFormedUtf16(text)) throwIllFormed(illFormed, "UTF-16", "wide");
    return common::utf8Of(text);
}

TextOut TextOut::narrow(SQLCHAR* buffer, SQLLEN capacity) noexcept {
    return {buffer, capacity, false, true};
}

TextOut TextOut::wideInCharacters(SQLWCHAR* buffer, SQLLEN capacity) noexcept {
    return {buffer, capacity, true, false};
}

TextOut TextOut::wideInBytes(SQLWCHAR* buffer, SQLLEN capacity) noexcept {
    return {buffer, capacity, true, true};
}

TextOut::Written TextOut::write(std::string_view utf8) const {
    return wide_ ? writeWide(utf8) : writeNarrow(utf8);
}

TextOut::Written TextOut::writeNarrow(std::string_view utf8) const {
    const std::string text = common::repairedUtf8(utf8);
    Written written{static_cast<SQLLEN>(text.size()), false};
    if (buffer_ == nullptr) return written;
    if (capacity_ <= 0) return {written.totalLength, true};
    const std::size_t keep = common::prefixWithin(text, static_cast<std::size_t>(capacity_ - 1));
    written.truncated = copyTerminated(text.data(), text.size(), keep, 1, buffer_);
    return written;
}

TextOut::Written TextOut::writeWide(std::string_view utf8) const {
    constexpr auto kUnitSize = static_cast<SQLLEN>(sizeof(SQLWCHAR));
    const std::u16string text = common::utf16Of(utf8);
    const auto total = static_cast<SQLLEN>(text.size());
    Written written{inBytes_ ? total * kUnitSize : total, false};
    if (buffer_ == nullptr) return written;
    const SQLLEN capacity = inBytes_ ? capacity_ / kUnitSize : capacity_;
    if (capacity <= 0) return {written.totalLength, true};
    const std::size_t keep = common::prefixWithin(text, static_cast<std::size_t>(capacity - 1));
    written.truncated = copyTerminated(text.data(), text.size(), keep, sizeof(SQLWCHAR), buffer_);
    return written;
}

}  // namespace assetsodbc::driver
