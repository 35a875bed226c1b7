#include "common/config/name_list.h"

#include <gtest/gtest.h>

#include "common/error.h"

namespace assetsodbc::common {
namespace {

std::vector<std::string> namesIn(const std::string& text) {
    std::vector<std::string> names;
    const NameList list("Tables", text);
    for (const ListedName& name : list.names())
        names.push_back((name.schema.empty() ? "" : name.schema + "|") + name.name);
    return names;
}

TEST(NameList, namesAreSeparatedByCommasAndMayBeQuoted) {
    using Names = std::vector<std::string>;
    EXPECT_EQ(namesIn("a"), Names{"a"});
    EXPECT_EQ(namesIn(" a , b.c,\"d, e\" , [f].[g.h], `i``j`,[k]]l],my table"),
              (Names{"a", "b|c", "d, e", "f|g.h", "i`j", "k]l", "my table"}));
    EXPECT_EQ(namesIn(""), Names{});
    EXPECT_EQ(namesIn("  "), Names{});
}

TEST(NameList, anEmptyListHasEverything) {
    const NameList none;
    EXPECT_TRUE(none.has("x"));
    EXPECT_TRUE(none.has("s", "x"));
}

TEST(NameList, namesCountWithOrWithoutTheirSchema) {
    const NameList list("Tables", "Laptops,ITSM.Servers");
    EXPECT_TRUE(list.has("HR", "laptops"));
    EXPECT_TRUE(list.has("itsm", "SERVERS"));
    EXPECT_FALSE(list.has("HR", "Servers"));
    EXPECT_FALSE(list.has("ITSM", "Phones"));
}

TEST(NameList, whatIsMalformedIsTold) {
    for (const char* text : {"a,", ",a", "a..b", "a.b.c", "[a", "\"a", "[a]b", "a,,b", "[]"}) {
        try {
            const NameList list("Tables", text);
            ADD_FAILURE() << text;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
            EXPECT_NE(std::string(error.what()).find("Tables="), std::string::npos) << error.what();
        }
    }
}

}  // namespace
}  // namespace assetsodbc::common
