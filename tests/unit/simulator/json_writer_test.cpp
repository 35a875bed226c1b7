#include "tests/simulator/json_writer.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace assetsodbc::simulator {
namespace {

TEST(JsonWriter, PlacesCommasInNestedObjectsAndArrays) {
    std::string out;
    JsonWriter json(out);
    json.beginObject().member("a", 1).key("b").beginArray().number(1).beginObject().endObject().text("x").endArray();
    json.member("c", true).key("d").null().endObject();
    EXPECT_EQ(out, R"({"a":1,"b":[1,{},"x"],"c":true,"d":null})");
}

TEST(JsonWriter, EscapesWhatJsonReserves) {
    std::string out;
    JsonWriter(out).text(std::string_view("q\" b\\ n\n r\r t\t b\b f\f \x01 \0 é😀 /", 33));
    EXPECT_EQ(out, std::string("\"q\\\" b\\\\ n\\n r\\r t\\t b\\b f\\f \\u0001 \\u0000 é😀 /\""));
}

TEST(JsonWriter, WritesExtremeNumbersAndDigitsAsText) {
    std::string out;
    JsonWriter json(out);
    json.beginArray().number(INT64_MIN).digits(INT64_MAX).endArray();
    EXPECT_EQ(out, R"([-9223372036854775808,"9223372036854775807"])");
}

}  // namespace
}  // namespace assetsodbc::simulator
