#include "common/config/connection_string.h"

#include <gtest/gtest.h>

#include "common/error.h"

namespace assetsodbc::common {
namespace {

using Expected = std::vector<std::pair<std::string, std::string>>;

Expected pairsOf(const ConnectionAttributes& attributes) {
    Expected pairs;
    for (const ConnectionAttribute& attribute : attributes) pairs.emplace_back(attribute.keyword, attribute.value);
    return pairs;
}

struct Parsing {
    const char* text;
    Expected expected;
};

TEST(ConnectionString, followsTheGrammarOfOdbc) {
    const std::vector<Parsing> parsings{
        {"", {}},
        {" ; ;; ", {}},
        {"DSN=Assets", {{"DSN", "Assets"}}},
        {"DSN=Assets;", {{"DSN", "Assets"}}},
        {"DSN=Assets;UID=a;PWD=b", {{"DSN", "Assets"}, {"UID", "a"}, {"PWD", "b"}}},
        {" DSN = Assets ; UID\t=\ta ", {{"DSN", "Assets"}, {"UID", "a"}}},
        {"\n DSN=Assets;\r\n UID=a;\n", {{"DSN", "Assets"}, {"UID", "a"}}},
        {"User ID=a", {{"User ID", "a"}}},
        {"PWD=", {{"PWD", ""}}},
        {"PWD={}", {{"PWD", ""}}},
        {"PWD=a=b==", {{"PWD", "a=b=="}}},
        {"PWD=a}b{c", {{"PWD", "a}b{c"}}},
        {"DRIVER={Assets}", {{"DRIVER", "Assets"}}},
        {"DRIVER = {Assets} ; UID=a", {{"DRIVER", "Assets"}, {"UID", "a"}}},
        {"PWD={a;b}", {{"PWD", "a;b"}}},
        {"PWD={a}}b}", {{"PWD", "a}b"}}},
        {"PWD={}}}", {{"PWD", "}"}}},
        {"PWD={ a }", {{"PWD", " a "}}},
        {"PWD={{a}", {{"PWD", "{a"}}},
        {"PWD=é😀;UID={ü;}", {{"PWD", "é😀"}, {"UID", "ü;"}}},
    };
    for (const Parsing& parsing : parsings)
        EXPECT_EQ(pairsOf(parseConnectionString(parsing.text)), parsing.expected) << parsing.text;
}

TEST(ConnectionString, theFirstOfRepeatedKeywordsWins) {
    EXPECT_EQ(pairsOf(parseConnectionString("UID=first;uid=second;Uid={third};PWD=x")),
              (Expected{{"UID", "first"}, {"PWD", "x"}}));
}

struct Malformed {
    const char* text;
    const char* position;
    const char* words;
};

TEST(ConnectionString, saysWhereAndWhatIsMalformed) {
    const std::vector<Malformed> all{
        {"DSN", "character 1:", "without \"=\""},
        {"DSN=a;secretpart", "character 7:", "without \"=\""},
        {"DSN=a;secretpart;UID=b", "character 7:", "without \"=\""},
        {"=value", "character 1:", "no keyword"},
        {"DSN=a; =value", "character 8:", "no keyword"},
        {"PWD={secretpart", "character 5:", "never closed"},
        {"PWD={secretpart}}", "character 5:", "never closed"},
        {"PWD={a}secretpart", "character 8:", "only \";\" may follow"},
        {"PWD={é😀}secretpart", "character 9:", "only \";\" may follow"},
    };
    for (const Malformed& malformed : all) {
        try {
            parseConnectionString(malformed.text);
            ADD_FAILURE() << malformed.text;
        } catch (const Error& error) {
            const std::string message = error.what();
            EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
            EXPECT_NE(message.find(malformed.position), std::string::npos) << message;
            EXPECT_NE(message.find(malformed.words), std::string::npos) << message;
            EXPECT_EQ(message.find("secretpart"), std::string::npos) << message;
        }
    }
}

TEST(ConnectionString, aStringOfAMegabyteIsReadOrRefused) {
    std::string different, same;
    for (int i = 0; i < 100000; ++i) {
        different += "k" + std::to_string(i) + "=1;";
        same += "key=1;";
    }
    try {
        parseConnectionString(different);
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("more than 500 different keywords"), std::string::npos);
    }
    EXPECT_EQ(pairsOf(parseConnectionString(same)), (Expected{{"key", "1"}}));
    const std::string value(1000000, '}');
    EXPECT_EQ(pairsOf(parseConnectionString("PWD=" + quotedValue(value))), (Expected{{"PWD", value}}));
}

TEST(ConnectionString, quotesOnlyWhatNeedsIt) {
    EXPECT_EQ(quotedValue("plain value=1@x"), "plain value=1@x");
    EXPECT_EQ(quotedValue(""), "");
    EXPECT_EQ(quotedValue("a;b"), "{a;b}");
    EXPECT_EQ(quotedValue("a}b"), "{a}}b}");
    EXPECT_EQ(quotedValue("{a}"), "{{a}}}");
    EXPECT_EQ(quotedValue(" a"), "{ a}");
    EXPECT_EQ(quotedValue("a\n"), "{a\n}");
}

TEST(ConnectionString, whatIsJoinedIsReadBackTheSame) {
    const ConnectionAttributes attributes{{"DRIVER", "Assets"}, {"UID", "a;b"},   {"PWD", "}{}}{ ;=é"},
                                          {"A", " "},           {"B", ""},        {"C", "{x}"},
                                          {"D", "tail }"},      {"E", "\ttab\t"}, {"F", ";"}};
    EXPECT_EQ(pairsOf(parseConnectionString(joinedConnectionString(attributes))), pairsOf(attributes));
    EXPECT_EQ(joinedConnectionString({{"DSN", "x"}, {"PWD", "a;b"}}), "DSN=x;PWD={a;b};");
}

TEST(ConnectionString, findsKeywordsIgnoringCase) {
    const auto attributes = parseConnectionString("Dsn=x;UID=y");
    ASSERT_NE(find(attributes, "DSN"), nullptr);
    EXPECT_EQ(find(attributes, "dsn")->value, "x");
    EXPECT_EQ(find(attributes, "PWD"), nullptr);
}

}  // namespace
}  // namespace assetsodbc::common
