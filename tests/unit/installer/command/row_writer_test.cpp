#include "installer/command/row_writer.h"

#include <gtest/gtest.h>

#include <sstream>

namespace assetsodbc::installer {
namespace {

using Rows = std::vector<std::vector<Cell>>;

std::string written(RowFormat format, const std::vector<Column>& columns, const Rows& rows, bool isWhole = true) {
    std::ostringstream out;
    const auto writer = makeRowWriter(format, out);
    writer->begin(columns);
    for (const auto& row : rows) writer->row(row);
    if (isWhole)
        writer->end();
    else
        writer->abandon();
    return out.str();
}

const std::vector<Column> kMixed{
    {"Name", ColumnKind::Text}, {"Count", ColumnKind::Number}, {"On", ColumnKind::Boolean}};

TEST(CsvWriter, quotesWhatRfc4180AsksFor) {
    EXPECT_EQ(written(RowFormat::Csv, {{"a,b"}, {"c"}},
                      {{"plain", "with \"quotes\""}, {"line\nbreak", "carriage\rreturn"}, {" blank", "semi;colon"}}),
              "\"a,b\",c\r\n"
              "plain,\"with \"\"quotes\"\"\"\r\n"
              "\"line\nbreak\",\"carriage\rreturn\"\r\n"
              "\" blank\",semi;colon\r\n");
}

TEST(CsvWriter, tellsNullFromAnEmptyText) {
    EXPECT_EQ(written(RowFormat::Csv, {{"a"}, {"b"}}, {{std::nullopt, ""}, {"", std::nullopt}}),
              "a,b\r\n,\"\"\r\n\"\",\r\n");
}

TEST(CsvWriter, separatesResults) {
    std::ostringstream out;
    const auto writer = makeCsvWriter(out);
    for (const char* name : {"a", "b"}) {
        writer->begin({{name}});
        writer->row({"1"});
        writer->end();
    }
    EXPECT_EQ(out.str(), "a\r\n1\r\n\r\nb\r\n1\r\n");
}

TEST(JsonWriter, writesEachTypeAsJsonHasIt) {
    EXPECT_EQ(
        written(RowFormat::Json, kMixed,
                {{"x", "9007199254740993", "1"}, {std::nullopt, "-1.5E+20", "0"}, {"1", std::nullopt, std::nullopt}}),
        "[\n"
        " {\"Name\": \"x\", \"Count\": 9007199254740993, \"On\": true},\n"
        " {\"Name\": null, \"Count\": -1.5E+20, \"On\": false},\n"
        " {\"Name\": \"1\", \"Count\": null, \"On\": null}\n"
        "]\n");
}

TEST(JsonWriter, quotesNumbersThatJsonCannotHold) {
    for (const char* number : {".5", "5.", "+1", "01", "NaN", "1e", "0x10", "", "-"})
        EXPECT_EQ(written(RowFormat::NdJson, {{"n", ColumnKind::Number}}, {{number}}),
                  "{\"n\": \"" + std::string(number) + "\"}\n");
    for (const char* number : {"0", "-0", "0.5", "10", "1e5", "1E-05"})
        EXPECT_EQ(written(RowFormat::NdJson, {{"n", ColumnKind::Number}}, {{number}}),
                  "{\"n\": " + std::string(number) + "}\n");
}

TEST(JsonWriter, escapesWhatEndsOrBreaksAString) {
    EXPECT_EQ(written(RowFormat::NdJson, {{"t\""}}, {{std::string("q\" b\\ n\n t\t z\0 \x1b \xf0\x9f\x98\x80", 21)}}),
              "{\"t\\\"\": \"q\\\" b\\\\ n\\n t\\t z\\u0000 \\u001b \xf0\x9f\x98\x80\"}\n");
}

TEST(JsonWriter, keepsColumnsOfTheSameNameApart) {
    EXPECT_EQ(written(RowFormat::NdJson, {{"a"}, {"a"}, {"a_2"}, {"a"}}, {{"1", "2", "3", "4"}}),
              "{\"a\": \"1\", \"a_3\": \"2\", \"a_2\": \"3\", \"a_4\": \"4\"}\n");
}

TEST(JsonWriter, leavesAnArrayOpenThatAnErrorEnded) {
    EXPECT_EQ(written(RowFormat::Json, {{"a"}}, {{"1"}}, false), "[\n {\"a\": \"1\"}\n");
    EXPECT_EQ(written(RowFormat::Json, {{"a"}}, {}), "[]\n");
}

TEST(TableWriter, alignsByTheWidthOnTheScreen) {
    EXPECT_EQ(written(RowFormat::Table, {{"Name"}, {"Count", ColumnKind::Number}, {"z"}},
                      {{"Zo\xc3\xab", "1", "a"},
                       {"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", "1000000", "b"},
                       {"e\xcc\x81", "22", ""}}),
              "Name   |   Count | z\n"
              "-------+---------+--\n"
              "Zo\xc3\xab    |       1 | a\n"
              "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e | 1000000 | b\n"
              "e\xcc\x81      |      22 | \n"
              "(3 rows)\n");
}

TEST(TableWriter, tellsNullFromATextThatReadsNull) {
    EXPECT_EQ(written(RowFormat::Table, {{"a"}}, {{std::nullopt}, {"NULL"}}), "a\n------\nNULL\n'NULL'\n(2 rows)\n");
}

TEST(TableWriter, letsNoValueMoveTheCursor) {
    EXPECT_EQ(written(RowFormat::Table, {{"a"}}, {{"x\ny\t\x1b[2J\xc2\x9b\x7f"}}),
              "a\n" + std::string(21, '-') + "\nx\\ny\\t\\x1b[2J\\x9b\\x7f\n(1 row)\n");
}

TEST(TableWriter, streamsAfterTheFirstRowsAndCutsNothing) {
    std::ostringstream out;
    const auto writer = makeTableWriter(out);
    writer->begin({{"n"}});
    for (int i = 0; i < 1000; ++i) writer->row({"1"});
    EXPECT_FALSE(out.str().empty());
    const std::size_t before = out.str().size();
    writer->row({"a longer value than any before"});
    EXPECT_EQ(out.str().substr(before), "a longer value than any before\n");
    writer->end();
    EXPECT_EQ(out.str().substr(out.str().rfind('(')), "(1001 rows)\n");
}

TEST(TableWriter, showsWhatCameBeforeAnError) {
    EXPECT_EQ(written(RowFormat::Table, {{"a"}}, {{"1"}}, false), "a\n-\n1\n");
    EXPECT_EQ(written(RowFormat::Table, {{"a"}}, {}, false), "");
}

}  // namespace
}  // namespace assetsodbc::installer
