#include "common/secret.h"

#include <gtest/gtest.h>

#include <utility>

namespace assetsodbc::common {
namespace {

// A long text lies on the heap, a short one inside the string itself.
const char* const kLong = "a-long-token-that-does-not-fit-into-the-string-object-itself";
const char* const kShort = "short-token";

bool holds(const void* memory, std::size_t size, std::string_view text) {
    return std::string_view(static_cast<const char*>(memory), size).find(text) != std::string_view::npos;
}

TEST(Secret, revealsWhatItWasGiven) {
    for (const char* text : {kLong, kShort, ""}) {
        const Secret secret{std::string(text)};
        EXPECT_EQ(secret.reveal(), text);
        EXPECT_EQ(secret.empty(), *text == '\0');
    }
}

TEST(Secret, wipeLeavesNoByteOfTheText) {
    for (const char* text : {kLong, kShort}) {
        std::string value = text;
        const std::size_t size = value.size();
        const char* const memory = value.data();
        wipe(value);
        EXPECT_TRUE(value.empty());
        value.reserve(size);  // no reallocation: the memory below is still the string's own
        ASSERT_EQ(value.data(), memory);
        value.resize(size);
        EXPECT_EQ(value, std::string(size, '\0'));
    }
}

TEST(Secret, movingLeavesNothingBehind) {
    for (const char* text : {kLong, kShort}) {
        Secret from{std::string(text)};
        const Secret to = std::move(from);
        EXPECT_EQ(to.reveal(), text);
        EXPECT_TRUE(from.empty());  // NOLINT(bugprone-use-after-move): what is left is the point
        EXPECT_FALSE(holds(&from, sizeof from, std::string_view(text).substr(1)));
    }
}

TEST(Secret, takingAStringOverEmptiesIt) {
    std::string text = kShort;
    const Secret secret{std::move(text)};
    EXPECT_EQ(secret.reveal(), kShort);
    EXPECT_FALSE(holds(&text, sizeof text, std::string_view(kShort).substr(1)));
}

TEST(Secret, overwritingForgetsTheOldText) {
    Secret secret{std::string(kShort)};
    secret = Secret{std::string("x")};
    EXPECT_EQ(secret.reveal(), "x");
    EXPECT_FALSE(holds(&secret, sizeof secret, std::string_view(kShort).substr(2)));

    secret = Secret{std::string(kShort)};
    const Secret other{std::string("y")};
    secret = other;
    EXPECT_EQ(secret.reveal(), "y");
    EXPECT_FALSE(holds(&secret, sizeof secret, std::string_view(kShort).substr(2)));
}

TEST(Secret, assigningToItselfChangesNothing) {
    for (const char* text : {kLong, kShort}) {
        Secret secret{std::string(text)};
        Secret& same = secret;
        secret = same;
        EXPECT_EQ(secret.reveal(), text);
        secret = std::move(same);
        EXPECT_EQ(secret.reveal(), text);
    }
}

TEST(Secret, comparesByText) {
    EXPECT_TRUE(Secret{std::string("a")} == Secret{std::string("a")});
    EXPECT_FALSE(Secret{std::string("a")} == Secret{std::string("b")});
}

}  // namespace
}  // namespace assetsodbc::common
