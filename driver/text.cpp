#include "driver/text.h"

#include "common/unicode.h"
#include "driver/convert/wide_text.h"
#include "driver/diagnostics.h"

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

}  // namespace

TextIn TextIn::wide(const void* text, SQLLEN length, WideUnit unit) noexcept {
    TextIn in;
    in.wide_ = text;
    in.length_ = length;
    in.unit_ = unit;
    return in;
}

TextIn TextIn::wideInBytes(const void* text, SQLLEN bytes, WideUnit unit) noexcept {
    return wide(text, bytes > 0 ? bytes / static_cast<SQLLEN>(sizeOf(unit)) : bytes, unit);
}

std::string TextIn::utf8(SqlState illFormed) const {
    if (isNull()) return {};
    requireUsableLength(length_);
    if (narrow_ != nullptr) {
        const auto* const chars = reinterpret_cast<const char*>(narrow_);
        std::string text(chars, length_ == SQL_NTS ? std::strlen(chars) : static_cast<std::size_t>(length_));
        if (!common::isWellFormedUtf8(text)) throwIllFormed(illFormed, "UTF-8", "narrow");
        return text;
    }
    const std::size_t units = length_ == SQL_NTS ? wideLength(wide_, unit_) : static_cast<std::size_t>(length_);
    auto text = utf8OfWide(wide_, units, unit_);
    if (!text) throwIllFormed(illFormed, nameOf(unit_), "wide");
    return *std::move(text);
}

TextOut TextOut::narrow(SQLCHAR* buffer, SQLLEN capacity) noexcept {
    return {buffer, capacity, false, true, WideUnit::Utf16};
}

TextOut TextOut::wideInCharacters(void* buffer, SQLLEN capacity, WideUnit unit) noexcept {
    return {buffer, capacity, true, false, unit};
}

TextOut TextOut::wideInBytes(void* buffer, SQLLEN capacity, WideUnit unit) noexcept {
    return {buffer, capacity, true, true, unit};
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
    auto* const to = static_cast<char*>(buffer_);
    std::memcpy(to, text.data(), keep);
    to[keep] = '\0';
    written.truncated = keep < text.size();
    return written;
}

TextOut::Written TextOut::writeWide(std::string_view utf8) const {
    const std::size_t unitSize = sizeOf(unit_);
    const SQLLEN capacity = inBytes_ ? capacity_ / static_cast<SQLLEN>(unitSize) : capacity_;
    const bool hasRoom = buffer_ != nullptr && capacity > 0;
    auto* const to = static_cast<char*>(buffer_);
    const WideWritten done = driver::writeWide(utf8, to, hasRoom ? static_cast<std::size_t>(capacity - 1) : 0, unit_);
    if (hasRoom) std::memset(to + done.written * unitSize, 0, unitSize);
    const std::size_t total = inBytes_ ? done.total * unitSize : done.total;
    const bool truncated = buffer_ != nullptr && (!hasRoom || done.written < done.total);
    return {static_cast<SQLLEN>(total), truncated};
}

}  // namespace assetsodbc::driver
