#include "schema/json_text.h"

#include <gtest/gtest.h>

namespace assetsodbc::schema {
namespace {

std::string quoted(std::string_view text) {
    std::string json;
    appendJsonString(json, text);
    return json;
}

TEST(JsonText, EscapesWhatJsonEscapesAndNothingElse) {
    EXPECT_EQ(quoted("a\"b\\c/d"), R"("a\"b\\c/d")");
    EXPECT_EQ(quoted("\n\r\t\b\f\x01\x1f"), R"("\n\r\t\b\f\u0001\u001f")");
    EXPECT_EQ(quoted(std::string_view("\0", 1)), R"("\u0000")");
    EXPECT_EQ(quoted("Zürich €𝄞\x7f"), "\"Zürich €𝄞\x7f\"");
    EXPECT_EQ(quoted(""), "\"\"");
}

TEST(JsonText, ListsTexts) {
    EXPECT_EQ(jsonArrayOf({"a", "", "\""}), R"(["a","","\""])");
    EXPECT_EQ(jsonArrayOf({}), "[]");
}

}  // namespace
}  // namespace assetsodbc::schema
