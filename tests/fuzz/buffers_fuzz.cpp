// One value between the driver and an application's buffer: every C type with every SQL type, any length, and values
// read in pieces. Buffers are exactly as long as the driver is told.
#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "common/unicode.h"
#include "driver/convert/c_to_sql.h"
#include "driver/convert/sql_to_c.h"
#include "driver/convert/wide_text.h"
#include "driver/descriptor_record.h"
#include "driver/diagnostics.h"
#include "tests/fuzz/require.h"

using namespace assetsodbc;
using namespace assetsodbc::driver;

namespace {

constexpr SQLSMALLINT kCTypes[] = {
    SQL_C_CHAR,      SQL_C_WCHAR,          SQL_C_BINARY,  SQL_C_DEFAULT,      SQL_C_BIT,
    SQL_C_STINYINT,  SQL_C_UTINYINT,       SQL_C_SSHORT,  SQL_C_USHORT,       SQL_C_SLONG,
    SQL_C_ULONG,     SQL_C_SBIGINT,        SQL_C_UBIGINT, SQL_C_FLOAT,        SQL_C_DOUBLE,
    SQL_C_NUMERIC,   SQL_C_DATE,           SQL_C_TIME,    SQL_C_TIMESTAMP,    SQL_C_TYPE_DATE,
    SQL_C_TYPE_TIME, SQL_C_TYPE_TIMESTAMP, SQL_C_GUID,    SQL_C_INTERVAL_DAY, 77};
constexpr SQLSMALLINT kSqlTypes[] = {SQL_CHAR,
                                     SQL_VARCHAR,
                                     SQL_WVARCHAR,
                                     SQL_WLONGVARCHAR,
                                     SQL_BIT,
                                     SQL_TINYINT,
                                     SQL_SMALLINT,
                                     SQL_INTEGER,
                                     SQL_BIGINT,
                                     SQL_REAL,
                                     SQL_FLOAT,
                                     SQL_DOUBLE,
                                     SQL_DECIMAL,
                                     SQL_NUMERIC,
                                     SQL_TYPE_DATE,
                                     SQL_TYPE_TIME,
                                     SQL_TYPE_TIMESTAMP,
                                     SQL_DATE,
                                     SQL_BINARY,
                                     SQL_VARBINARY,
                                     SQL_GUID,
                                     SQL_INTERVAL_DAY,
                                     77};

bool comesInPieces(SQLSMALLINT cType) {
    return cType == SQL_C_CHAR || cType == SQL_C_WCHAR || cType == SQL_C_BINARY;
}

template <class Body>
bool orRefused(Body body) {
    try {
        body();
        return true;
    } catch (const OdbcError& error) {
        REQUIRE(error.what()[0] != '\0');
        return false;
    }
}

schema::Value anyValue(FuzzedDataProvider& input) {
    switch (input.ConsumeIntegralInRange(0, 5)) {
        case 0:
            return {};
        case 1:
            return input.ConsumeIntegral<std::int64_t>();
        case 2: {
            const auto bits = input.ConsumeIntegral<std::uint64_t>();
            double number;
            std::memcpy(&number, &bits, sizeof number);
            return number;
        }
        case 3:
            return schema::Bytes{input.ConsumeRandomLengthString(200)};
        default: {
            // Without NUL, by which the pieces are told.
            std::string text = input.ConsumeRandomLengthString(200);
            text.erase(std::remove(text.begin(), text.end(), '\0'), text.end());
            return text;
        }
    }
}

struct Piece {
    Conversion outcome;
    SQLLEN length;
    std::string bytes;  // without the terminator
};

// The bytes in the buffer in front of the terminator, which must be there.
std::string textIn(const std::vector<char>& buffer, const CTarget& target, SQLLEN available) {
    if (target.cType == SQL_C_BINARY) return {buffer.data(), std::min(buffer.size(), std::size_t(available))};
    const std::size_t unit = target.cType == SQL_C_WCHAR ? sizeOf(target.wideUnit) : 1;
    const std::size_t room = buffer.size() / unit;
    for (std::size_t at = 0; at < room; ++at) {
        static constexpr char kNul[4] = {};
        if (std::memcmp(buffer.data() + at * unit, kNul, unit) == 0) return {buffer.data(), at * unit};
    }
    REQUIRE(room == 0);
    return {};
}

void readInPieces(const schema::CellView& cell, const schema::TypeSpec& type, CTarget target,
                  FuzzedDataProvider& input) {
    GetDataProgress progress;
    std::string all;
    SQLLEN before = -1;
    for (int pieces = 0; pieces < 300; ++pieces) {
        std::vector<char> buffer(input.ConsumeIntegralInRange<std::size_t>(0, 40));
        SQLLEN length = -99, indicator = -99;
        target.buffer = buffer.data();
        if (buffer.empty()) target.buffer = &length;  // of length 0: not to be touched
        target.bufferLength = SQLLEN(buffer.size());
        target.octetLength = input.ConsumeBool() ? &length : nullptr;
        target.indicator = target.octetLength != nullptr && input.ConsumeBool() ? target.octetLength : &indicator;
        Conversion outcome = Conversion::Done;
        if (!orRefused([&] { outcome = sqlToC(cell, type, target, progress); })) return;
        if (outcome == Conversion::NoMoreData) return;
        if (*target.indicator == SQL_NULL_DATA) return;
        if (target.octetLength == nullptr || target.cType == SQL_C_DEFAULT) continue;
        REQUIRE(length >= 0);
        const std::string piece = textIn(buffer, target, length);
        REQUIRE(SQLLEN(piece.size()) <= length);
        REQUIRE(before < 0 || length <= before);
        REQUIRE((outcome == Conversion::Done) ==
                (SQLLEN(piece.size()) == length && outcome != Conversion::Truncated01004));
        before = length - SQLLEN(piece.size());
    }
}

void fromDriver(FuzzedDataProvider& input) {
    const schema::TypeSpec type{
        static_cast<schema::SqlType>(input.ConsumeIntegralInRange(0, static_cast<int>(schema::SqlType::Guid))),
        std::uint32_t(input.ConsumeIntegralInRange(1, 300)), std::int16_t(input.ConsumeIntegralInRange(0, 9))};
    const schema::Value value = anyValue(input);
    const schema::CellView cell = schema::viewOf(value);
    CTarget target;
    target.cType = input.PickValueInArray(kCTypes);
    target.wideUnit = input.ConsumeBool() ? WideUnit::Utf16 : WideUnit::Utf32;
    target.odbc2 = input.ConsumeBool();
    target.precision = input.ConsumeIntegralInRange<SQLSMALLINT>(-2, 45);
    target.scale = input.ConsumeIntegralInRange<SQLSMALLINT>(-50, 50);
    const SQLSMALLINT resolved = target.cType == SQL_C_DEFAULT ? defaultCType(type, target.odbc2) : target.cType;
    target.cType = resolved;
    if (comesInPieces(resolved)) return readInPieces(cell, type, target, input);
    std::vector<char> buffer(fixedSizeOfCType(resolved));
    const std::size_t shift = input.ConsumeIntegralInRange<std::size_t>(0, 7);
    std::vector<char> shifted(buffer.size() + shift);
    SQLLEN length = 0;
    target.buffer = shifted.data() + shift;
    target.octetLength = &length;
    target.indicator = &length;
    GetDataProgress progress;
    orRefused([&] { sqlToC(cell, type, target, progress); });
}

void fromApplication(FuzzedDataProvider& input) {
    CSource source;
    source.cType = input.PickValueInArray(kCTypes);
    source.sqlType = input.PickValueInArray(kSqlTypes);
    source.columnSize = input.ConsumeIntegralInRange<SQLULEN>(0, 300);
    source.decimalDigits = input.ConsumeIntegralInRange<SQLSMALLINT>(-3, 45);
    source.wideUnit = input.ConsumeBool() ? WideUnit::Utf16 : WideUnit::Utf32;
    SQLSMALLINT resolved = source.cType;
    if (resolved == SQL_C_DEFAULT && !orRefused([&] { resolved = defaultParameterCType(source.sqlType); })) return;
    const bool isTerminated = input.ConsumeBool();
    const bool isNull = input.ConsumeIntegralInRange(0, 15) == 15;
    std::string text = input.ConsumeRemainingBytesAsString();
    SQLLEN length = isNull ? SQL_NULL_DATA : isTerminated ? SQL_NTS : SQLLEN(text.size());
    if (comesInPieces(resolved) && isTerminated) text.append(4 + (4 - text.size() % 4) % 4, '\0');
    if (!comesInPieces(resolved)) text.resize(std::max(text.size(), fixedSizeOfCType(resolved)));
    const std::vector<char> exact(text.begin(), text.end());
    source.data = exact.data();
    source.bufferLength = SQLLEN(exact.size());
    source.octetLength = &length;
    source.indicator = &length;
    schema::Value value;
    if (!orRefused([&] { value = cToSql(source); })) return;
    if (const auto* const utf8 = std::get_if<std::string>(&value)) REQUIRE(common::isWellFormedUtf8(*utf8));
    REQUIRE(isNull == schema::isNull(value));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    FuzzedDataProvider input(data, size);
    if (input.ConsumeBool()) {
        fromDriver(input);
    } else {
        fromApplication(input);
    }
    return 0;
}
