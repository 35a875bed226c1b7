// What becomes of one value, by what its attribute is declared to be, for everything that sites are known to send.
#include "schema/site/value_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace assetsodbc::schema {
namespace {

using assets::AttributeValue;
using Text = std::string_view;

AttributeValue valued(Text text) {
    AttributeValue value;
    value.value = text;
    return value;
}

// The cell as a person would write it: NULL, "unreadable", numbers and text.
std::string shown(CellSource source, const AttributeValue& value, SqlType type = SqlType::WVarchar) {
    std::string made;
    const auto cell = valueCell(source, type, value, made);
    if (!cell) return "unreadable";
    if (isNull(*cell)) return "NULL";
    if (const auto* const number = std::get_if<std::int64_t>(&*cell)) return "#" + std::to_string(*number);
    if (const auto* const number = std::get_if<double>(&*cell)) return "~" + std::to_string(*number);
    return std::string(std::get<Text>(*cell));
}

std::string shown(CellSource source, Text text) {
    return shown(source, valued(text));
}

TEST(ValueCells, ReadWholeNumbersOf32Bits) {
    EXPECT_EQ(shown(CellSource::Integer, "100000"), "#100000");
    EXPECT_EQ(shown(CellSource::Integer, "-2147483648"), "#-2147483648");
    EXPECT_EQ(shown(CellSource::Integer, " 7 "), "#7");
    EXPECT_EQ(shown(CellSource::Integer, "007"), "#7");
    for (const Text bad : {"2147483648", "-2147483649", "99999999999999999999", "1.0", "1e3", "", " ", "12a", "0x10",
                           "1,000", "١٢", "+-1", "true"})
        EXPECT_EQ(shown(CellSource::Integer, bad), "unreadable") << bad;
    EXPECT_EQ(shown(CellSource::Integer, Text("1\0", 2)), "unreadable");
}

TEST(ValueCells, ReadNumbersWithADotAndNothingThatIsNone) {
    EXPECT_EQ(shown(CellSource::Double, "1.5"), "~1.500000");
    EXPECT_EQ(shown(CellSource::Double, "-2"), "~-2.000000");
    EXPECT_EQ(shown(CellSource::Double, "1e3"), "~1000.000000");
    for (const Text bad : {"NaN", "nan", "inf", "-Infinity", "1e999", "-1e999", "1,5", "1.5 EUR", "", "0x1p3", "1.5.2"})
        EXPECT_EQ(shown(CellSource::Double, bad), "unreadable") << bad;
}

TEST(ValueCells, ReadBooleans) {
    EXPECT_EQ(shown(CellSource::Boolean, "true"), "#1");
    EXPECT_EQ(shown(CellSource::Boolean, "False"), "#0");
    for (const Text bad : {"yes", "1", "0", "", "ja", "truefalse"})
        EXPECT_EQ(shown(CellSource::Boolean, bad), "unreadable") << bad;
}

TEST(ValueCells, ReadDatesAndCutTimestampsWhereTheyWereWritten) {
    EXPECT_EQ(shown(CellSource::Date, "2024-02-29"), "2024-02-29");
    EXPECT_EQ(shown(CellSource::Date, "2024-01-31T23:30:00.000Z"), "2024-01-31");
    EXPECT_EQ(shown(CellSource::Date, "2024-01-31T23:30:00.000-0500"), "2024-01-31");
    for (const Text bad : {"2023-02-29", "16/Feb/21", "2024-13-01", "31.01.2024", "2024-01-31x", "2024-01-31T99:00", "",
                           "0000-00-00", "today", "20240131"})
        EXPECT_EQ(shown(CellSource::Date, bad), "unreadable") << bad;
}

TEST(ValueCells, ReadTimesOfWholeSeconds) {
    EXPECT_EQ(shown(CellSource::Time, "10:00:05"), "10:00:05");
    EXPECT_EQ(shown(CellSource::Time, "10:00"), "10:00:00");
    EXPECT_EQ(shown(CellSource::Time, "10:00:05.000"), "10:00:05");
    EXPECT_EQ(shown(CellSource::Time, "10:00:05Z"), "10:00:05");
    EXPECT_EQ(shown(CellSource::Time, "01:30:00+02:00"), "23:30:00");
    EXPECT_EQ(shown(CellSource::Time, "2024-01-31T10:00:05Z"), "10:00:05");
    for (const Text bad : {"25:00", "10:00 PM", "10:00:05.250", "2024-01-31", "", "noon", "10"})
        EXPECT_EQ(shown(CellSource::Time, bad), "unreadable") << bad;
}

TEST(ValueCells, ReadTimestampsAsUtc) {
    EXPECT_EQ(shown(CellSource::DateTime, "2021-02-16T20:04:41.527Z"), "2021-02-16 20:04:41.527");
    EXPECT_EQ(shown(CellSource::DateTime, "2026-09-08T09:46:32.609+0300"), "2026-09-08 06:46:32.609");
    EXPECT_EQ(shown(CellSource::DateTime, "2026-09-08T09:46:32Z"), "2026-09-08 09:46:32.000");
    EXPECT_EQ(shown(CellSource::DateTime, "2026-09-08"), "2026-09-08 00:00:00.000");
    for (const Text bad : {"16/Feb/21 8:04 PM", "", "2021-02-30T00:00:00Z", "1613505881527"})
        EXPECT_EQ(shown(CellSource::DateTime, bad), "unreadable") << bad;
}

TEST(ValueCells, NeverReadNumbersAndDatesFromWhatIsShownToPeople) {
    for (const CellSource source : {CellSource::Integer, CellSource::Double, CellSource::Boolean, CellSource::Date,
                                    CellSource::Time, CellSource::DateTime}) {
        AttributeValue value;
        value.displayValue = source == CellSource::Boolean ? "true" : "2024-01-31";
        if (source == CellSource::Integer || source == CellSource::Double) value.displayValue = "1";
        EXPECT_EQ(shown(source, value), "unreadable");
    }
    AttributeValue value;
    value.displayValue = "31/Jan/24";
    value.searchValue = "2024-01-31";
    EXPECT_EQ(shown(CellSource::Date, value), "2024-01-31");
}

TEST(ValueCells, TakeTextAsItIs) {
    EXPECT_EQ(shown(CellSource::Text, " a\n\"b\" \xF0\x9F\x9A\x80 "), " a\n\"b\" \xF0\x9F\x9A\x80 ");
    EXPECT_EQ(shown(CellSource::Text, ""), "");
    EXPECT_EQ(shown(CellSource::Text, Text("a\0b", 3)), std::string("a\0b", 3));
    AttributeValue value;
    EXPECT_EQ(shown(CellSource::Text, value), "unreadable");
    value.displayValue = "shown";
    EXPECT_EQ(shown(CellSource::Text, value), "shown");
}

TEST(ValueCells, ReadReferences) {
    AttributeValue value;
    value.displayValue = "Sydney (shown)";
    value.searchValue = "ITSM-87";
    EXPECT_EQ(shown(CellSource::ReferenceLabel, value), "Sydney (shown)");
    EXPECT_EQ(shown(CellSource::ReferenceKey, value), "ITSM-87");
    EXPECT_EQ(shown(CellSource::ReferenceId, value), "#87");
    value.referencedObjectLabel = "Sydney";
    value.referencedObjectKey = "HR-99";
    value.referencedObjectId = 99;
    EXPECT_EQ(shown(CellSource::ReferenceLabel, value), "Sydney");
    EXPECT_EQ(shown(CellSource::ReferenceKey, value), "HR-99");
    EXPECT_EQ(shown(CellSource::ReferenceId, value), "#99");
}

TEST(ValueCells, TakeNothingForAKeyThatIsNone) {
    for (const Text bad : {"Sydney", "A-B", "-5", "ITSM-", "ITSM-0", "ITSM-1x", "ITSM-99999999999999999999", ""}) {
        AttributeValue value;
        value.searchValue = bad;
        value.displayValue = "Sydney";
        EXPECT_EQ(shown(CellSource::ReferenceKey, value), "unreadable") << bad;
        EXPECT_EQ(shown(CellSource::ReferenceId, value), "unreadable") << bad;
    }
}

TEST(ValueCells, ReadUsers) {
    AttributeValue value = valued("acc-from-value");
    value.displayValue = "Ann (shown)";
    EXPECT_EQ(shown(CellSource::UserName, value), "Ann (shown)");
    EXPECT_EQ(shown(CellSource::UserAccountId, value), "acc-from-value");
    value.searchValue = "acc-from-search";
    EXPECT_EQ(shown(CellSource::UserAccountId, value), "acc-from-search");
    value.userKey = "acc";
    value.userDisplayName = "Ann";
    EXPECT_EQ(shown(CellSource::UserName, value), "Ann");
    EXPECT_EQ(shown(CellSource::UserAccountId, value), "acc");
    AttributeValue nameless;
    nameless.displayValue = "Former user";
    EXPECT_EQ(shown(CellSource::UserAccountId, nameless), "NULL");
}

TEST(ValueCells, ReadGroupsAndStatuses) {
    AttributeValue value;
    value.displayValue = "shown";
    EXPECT_EQ(shown(CellSource::GroupName, value), "shown");
    EXPECT_EQ(shown(CellSource::StatusName, value), "shown");
    EXPECT_EQ(shown(CellSource::StatusId, value), "NULL");
    value.searchValue = "shown";
    EXPECT_EQ(shown(CellSource::StatusId, value), "NULL");
    value.searchValue = "12";
    EXPECT_EQ(shown(CellSource::StatusId, value), "12");
    EXPECT_EQ(shown(CellSource::StatusId, value, SqlType::BigInt), "#12");
    value.groupName = "ops";
    value.statusName = "In use";
    value.statusId = "3";
    EXPECT_EQ(shown(CellSource::GroupName, value), "ops");
    EXPECT_EQ(shown(CellSource::StatusName, value), "In use");
    EXPECT_EQ(shown(CellSource::StatusId, value), "3");
}

TEST(ValueCells, ReadWhatOtherKindsShowAndTheirIds) {
    AttributeValue value;
    value.displayValue = "Move";
    EXPECT_EQ(shown(CellSource::DisplayValue, value), "Move");
    EXPECT_EQ(shown(CellSource::LinkedId, value), "NULL");
    value.searchValue = "MOV";
    EXPECT_EQ(shown(CellSource::LinkedId, value), "MOV");
    value.linkedKey = "MOVE";
    EXPECT_EQ(shown(CellSource::LinkedId, value), "MOVE");
    value.linkedId = "10001";
    EXPECT_EQ(shown(CellSource::LinkedId, value), "10001");
    AttributeValue named;
    named.linkedName = "Manual";
    EXPECT_EQ(shown(CellSource::DisplayValue, named), "Manual");
}

TEST(ValueCells, ShowEachAsTextInOneSpelling) {
    const auto text = [](CellSource source, const AttributeValue& value) {
        std::string made;
        const auto shownText = valueText(source, value, made);
        return shownText ? std::string(*shownText) : "unreadable";
    };
    EXPECT_EQ(text(CellSource::Boolean, valued("TRUE")), "true");
    EXPECT_EQ(text(CellSource::Double, valued(" 1.50 ")), "1.50");
    EXPECT_EQ(text(CellSource::Double, valued("1,50")), "unreadable");
    EXPECT_EQ(text(CellSource::Integer, valued("7")), "7");
    EXPECT_EQ(text(CellSource::DateTime, valued("2026-09-08T09:46:32+0300")), "2026-09-08 06:46:32.000");
    EXPECT_EQ(text(CellSource::Text, valued("a; b")), "a; b");
}

}  // namespace
}  // namespace assetsodbc::schema
