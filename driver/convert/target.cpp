#include "driver/convert/target.h"

#include <algorithm>
#include <string>

#include "common/unicode.h"
#include "driver/convert/wide_text.h"
#include "driver/diagnostics.h"

namespace assetsodbc::driver {

namespace {

void terminate(void* buffer, std::size_t at, std::size_t unitSize) {
    std::memset(static_cast<char*>(buffer) + at, 0, unitSize);
}

}  // namespace

Conversion Target::text(const TextForm& form) const {
    return kind_ == CKind::WChar ? wide(form) : narrow(form);
}

Conversion Target::narrow(const TextForm& form) const {
    const std::string_view rest = form.text.substr(std::min(progress_.offset, form.text.size()));
    if (rest.size() < capacity()) return put(rest, rest.size(), 1);
    requireCuttable(form, capacity());
    const std::size_t room = capacity() > 0 ? capacity() - 1 : 0;
    if (form.ascii) return put(rest, room - room % form.step, 1);
    return put(rest, to_.fullPieces ? room : common::prefixWithin(rest, room), 1);
}

Conversion Target::wide(const TextForm& form) const {
    if (progress_.offset > 0 && !form.ascii) return nextWidePiece(form.text);
    const std::size_t unitSize = sizeOf(to_.wideUnit);
    const std::size_t units = capacity() / unitSize;
    const std::string_view rest = form.text.substr(std::min(progress_.offset / unitSize, form.text.size()));
    if (form.ascii && rest.size() >= units) requireCuttable(form, units);
    const std::size_t space = to_.buffer != nullptr && units > 0 ? units - 1 : 0;
    const std::size_t room = space - (form.ascii ? space % form.step : 0);
    const WideWritten done = writeWide(rest, static_cast<char*>(to_.buffer), room, to_.wideUnit);
    setLength(done.total * unitSize);
    if (to_.buffer == nullptr) return Conversion::Done;
    if (units > 0) terminate(to_.buffer, done.written * unitSize, unitSize);
    if (units > done.total) return finish(Conversion::Done);
    if (to_.fullPieces && done.written < room) return nextWidePiece(form.text);
    return cut(done.written * unitSize, space > 0);
}

// From the second piece on the text is kept in the application's units, so that reading it in pieces stays linear.
Conversion Target::nextWidePiece(std::string_view text) const {
    const std::size_t unitSize = sizeOf(to_.wideUnit);
    std::string& whole = progress_.converted;
    if (whole.empty()) {
        whole.resize(text.size() * unitSize);  // no code point needs more units than it has bytes
        whole.resize(writeWide(text, whole.data(), text.size(), to_.wideUnit).written * unitSize);
    }
    const std::string_view rest = std::string_view(whole).substr(std::min(progress_.offset, whole.size()));
    const std::size_t units = capacity() / unitSize;
    if (rest.size() / unitSize < units) return put(rest, rest.size(), unitSize);
    const std::size_t room = units > 0 ? units - 1 : 0;
    const std::size_t keep = to_.fullPieces ? room : widePrefixWithin(rest, room, to_.wideUnit);
    return put(rest, keep * unitSize, unitSize);
}

// Writes the first `keep` bytes of what is left, with a terminator of unitSize (0: none).
Conversion Target::put(std::string_view units, std::size_t keep, std::size_t unitSize) const {
    setLength(units.size());
    if (to_.buffer == nullptr) return Conversion::Done;
    if (keep > 0) std::memcpy(to_.buffer, units.data(), keep);
    const bool terminated = capacity() >= std::max<std::size_t>(unitSize, 1);
    if (unitSize > 0 && terminated) terminate(to_.buffer, keep, unitSize);
    const bool complete = keep == units.size() && (unitSize == 0 || terminated);
    return complete ? finish(Conversion::Done) : cut(keep, capacity() > unitSize);
}

Conversion Target::bytes(std::string_view data) const {
    const std::string_view rest = data.substr(std::min(progress_.offset, data.size()));
    return put(rest, std::min(rest.size(), capacity()), 0);
}

Conversion Target::null() const {
    if (to_.indicator == nullptr) {
        throw OdbcError(
            SqlState::IndicatorRequired,
            "The value is NULL, but there is no length/indicator pointer to say so. Give one to SQLBindCol or "
            "SQLGetData.");
    }
    *to_.indicator = SQL_NULL_DATA;
    return finish(Conversion::Done);
}

Conversion Target::cut(std::size_t keptBytes, bool hadRoom) const {
    const bool stalled = keptBytes == 0 && hadRoom;
    if (stalled && progress_.stalled) {
        throw OdbcError(SqlState::InvalidStringOrBufferLength,
                        "A buffer of " + std::to_string(to_.bufferLength) +
                            " bytes cannot hold the next character and its "
                            "terminator, so reading in pieces cannot go on. Give at least 8 bytes.");
    }
    progress_.stalled = stalled;
    progress_.offset += keptBytes;
    progress_.started = true;
    return Conversion::Truncated01004;
}

Conversion Target::finish(Conversion outcome) const noexcept {
    progress_.started = true;
    progress_.finished = true;
    return outcome;
}

void Target::setLength(std::size_t bytes) const noexcept {
    if (to_.indicator != nullptr && to_.indicator != to_.octetLength) *to_.indicator = 0;
    if (to_.octetLength != nullptr) *to_.octetLength = static_cast<SQLLEN>(bytes);
}

// A buffer of length 0 is how applications ask for the length.
void Target::requireCuttable(const TextForm& form, std::size_t capacity) const {
    if (progress_.offset > 0 || to_.buffer == nullptr || capacity == 0 || form.uncuttable < capacity) return;
    throw OdbcError(SqlState::NumericOutOfRange,
                    "The value " + std::string(form.text.substr(0, 64)) + " needs " +
                        std::to_string(form.text.size() + 1) + " characters as text, but the buffer holds " +
                        std::to_string(capacity) + ". Cutting it would change its meaning: give a larger buffer.");
}

void Target::requireRoomFor(std::size_t bytes) const {
    if (to_.buffer == nullptr || bytes <= capacity()) return;
    throw OdbcError(SqlState::NumericOutOfRange, "The value needs " + std::to_string(bytes) +
                                                     " bytes in SQL_C_BINARY, but the buffer holds " +
                                                     std::to_string(capacity()) + ". Give a larger buffer.");
}

}  // namespace assetsodbc::driver
