// Text in UTF-8, UTF-16 and UTF-32, in and out, with every capacity and alignment. The first byte chooses what the rest
// is; buffers are exactly as long as the driver is told.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "common/unicode.h"
#include "driver/convert/wide_text.h"
#include "driver/diagnostics.h"
#include "driver/text.h"
#include "tests/fuzz/require.h"

using namespace assetsodbc;
using namespace assetsodbc::driver;

namespace {

std::optional<std::string> read(const TextIn& text) {
    try {
        return text.utf8();
    } catch (const OdbcError& error) {
        REQUIRE(error.state() == SqlState::InvalidCharacterValue);
        return std::nullopt;
    }
}

std::string encoded(std::string_view utf8, WideUnit unit) {
    std::vector<char> bytes(utf8.size() * sizeOf(unit));
    const WideWritten whole = writeWide(utf8, bytes.data(), utf8.size(), unit);
    REQUIRE(whole.written == whole.total);
    return {bytes.data(), whole.total * sizeOf(unit)};
}

// What was taken in comes out the same.
void comesBack(const std::uint8_t* data, std::size_t size, WideUnit unit) {
    const std::size_t units = size / sizeOf(unit);
    const auto utf8 = utf8OfWide(data, units, unit);
    REQUIRE(utf8 == read(TextIn::wide(data, SQLLEN(units), unit)));
    if (!utf8) return;
    REQUIRE(common::isWellFormedUtf8(*utf8));
    REQUIRE(encoded(*utf8, unit) == std::string(reinterpret_cast<const char*>(data), units * sizeOf(unit)));
    const WideUnit other = unit == WideUnit::Utf16 ? WideUnit::Utf32 : WideUnit::Utf16;
    const std::string converted = encoded(*utf8, other);
    REQUIRE(utf8OfWide(converted.data(), converted.size() / sizeOf(other), other) == utf8);
}

void isWritten(std::string_view utf8, WideUnit unit, std::size_t capacity, bool inBytes) {
    const std::string whole = encoded(utf8, unit);
    const std::size_t total = whole.size() / sizeOf(unit);
    std::vector<char> buffer(inBytes ? capacity : capacity * sizeOf(unit));
    const auto out = inBytes ? TextOut::wideInBytes(buffer.data(), SQLLEN(capacity), unit)
                             : TextOut::wideInCharacters(buffer.data(), SQLLEN(capacity), unit);
    const TextOut::Written written = out.write(utf8);
    REQUIRE(written.totalLength == SQLLEN(inBytes ? whole.size() : total));
    const std::size_t room = buffer.size() / sizeOf(unit);
    if (buffer.data() == nullptr) return;
    REQUIRE(written.truncated == (total + 1 > room));
    if (room == 0) return;
    const std::size_t length = wideLength(buffer.data(), unit);
    REQUIRE(length < room);
    REQUIRE(utf8OfWide(buffer.data(), length, unit).has_value());
    REQUIRE(whole.compare(0, length * sizeOf(unit), buffer.data(), length * sizeOf(unit)) == 0);
}

void isWrittenNarrow(std::string_view utf8, std::size_t capacity) {
    const std::string whole = common::repairedUtf8(utf8);
    std::vector<SQLCHAR> buffer(capacity);
    const TextOut::Written written = TextOut::narrow(buffer.data(), SQLLEN(capacity)).write(utf8);
    REQUIRE(written.totalLength == SQLLEN(whole.size()));
    if (capacity == 0) return;
    const std::string text(reinterpret_cast<const char*>(buffer.data()));
    REQUIRE(common::isWellFormedUtf8(text));
    REQUIRE(whole.compare(0, text.size(), text) == 0);
    REQUIRE(written.truncated == (whole.size() + 1 > capacity));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const WideUnit unit = (data[0] & 1) != 0 ? WideUnit::Utf16 : WideUnit::Utf32;
    const std::size_t capacity = data[1];
    const std::vector<std::uint8_t> exact(data + 2, data + size);
    if ((data[0] & 2) != 0) {
        comesBack(exact.data(), exact.size(), unit);
        // From an odd address on.
        if (!exact.empty()) comesBack(exact.data() + 1, exact.size() - 1, unit);
        return 0;
    }
    const std::string_view utf8(reinterpret_cast<const char*>(exact.data()), exact.size());
    REQUIRE(common::isWellFormedUtf8(common::repairedUtf8(utf8)));
    if (utf8.find('\0') != utf8.npos) return 0;  // ends the text early, for who reads it back
    isWritten(utf8, unit, capacity, (data[0] & 4) != 0);
    isWrittenNarrow(utf8, capacity);
    REQUIRE(common::isWellFormedUtf8(utf8) == (read(TextIn(exact.data(), SQLLEN(exact.size()))) == std::string(utf8)));
    return 0;
}
