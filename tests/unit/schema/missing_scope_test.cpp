#include "schema/missing_scope.h"

#include <gtest/gtest.h>

namespace assetsodbc::schema {
namespace {

using common::Error;
using common::ErrorKind;

std::string messageOf(ErrorKind kind) {
    try {
        tellingNeed([] { return std::string("look up table A.B"); },
                    [&]() -> int {
                        return tellingNeed([] { return std::string("read A.B"); },
                                           [&]() -> int { throw Error(kind, "No.", 401); });
                    });
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), kind);
        EXPECT_EQ(error.httpStatus(), 401);
        return error.what();
    }
    return "nothing was thrown";
}

TEST(MissingScope, IsToldWithWhatItWasForOnce) {
    EXPECT_EQ(messageOf(ErrorKind::ScopeMissing), "No. The scope is needed to read A.B.");
}

TEST(MissingScope, OtherErrorsStayAsTheyAre) {
    EXPECT_EQ(messageOf(ErrorKind::Forbidden), "No.");
    EXPECT_EQ(tellingNeed([] { return std::string(); }, [] { return 7; }), 7);
}

}  // namespace
}  // namespace assetsodbc::schema
