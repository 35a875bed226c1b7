#include "assets/auth/secret_service.h"

#include "tests/unit/assets/auth/auth_fixture.h"

namespace assetsodbc::assets {
namespace {

using testing::contains;
using testing::errorOfCall;
using testing::secret;
using Prompting = SecretService::Prompting;

TEST(SecretService, keepsOneTextUnderEachName) {
    const SecretService service(Prompting::Allowed, FAKE_LIBSECRET);
    EXPECT_FALSE(service.find("a"));
    service.store("a", "a label", secret("line 1\nline \"2\""));
    EXPECT_EQ(service.find("a")->reveal(), "line 1\nline \"2\"");
    EXPECT_FALSE(service.find("b"));
    EXPECT_TRUE(service.remove("a"));
    EXPECT_FALSE(service.remove("a"));
    EXPECT_FALSE(service.find("a"));
}

TEST(SecretService, asksNobodyToUnlockAKeyringWherePromptsAreForbidden) {
    const SecretService service(Prompting::Forbidden, FAKE_LIBSECRET);
    EXPECT_FALSE(service.find("a"));
    service.store("a", "a label", secret("the text"));
    EXPECT_EQ(service.find("a")->reveal(), "the text");
    ::setenv("FAKE_SECRET_LOCKED", "1", 1);
    for (const auto& error : {errorOfCall([&] { service.find("a"); }), errorOfCall([&] { service.remove("a"); }),
                              errorOfCall([&] { service.store("a", "label", secret("the text")); })}) {
        EXPECT_EQ(error.kind(), common::ErrorKind::InvalidArgument);
        EXPECT_TRUE(contains(error.what(), "Unlock the keyring")) << error.what();
        EXPECT_TRUE(contains(error.what(), "OAuthStorage=File")) << error.what();
    }
    ::unsetenv("FAKE_SECRET_LOCKED");
    EXPECT_TRUE(service.remove("a"));
    EXPECT_FALSE(service.remove("a"));
}

TEST(SecretService, saysWhyTheServiceRefuses) {
    const SecretService service(Prompting::Allowed, FAKE_LIBSECRET);
    ::setenv("FAKE_SECRET_ERROR", "Cannot get secret of a locked object", 1);
    for (const auto& error : {errorOfCall([&] { service.find("a"); }), errorOfCall([&] { service.remove("a"); }),
                              errorOfCall([&] { service.store("a", "label", secret("the text")); })}) {
        EXPECT_EQ(error.kind(), common::ErrorKind::InvalidArgument);
        EXPECT_TRUE(contains(error.what(), "locked object")) << error.what();
        EXPECT_TRUE(contains(error.what(), "OAuthStorage=File")) << error.what();
        EXPECT_FALSE(contains(error.what(), "the text")) << error.what();
    }
    ::unsetenv("FAKE_SECRET_ERROR");
}

TEST(SecretService, namesTheOtherStorageWhereLibsecretIsMissing) {
    for (const char* library : {"libno-such-library.so.0", "libc.so.6"}) {
        const auto error = errorOfCall([&] { SecretService service(Prompting::Allowed, library); });
        EXPECT_EQ(error.kind(), common::ErrorKind::InvalidArgument);
        EXPECT_TRUE(contains(error.what(), "OAuthStorage=File")) << error.what();
    }
}

}  // namespace
}  // namespace assetsodbc::assets
