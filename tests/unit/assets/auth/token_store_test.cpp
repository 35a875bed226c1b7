#include "assets/auth/token_store.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <set>

#include "assets/auth/token_text.h"
#include "tests/unit/assets/auth/auth_fixture.h"

namespace assetsodbc::assets {
namespace {

using common::ErrorKind;
using testing::contains;
using testing::contentOf;
using testing::errorOfCall;
using testing::modeOf;
using testing::overwrite;
using testing::secret;

const TokenSet::Time kNow = std::chrono::system_clock::from_time_t(1700000000);

TokenSet sample() {
    TokenSet tokens;
    tokens.accessToken = secret("access \"1\"\\ \xC3\xA9");
    tokens.refreshToken = secret("refresh-1");
    tokens.previousRefreshToken = secret("refresh-0");
    tokens.lifetime = std::chrono::seconds(3600);
    tokens.expiresAt = kNow + std::chrono::seconds(3600);
    tokens.rotatedAt = kNow;
    tokens.scope = "read:a read:b";
    tokens.seed = secret("token:refresh-0");
    return tokens;
}

void expectEqual(const TokenSet& a, const TokenSet& b) {
    EXPECT_TRUE(a.accessToken == b.accessToken);
    EXPECT_TRUE(a.refreshToken == b.refreshToken);
    EXPECT_TRUE(a.previousRefreshToken == b.previousRefreshToken);
    EXPECT_EQ(a.lifetime, b.lifetime);
    EXPECT_EQ(a.expiresAt, b.expiresAt);
    EXPECT_EQ(a.rotatedAt, b.rotatedAt);
    EXPECT_EQ(a.scope, b.scope);
    EXPECT_TRUE(a.seed == b.seed);
}

class TokenStoreTest : public testing::AuthTest {
protected:
    void keep(const TokenSet& tokens) {
        TokenStore store(settings);
        auto lock = store.lock(context, clock);
        store.write(lock, tokens);
    }
    std::optional<TokenSet> read() const { return TokenStore(settings).read(); }
    std::string path() const { return TokenStore(settings).place().substr(std::string("the file ").size()); }
    std::set<std::string> files() const {
        std::set<std::string> names;
        DIR* const directory = ::opendir(settings.storeLocation.c_str());
        if (directory == nullptr) return names;
        while (const dirent* const entry = ::readdir(directory))
            if (entry->d_name[0] != '.') names.insert(entry->d_name);
        ::closedir(directory);
        return names;
    }
    common::Error readError() const {
        return errorOfCall([&] { read(); });
    }
};

TEST_F(TokenStoreTest, holdsNothingAtFirst) {
    EXPECT_FALSE(read());
    EXPECT_TRUE(files().empty()) << "reading makes no directory";
}

TEST_F(TokenStoreTest, givesBackWhatWasWritten) {
    keep(sample());
    expectEqual(*read(), sample());
    TokenSet other;
    other.accessToken = secret("only this");
    keep(other);
    expectEqual(*read(), other);
}

TEST_F(TokenStoreTest, keepsEverythingFromOtherUsers) {
    settings.storeLocation = folder.path() + "/a/b";
    const mode_t before = ::umask(0);
    keep(sample());
    ::umask(before);
    EXPECT_EQ(modeOf(folder.path() + "/a"), 0700U);
    EXPECT_EQ(modeOf(folder.path() + "/a/b"), 0700U);
    EXPECT_EQ(modeOf(path()), 0600U);
    EXPECT_EQ(modeOf(path() + ".lock"), 0600U);
}

TEST_F(TokenStoreTest, leavesNothingElseBehind) {
    keep(sample());
    keep(sample());
    EXPECT_EQ(files().size(), 2U) << "the entry and its lock";
    { auto lock = TokenStore(settings).lock(context, clock); }
    EXPECT_EQ(files().size(), 2U);
}

TEST_F(TokenStoreTest, hasAnEntryForEachServerSiteClientAndAccount) {
    std::set<std::string> places = {path()};
    const OAuthSettings first = settings;
    settings.account = "bob@example.com";
    places.insert(path());
    settings = first;
    settings.clientId = "client-2";
    places.insert(path());
    settings = first;
    settings.siteUrl = "https://other.atlassian.net";
    places.insert(path());
    settings = first;
    settings.authUrl = "https://auth.example.com";
    places.insert(path());
    EXPECT_EQ(places.size(), 5U);
}

TEST_F(TokenStoreTest, takesTheSameAddressWrittenDifferentlyForOneSite) {
    const std::string place = path();
    settings.siteUrl = "HTTPS://Demo.Atlassian.net:443/";
    settings.authUrl = "https://auth.atlassian.com/";
    EXPECT_EQ(path(), place);
    EXPECT_TRUE(contains(place, "/demo.atlassian.net-")) << place;
}

TEST_F(TokenStoreTest, namesTheFileSafelyWhateverTheSiteIs) {
    for (const char* site : {"", "http://[::1]:80/x", "https://../../etc", "not a url"}) {
        settings.siteUrl = site;
        EXPECT_EQ(path().rfind(settings.storeLocation + "/"), 0U) << path();
        EXPECT_EQ(path().find('/', settings.storeLocation.size() + 1), std::string::npos) << path();
    }
}

TEST_F(TokenStoreTest, takesAFileWithAnEndingAsTheStoreItself) {
    settings.storeLocation = folder.path() + "/OAuthSettings.txt";
    keep(sample());
    EXPECT_EQ(path(), settings.storeLocation);
    expectEqual(*read(), sample());
    settings.account = "bob@example.com";
    const common::Error error = readError();
    EXPECT_EQ(error.kind(), ErrorKind::AuthenticationFailed);
    EXPECT_TRUE(contains(error.what(), "ann@example.com")) << error.what();
    EXPECT_TRUE(contains(error.what(), "OAuthSettingsLocation")) << error.what();
    EXPECT_THROW(keep(sample()), common::Error) << "it belongs to ann";
}

TEST_F(TokenStoreTest, livesInTheUsersDataDirectoryByDefault) {
    settings.storeLocation.clear();
    ::setenv("XDG_DATA_HOME", (folder.path() + "/data").c_str(), 1);
    EXPECT_EQ(path().rfind(folder.path() + "/data/assetsodbc/tokens/", 0), 0U) << path();
    ::unsetenv("XDG_DATA_HOME");
    const std::string home = std::getenv("HOME") == nullptr ? "" : std::getenv("HOME");
    ::setenv("HOME", folder.path().c_str(), 1);
    EXPECT_EQ(path().rfind(folder.path() + "/.local/share/assetsodbc/tokens/", 0), 0U) << path();
    settings.storeLocation = "~/tokens";
    EXPECT_EQ(path().rfind(folder.path() + "/tokens/", 0), 0U) << path();
    ::setenv("HOME", home.c_str(), 1);
}

TEST_F(TokenStoreTest, refusesAPlaceThatDependsOnWhereAProgramWasStarted) {
    settings.storeLocation = "tokens";
    EXPECT_TRUE(contains(errorOfCall([&] { TokenStore store(settings); }).what(), "absolute path"));
}

TEST_F(TokenStoreTest, reportsEveryKindOfDamageAndChangesNothing) {
    keep(sample());
    const std::string whole = contentOf(path());
    std::vector<std::string> damaged = {"", whole.substr(0, 5), whole.substr(0, whole.size() / 2),
                                        whole.substr(0, whole.size() - 1), whole + "x"};
    for (std::size_t at = 0; at < whole.size(); at += 7) {
        damaged.push_back(whole);
        damaged.back()[at] = static_cast<char>(damaged.back()[at] ^ 1);
    }
    for (const std::string& text : damaged) {
        overwrite(path(), text);
        const common::Error error = readError();
        EXPECT_EQ(error.kind(), ErrorKind::AuthenticationFailed);
        EXPECT_TRUE(contains(error.what(), path())) << error.what();
        EXPECT_FALSE(contains(error.what(), "refresh-1")) << error.what();
        EXPECT_THROW(keep(sample()), common::Error);
        EXPECT_EQ(contentOf(path()), text);
    }
}

TEST_F(TokenStoreTest, namesTheCommandThatRepairsADamagedEntry) {
    keep(sample());
    overwrite(path(), contentOf(path()).substr(0, 30));
    EXPECT_TRUE(contains(readError().what(), "assets-odbc login --dsn Assets"));
    TokenStore store(settings);
    auto lock = store.lock(context, clock);
    store.replace(lock, sample());
    expectEqual(*read(), sample());
}

TEST_F(TokenStoreTest, neverReplacesAFileOfSomebodyElse) {
    settings.storeLocation = folder.path() + "/notes.txt";
    overwrite(settings.storeLocation, "my notes\n");
    ::chmod(settings.storeLocation.c_str(), 0600);
    TokenStore store(settings);
    auto lock = store.lock(context, clock);
    EXPECT_TRUE(contains(errorOfCall([&] { store.replace(lock, sample()); }).what(), "not written by this driver"));
    EXPECT_THROW(store.remove(lock), common::Error);
    EXPECT_EQ(contentOf(settings.storeLocation), "my notes\n");
}

TEST_F(TokenStoreTest, refusesAnEntryThatOthersMayRead) {
    keep(sample());
    ::chmod(path().c_str(), 0640);
    EXPECT_TRUE(contains(readError().what(), "chmod 600")) << readError().what();
}

TEST_F(TokenStoreTest, refusesASymbolicLinkAndWhatIsNoFile) {
    keep(sample());
    const std::string elsewhere = folder.path() + "/elsewhere";
    ASSERT_EQ(::rename(path().c_str(), elsewhere.c_str()), 0);
    ASSERT_EQ(::symlink(elsewhere.c_str(), path().c_str()), 0);
    EXPECT_TRUE(contains(readError().what(), "symbolic link"));
    EXPECT_THROW(keep(TokenSet()), common::Error);
    ::unlink(path().c_str());
    ASSERT_EQ(::mkfifo(path().c_str(), 0600), 0);
    EXPECT_TRUE(contains(readError().what(), "not a regular file"));
}

TEST_F(TokenStoreTest, refusesALockFileThatIsALink) {
    keep(sample());
    ::unlink((path() + ".lock").c_str());
    ASSERT_EQ(::symlink((folder.path() + "/victim").c_str(), (path() + ".lock").c_str()), 0);
    EXPECT_TRUE(contains(errorOfCall([&] { keep(sample()); }).what(), ".lock"));
    EXPECT_NE(::access((folder.path() + "/victim").c_str(), F_OK), 0);
}

TEST_F(TokenStoreTest, refusesADirectoryThatOthersMayWriteInto) {
    ::mkdir(settings.storeLocation.c_str(), 0700);
    ::chmod(settings.storeLocation.c_str(), 0770);
    EXPECT_TRUE(contains(errorOfCall([&] { keep(sample()); }).what(), "chmod 700"));
    EXPECT_TRUE(contains(readError().what(), "chmod 700"));
}

TEST_F(TokenStoreTest, saysWhichDirectoryCannotBeWritten) {
    for (const char* place : {"/dev/null/tokens", "/proc/self/task"}) {
        settings.storeLocation = place;
        const common::Error error = errorOfCall([&] { keep(sample()); });
        EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
        EXPECT_TRUE(contains(error.what(), place)) << error.what();
        EXPECT_TRUE(contains(error.what(), "OAuthSettingsLocation")) << error.what();
    }
}

TEST_F(TokenStoreTest, keepsTheOldEntryWhereTheNewCannotBeWritten) {
    keep(sample());
    TokenStore store(settings);
    auto lock = store.lock(context, clock);
    const std::string room = path() + ".new";
    ASSERT_EQ(::unlink(room.c_str()), 0);
    TokenSet other = sample();
    other.refreshToken = secret("refresh-2");
    const common::Error error = errorOfCall([&] { store.write(lock, other); });
    EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
    EXPECT_TRUE(contains(error.what(), path())) << error.what();
    expectEqual(*read(), sample());
    store.write(lock, other);
    expectEqual(*read(), other);
}

TEST_F(TokenStoreTest, clearsAwayWhatAKilledProcessLeft) {
    keep(sample());
    overwrite(path() + ".new", "half of an en");
    keep(sample());
    expectEqual(*read(), sample());
    EXPECT_EQ(files().size(), 2U);
}

TEST_F(TokenStoreTest, removesAnEntryOnce) {
    keep(sample());
    TokenStore store(settings);
    auto lock = store.lock(context, clock);
    EXPECT_TRUE(store.remove(lock));
    EXPECT_FALSE(read());
    EXPECT_FALSE(store.remove(lock));
}

TEST_F(TokenStoreTest, removesADamagedEntry) {
    keep(sample());
    overwrite(path(), "");
    TokenStore store(settings);
    auto lock = store.lock(context, clock);
    EXPECT_TRUE(store.remove(lock));
    EXPECT_FALSE(read());
}

TEST_F(TokenStoreTest, waitsForTheLockTwoMinutesAtMost) {
    TokenStore store(settings);
    const auto lock = store.lock(context, clock);
    const common::Error error = errorOfCall([&] { TokenStore(settings).lock(context, clock); });
    EXPECT_EQ(error.kind(), ErrorKind::Timeout);
    EXPECT_TRUE(contains(error.what(), ".lock")) << error.what();
    EXPECT_GE(clock.now().time_since_epoch(), std::chrono::minutes(2));
}

TEST_F(TokenStoreTest, waitsForTheLockNoLongerThanTheCallMay) {
    TokenStore store(settings);
    const auto lock = store.lock(context, clock);
    context.context.deadline = clock.now() + std::chrono::seconds(3);
    EXPECT_EQ(errorOfCall([&] { TokenStore(settings).lock(context, clock); }).kind(), ErrorKind::Timeout);
    EXPECT_EQ(clock.now().time_since_epoch(), std::chrono::seconds(3));
    context.context.deadline.reset();
    context.token.cancel();
    EXPECT_EQ(errorOfCall([&] { TokenStore(settings).lock(context, clock); }).kind(), ErrorKind::Cancelled);
}

TEST_F(TokenStoreTest, givesTheLockBack) {
    TokenStore store(settings);
    { const auto lock = store.lock(context, clock); }
    const auto again = store.lock(context, clock);
    EXPECT_TRUE(clock.slept.empty());
}

TEST(TokenText, readsNoOtherVersionThanItsOwn) {
    const TokenOwner owner{"server", "site", "client", "account"};
    std::string text = toText(owner, sample()).reveal();
    EXPECT_EQ(fromText(owner, text).state, TokenTextState::Good);
    EXPECT_EQ(fromText({"server", "site", "client", "other"}, text).state, TokenTextState::OfAnother);
    text[std::string("assetsodbc tokens ").size()] = '2';
    EXPECT_EQ(fromText(owner, text).state, TokenTextState::Damaged);
    EXPECT_EQ(fromText(owner, "{}").state, TokenTextState::Foreign);
}

}  // namespace
}  // namespace assetsodbc::assets
