// The two matrices of appendix D of the ODBC reference ("Converting Data from SQL to C", "... from C to SQL"): every
// type of the driver with every C type. What is legal is written here from the reference, apart from the driver's
// tables.
#include <gtest/gtest.h>

#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "driver/convert/c_to_sql.h"
#include "driver/convert/sql_to_c.h"
#include "driver/diagnostics.h"
#include "driver/tables/type_info.h"

namespace assetsodbc::driver {
namespace {

using schema::CellView;
using schema::SqlType;

struct CColumn {
    SQLSMALLINT code;
    char group;  // t text, b binary, x bit, n integer, f float, N numeric, d date, h time, s timestamp, g GUID, i
                 // interval
    const char* name;
};

#define C(code, group) \
    { code, group, #code }
const CColumn kC[] = {
    C(SQL_C_CHAR, 't'),
    C(SQL_C_WCHAR, 't'),
    C(SQL_C_BINARY, 'b'),
    C(SQL_C_BIT, 'x'),
    C(SQL_C_TINYINT, 'n'),
    C(SQL_C_STINYINT, 'n'),
    C(SQL_C_UTINYINT, 'n'),
    C(SQL_C_SHORT, 'n'),
    C(SQL_C_SSHORT, 'n'),
    C(SQL_C_USHORT, 'n'),
    C(SQL_C_LONG, 'n'),
    C(SQL_C_SLONG, 'n'),
    C(SQL_C_ULONG, 'n'),
    C(SQL_C_SBIGINT, 'n'),
    C(SQL_C_UBIGINT, 'n'),
    C(SQL_C_FLOAT, 'f'),
    C(SQL_C_DOUBLE, 'f'),
    C(SQL_C_NUMERIC, 'N'),
    C(SQL_C_TYPE_DATE, 'd'),
    C(SQL_C_DATE, 'd'),
    C(SQL_C_TYPE_TIME, 'h'),
    C(SQL_C_TIME, 'h'),
    C(SQL_C_TYPE_TIMESTAMP, 's'),
    C(SQL_C_TIMESTAMP, 's'),
    C(SQL_C_GUID, 'g'),
    C(SQL_C_INTERVAL_YEAR, 'i'),
    C(SQL_C_INTERVAL_MONTH, 'i'),
    C(SQL_C_INTERVAL_DAY, 'i'),
    C(SQL_C_INTERVAL_HOUR, 'i'),
    C(SQL_C_INTERVAL_MINUTE, 'i'),
    C(SQL_C_INTERVAL_SECOND, 'i'),
    C(SQL_C_INTERVAL_YEAR_TO_MONTH, 'I'),
    C(SQL_C_INTERVAL_DAY_TO_HOUR, 'I'),
    C(SQL_C_INTERVAL_DAY_TO_MINUTE, 'I'),
    C(SQL_C_INTERVAL_DAY_TO_SECOND, 'I'),
    C(SQL_C_INTERVAL_HOUR_TO_MINUTE, 'I'),
    C(SQL_C_INTERVAL_HOUR_TO_SECOND, 'I'),
    C(SQL_C_INTERVAL_MINUTE_TO_SECOND, 'I'),
};
#undef C

// ---- SQL to C -----------------------------------------------------------------------------------------------------

struct SqlRow {
    SqlType type;
    const char* legal;   // groups
    const char* sample;  // one value as SQLite delivers it; 'n' in front: a number
};

const SqlRow kSqlToC[] = {
    {SqlType::Bit, "tbxnfN", "n1"},
    {SqlType::SmallInt, "tbxnfNiI", "n1"},
    {SqlType::Integer, "tbxnfNiI", "n1"},
    {SqlType::BigInt, "tbxnfNiI", "n1"},
    {SqlType::Double, "tbxnfN", "n1"},
    {SqlType::Decimal, "tbxnfNiI", "1"},
    {SqlType::Char, "tbxnfNdhsgiI", nullptr},
    {SqlType::Varchar, "tbxnfNdhsgiI", nullptr},
    {SqlType::LongVarchar, "tbxnfNdhsgiI", nullptr},
    {SqlType::WVarchar, "tbxnfNdhsgiI", nullptr},
    {SqlType::WLongVarchar, "tbxnfNdhsgiI", nullptr},
    {SqlType::Date, "tbds", "2024-02-29"},
    {SqlType::Time, "tbhs", "10:20:30"},
    {SqlType::Timestamp, "tbdhs", "2024-02-29 00:00:00.000"},
    {SqlType::Varbinary, "tb", "xy"},
    {SqlType::LongVarbinary, "tb", "xy"},
    {SqlType::Guid, "tbg", "0f8fad5b-d9cb-469f-a165-70867728950e"},
};

// Text that can become the C type.
const char* textFor(char group) {
    switch (group) {
        case 'd':
            return "2024-02-29";
        case 'h':
            return "10:20:30";
        case 's':
            return "2024-02-29 10:20:30";
        case 'g':
            return "0f8fad5b-d9cb-469f-a165-70867728950e";
        default:
            return "1";
    }
}

CellView cellOf(const SqlRow& row, char group) {
    if (row.sample == nullptr) return std::string_view(textFor(group));
    if (row.sample[0] == 'n') return std::int64_t{1};
    const bool isBytes = row.type == SqlType::Varbinary || row.type == SqlType::LongVarbinary;
    return isBytes ? CellView(schema::Blob{row.sample}) : CellView(std::string_view(row.sample));
}

std::string outcomeOf(const CellView& cell, SqlType type, SQLSMALLINT cType) {
    alignas(16) unsigned char buffer[256] = {};
    SQLLEN length = 0;
    CTarget target;
    target.cType = cType;
    target.buffer = buffer;
    target.bufferLength = sizeof buffer;
    target.octetLength = target.indicator = &length;
    GetDataProgress progress;
    try {
        sqlToC(cell, {type, 40, 0}, target, progress);
        return "ok";
    } catch (const OdbcError& error) {
        return std::string(code(error.state()));
    }
}

bool holds(const char* set, char group) {
    return std::strchr(set, group) != nullptr;
}

TEST(ConversionMatrix, SqlToCIsThatOfTheReference) {
    constexpr std::size_t kTypes = static_cast<std::size_t>(SqlType::Guid) + 1;
    ASSERT_EQ(std::size(kSqlToC), kTypes) << "every type of the driver has a row";
    for (const SqlRow& row : kSqlToC) {
        for (const CColumn& c : kC) {
            const std::string outcome = outcomeOf(cellOf(row, c.group), row.type, c.code);
            const std::string where = "SQL type " + std::to_string(static_cast<int>(row.type)) + " to " + c.name;
            const bool isNumber = row.sample != nullptr && holds(row.legal, 'N');
            if (!holds(row.legal, c.group)) {
                EXPECT_EQ("07006", outcome) << where;
            } else if (isNumber && c.group == 'I') {
                EXPECT_EQ("22015", outcome) << where << ": a number has one field";
            } else {
                EXPECT_EQ("ok", outcome) << where;
            }
        }
    }
}

TEST(ConversionMatrix, NullBecomesEveryLegalCType) {
    for (const SqlRow& row : kSqlToC) {
        for (const CColumn& c : kC) {
            EXPECT_EQ(holds(row.legal, c.group) ? "ok" : "07006", outcomeOf({}, row.type, c.code)) << c.name;
        }
    }
}

TEST(ConversionMatrix, TextThatIsNoValueOfTheCTypeIs22018) {
    for (const CColumn& c : kC) {
        if (c.group == 't' || c.group == 'b') continue;
        EXPECT_EQ("22018", outcomeOf(std::string_view("no such value"), SqlType::WVarchar, c.code)) << c.name;
    }
    for (const int type : {SQL_C_TYPE_DATE, SQL_C_TYPE_TIMESTAMP}) {
        EXPECT_EQ("22007", outcomeOf(std::string_view("2023-02-29"), SqlType::WVarchar, static_cast<SQLSMALLINT>(type)))
            << type;
    }
    EXPECT_EQ("22007", outcomeOf(std::string_view("25:00:00"), SqlType::WVarchar, SQL_C_TYPE_TIME));
}

TEST(ConversionMatrix, NumbersOutOfRangeAre22003) {
    for (const CColumn& c : kC) {
        if (c.group != 'n' && c.group != 'x') continue;
        EXPECT_EQ("22003", outcomeOf(std::string_view("99999999999999999999"), SqlType::Decimal, c.code)) << c.name;
        EXPECT_EQ("22003", outcomeOf(1e30, SqlType::Double, c.code)) << c.name;
        const bool isUnsigned = c.code == SQL_C_UTINYINT || c.code == SQL_C_USHORT || c.code == SQL_C_ULONG ||
                                c.code == SQL_C_UBIGINT || c.code == SQL_C_BIT;
        EXPECT_EQ(isUnsigned ? "22003" : "ok", outcomeOf(std::int64_t{-1}, SqlType::BigInt, c.code)) << c.name;
    }
    EXPECT_EQ("22003", outcomeOf(1e300, SqlType::Double, SQL_C_FLOAT));
    EXPECT_EQ("22003", outcomeOf(std::int64_t{2}, SqlType::BigInt, SQL_C_BIT));
}

TEST(ConversionMatrix, UnknownCTypesAreHy003) {
    for (const SQLSMALLINT code : {SQLSMALLINT{4711}, SQLSMALLINT{SQL_VARCHAR}, SQLSMALLINT{-77}}) {
        EXPECT_EQ("HY003", outcomeOf(std::int64_t{1}, SqlType::BigInt, code)) << code;
    }
}

// ---- C to SQL -----------------------------------------------------------------------------------------------------

struct ParameterRow {
    SQLSMALLINT type;
    const char* legal;
    const char* text;  // a value of the type as text
};

const ParameterRow kCToSql[] = {
    {SQL_CHAR, "tbxnfNdhsgiI", "1"},
    {SQL_VARCHAR, "tbxnfNdhsgiI", "1"},
    {SQL_LONGVARCHAR, "tbxnfNdhsgiI", "1"},
    {SQL_WCHAR, "tbxnfNdhsgiI", "1"},
    {SQL_WVARCHAR, "tbxnfNdhsgiI", "1"},
    {SQL_WLONGVARCHAR, "tbxnfNdhsgiI", "1"},
    {SQL_DECIMAL, "tbxnfNi", "1"},
    {SQL_NUMERIC, "tbxnfNi", "1"},
    {SQL_TINYINT, "tbxnfNi", "1"},
    {SQL_SMALLINT, "tbxnfNi", "1"},
    {SQL_INTEGER, "tbxnfNi", "1"},
    {SQL_BIGINT, "tbxnfNi", "1"},
    {SQL_REAL, "tbxnfN", "1"},
    {SQL_FLOAT, "tbxnfN", "1"},
    {SQL_DOUBLE, "tbxnfN", "1"},
    {SQL_BIT, "tbxnfN", "1"},
    {SQL_TYPE_DATE, "tbds", "2024-02-29"},
    {SQL_DATE, "tbds", "2024-02-29"},
    {SQL_TYPE_TIME, "tbhs", "10:20:30"},
    {SQL_TIME, "tbhs", "10:20:30"},
    {SQL_TYPE_TIMESTAMP, "tbdhs", "2024-02-29 00:00:00"},
    {SQL_TIMESTAMP, "tbdhs", "2024-02-29 00:00:00"},
    {SQL_BINARY, "tb", "FF"},
    {SQL_VARBINARY, "tb", "FF"},
    {SQL_LONGVARBINARY, "tb", "FF"},
    {SQL_GUID, "tbg", "0f8fad5b-d9cb-469f-a165-70867728950e"},
};

SQLINTERVAL intervalCode(SQLSMALLINT cType) {
    return static_cast<SQLINTERVAL>(cType - SQL_C_INTERVAL_YEAR + SQL_IS_YEAR);
}

// A value of the C type in a buffer, and its length.
SQLLEN fill(unsigned char* buffer, const CColumn& c, const char* text) {
    const auto put = [&](const auto& value) {
        std::memcpy(buffer, &value, sizeof value);
        return static_cast<SQLLEN>(sizeof value);
    };
    switch (c.group) {
        case 't': {
            const std::string narrow(text);
            if (c.code == SQL_C_CHAR) {
                std::memcpy(buffer, narrow.data(), narrow.size());
                return static_cast<SQLLEN>(narrow.size());
            }
            const std::u16string wide(narrow.begin(), narrow.end());
            std::memcpy(buffer, wide.data(), wide.size() * 2);
            return static_cast<SQLLEN>(wide.size() * 2);
        }
        case 'd':
            return put(SQL_DATE_STRUCT{2024, 2, 29});
        case 'h':
            return put(SQL_TIME_STRUCT{10, 20, 30});
        case 's':
            return put(SQL_TIMESTAMP_STRUCT{2024, 2, 29, 0, 0, 0, 0});
        case 'f':
            return c.code == SQL_C_FLOAT ? put(1.0f) : put(1.0);
        case 'N': {
            SQL_NUMERIC_STRUCT one{};
            one.precision = 5;
            one.sign = 1;
            one.val[0] = 1;
            return put(one);
        }
        case 'i':
        case 'I': {
            SQL_INTERVAL_STRUCT interval{};
            interval.interval_type = intervalCode(c.code);
            interval.intval.day_second.day = 1;
            return put(interval);
        }
        case 'g':
            return put(SQLGUID{});
        default:
            return put(std::int64_t{1});  // little endian: an integer of any width
    }
}

std::string parameterOutcome(const ParameterRow& row, const CColumn& c) {
    alignas(16) unsigned char buffer[256] = {};
    SQLLEN length = fill(buffer, c, row.text);
    if (c.group == 'b') {  // the bytes of the default C type, or the text
        CColumn own{defaultParameterCType(row.type), 't', ""};
        for (const CColumn& other : kC) {
            if (other.code == own.code) own = other;
        }
        const bool isBytes = own.code == SQL_C_BINARY;
        const CColumn source = isBytes ? CColumn{SQL_C_CHAR, 't', ""} : own;
        std::memset(buffer, 0, sizeof buffer);
        length = fill(buffer, source.code == SQL_C_WCHAR ? CColumn{SQL_C_CHAR, 't', ""} : source, row.text);
        if (own.group == 'n' || own.group == 'x') {
            constexpr struct {
                SQLSMALLINT code;
                SQLLEN size;
            } kSizes[] = {{SQL_C_STINYINT, 1}, {SQL_C_SSHORT, 2}, {SQL_C_SLONG, 4}, {SQL_C_SBIGINT, 8}, {SQL_C_BIT, 1}};
            for (const auto& size : kSizes) {
                if (size.code == own.code) length = size.size;
            }
        }
    }
    CSource from;
    from.cType = c.code;
    from.sqlType = row.type;
    from.data = buffer;
    from.octetLength = from.indicator = &length;
    try {
        cToSql(from);
        return "ok";
    } catch (const OdbcError& error) {
        return std::string(code(error.state()));
    }
}

TEST(ConversionMatrix, CToSqlIsThatOfTheReference) {
    for (const ParameterRow& row : kCToSql) {
        for (const CColumn& c : kC) {
            const bool isLegal = holds(row.legal, c.group);
            EXPECT_EQ(isLegal ? "ok" : "07006", parameterOutcome(row, c)) << c.name << " to " << row.type;
            EXPECT_EQ(isLegal, isConvertible(c.code, row.type)) << c.name << " to " << row.type;
        }
    }
}

TEST(ConversionMatrix, EveryTypeThatIsOfferedCanBeAParameter) {
    for (const TypeInfo& offered : typeInfoRows()) {
        bool isListed = false;
        for (const ParameterRow& row : kCToSql) isListed = isListed || row.type == offered.code;
        EXPECT_TRUE(isListed) << offered.name;
    }
}

TEST(ConversionMatrix, IntervalParametersAreRefusedClearly) {
    for (const CColumn& c : kC) {
        if (c.group != 'i' && c.group != 'I') continue;
        const ParameterRow row{c.code, "", "1"};  // the SQL type has the number of the C type
        EXPECT_EQ("HYC00", parameterOutcome(row, c)) << c.name;
    }
}

}  // namespace
}  // namespace assetsodbc::driver
