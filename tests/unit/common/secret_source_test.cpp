#include "common/secret_source.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>

#include "common/error.h"

namespace assetsodbc::common {
namespace {

std::string resolved(const std::string& given) {
    return resolveSecret("APIToken", Secret(given)).reveal();
}

// The message of the refusal; never holds what was given behind the word.
std::string refusal(const std::string& given) {
    try {
        resolved(given);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
        const std::string message = error.what();
        EXPECT_EQ(message.find("APIToken begins with "), 0U) << message;
        const std::string rest = given.substr(given.find(':') + 1);
        EXPECT_TRUE(rest.empty() || message.find(rest) == std::string::npos) << message;
        return message;
    }
    ADD_FAILURE() << given << " was accepted";
    return "";
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

class SecretSource : public ::testing::Test {
protected:
    SecretSource() {
        char name[] = "/tmp/secret_source_XXXXXX";
        folder_ = ::mkdtemp(name);
    }
    ~SecretSource() override { static_cast<void>(std::system(("rm -rf '" + folder_ + "'").c_str())); }

    std::string file(const std::string& text, mode_t mode = 0600) const {
        const std::string path = folder_ + "/secret value";
        std::ofstream(path, std::ios::binary) << text;
        ::chmod(path.c_str(), mode);
        return path;
    }

    std::string folder_;
};

TEST_F(SecretSource, leavesASecretAsItIs) {
    for (const char* text : {"", "plain", "environment", "en", "ENV:HOME", " file:x", "a;b=c}d{", "line\nbreak\n"})
        EXPECT_EQ(resolved(text), text);
}

TEST_F(SecretSource, takesWhatFollowsTextAsItIs) {
    EXPECT_EQ(resolved("text:env:HOME"), "env:HOME");
    EXPECT_EQ(resolved("text:text:x"), "text:x");
    EXPECT_EQ(resolved("text:"), "");
}

TEST_F(SecretSource, readsTheEnvironment) {
    ::setenv("ASSETS_TEST_SECRET", "from the environment;}=", 1);
    EXPECT_EQ(resolved("env:ASSETS_TEST_SECRET"), "from the environment;}=");
    ::setenv("ASSETS_TEST_SECRET", "", 1);
    EXPECT_TRUE(contains(refusal("env:ASSETS_TEST_SECRET"), "empty"));
    ::unsetenv("ASSETS_TEST_SECRET");
    EXPECT_TRUE(contains(refusal("env:ASSETS_TEST_SECRET"), "no environment variable"));
    EXPECT_TRUE(contains(refusal("env:"), "nothing follows"));
}

TEST_F(SecretSource, readsAFileWithoutOneLineBreakAtItsEnd) {
    EXPECT_EQ(resolved("file:" + file("token")), "token");
    EXPECT_EQ(resolved("file:" + file("token\n")), "token");
    EXPECT_EQ(resolved("file:" + file("token\r\n")), "token");
    EXPECT_EQ(resolved("file:" + file("token\n\n")), "token\n");
    EXPECT_EQ(resolved("file:" + file(" two\nlines ")), " two\nlines ");
}

TEST_F(SecretSource, findsAFileInTheHomeDirectory) {
    file("token");
    const std::string before = std::getenv("HOME") == nullptr ? "" : std::getenv("HOME");
    ::setenv("HOME", folder_.c_str(), 1);
    EXPECT_EQ(resolved("file:~/secret value"), "token");
    ::setenv("HOME", before.c_str(), 1);
}

TEST_F(SecretSource, followsLinksAsKubernetesMakesThem) {
    ASSERT_EQ(::symlink(file("token").c_str(), (folder_ + "/link").c_str()), 0);
    EXPECT_EQ(resolved("file:" + folder_ + "/link"), "token");
}

TEST_F(SecretSource, refusesAFileThatIsMissingEmptyTooLongOrNoText) {
    EXPECT_TRUE(contains(refusal("file:" + folder_ + "/none"), "No such file"));
    EXPECT_TRUE(contains(refusal("file:" + file("")), "empty"));
    EXPECT_TRUE(contains(refusal("file:" + file("\n")), "empty"));
    EXPECT_TRUE(contains(refusal("file:" + file(std::string("a\0b", 3))), "no text"));
    EXPECT_TRUE(contains(refusal("file:" + file(std::string(65537, 'x'))), "64 KiB"));
    EXPECT_EQ(resolved("file:" + file(std::string(65536, 'x'))).size(), 65536U);
}

TEST_F(SecretSource, refusesWhatIsNoRegularFile) {
    EXPECT_TRUE(contains(refusal("file:" + folder_), "regular file"));
    ASSERT_EQ(::mkfifo((folder_ + "/pipe").c_str(), 0600), 0);
    EXPECT_TRUE(contains(refusal("file:" + folder_ + "/pipe"), "regular file"));
}

// Root may hand out files that all may read; here the file is given to somebody else first where the tests run as root.
TEST_F(SecretSource, refusesAFileThatOthersMayReadOrChange) {
    const std::string path = file("token", 0622);
    EXPECT_TRUE(contains(refusal("file:" + path), "chmod 600"));
    ::chmod(path.c_str(), 0644);
    if (::geteuid() == 0) {
        EXPECT_EQ(resolved("file:" + path), "token");
        ASSERT_EQ(::chown(path.c_str(), 12345, static_cast<gid_t>(-1)), 0);
        EXPECT_TRUE(contains(refusal("file:" + path), "another user"));
    } else {
        EXPECT_TRUE(contains(refusal("file:" + path), "chmod 600"));
    }
}

TEST_F(SecretSource, runsACommandOfTheShell) {
    EXPECT_EQ(resolved("cmd:echo 'a token'"), "a token");
    EXPECT_EQ(resolved("cmd:printf '%s' \"x;y\" | tr y z"), "x;z");
    EXPECT_EQ(resolved("cmd:cat >/dev/null; echo no input"), "no input");
    EXPECT_EQ(resolved("cmd:head -c 60000 /dev/zero | tr '\\0' x").size(), 60000U);
}

TEST_F(SecretSource, tellsHowACommandFailed) {
    EXPECT_TRUE(contains(refusal("cmd:echo leaked; exit 3"), "exit status 3"));
    EXPECT_TRUE(contains(refusal("cmd:no-such-program-anywhere"), "exit status 127"));
    EXPECT_TRUE(contains(refusal("cmd:kill -9 $$"), "killed"));
    EXPECT_TRUE(contains(refusal("cmd:true"), "empty"));
    EXPECT_TRUE(contains(refusal("cmd:("), "exit status 2"));
    EXPECT_TRUE(contains(refusal("cmd:yes"), "64 KiB"));
}

// Each look at it is half a minute later.
class HastyClock : public Clock {
public:
    Steady::time_point now() const override { return now_ += std::chrono::seconds(30); }
    System::time_point wallClock() const override { return {}; }
    void sleep(std::chrono::milliseconds, const CallContext&) const override {}

private:
    mutable Steady::time_point now_{};
};

TEST_F(SecretSource, waitsForACommandNoLongerThanHalfAMinute) {
    const HastyClock clock;
    try {
        resolveSecret("APIToken", Secret(std::string("cmd:sleep 1000")), clock);
        FAIL() << "waited";
    } catch (const Error& error) {
        EXPECT_TRUE(contains(error.what(), "30 seconds")) << error.what();
    }
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "the command still runs";
}

TEST_F(SecretSource, tellsNothingOfWhatTheCommandWrites) {
    const std::string message = refusal("cmd:echo out-secret; echo err-secret >&2; exit 1");
    EXPECT_FALSE(contains(message, "err-secret"));
    EXPECT_FALSE(contains(message, "out-secret"));
    EXPECT_EQ(resolved("cmd:echo noise >&2; echo token"), "token");
}

TEST_F(SecretSource, givesNoDescriptorsToACommand) {
    const int open = ::dup(0);
    EXPECT_EQ(resolved("cmd:ls /proc/self/fd | wc -w"), "4");  // 0, 1, 2, and the one that ls reads the folder by
    ::close(open);
}

// A program may ignore the end of its children, and then learns no exit status by waiting.
TEST_F(SecretSource, runsACommandWhereTheProgramIgnoresItsChildren) {
    ::signal(SIGCHLD, SIG_IGN);
    EXPECT_EQ(resolved("cmd:sh -c 'echo token'"), "token");
    EXPECT_TRUE(contains(refusal("cmd:exit 4"), "exit status 4"));
    ::signal(SIGCHLD, SIG_DFL);
}

TEST_F(SecretSource, leavesNoProcessBehind) {
    resolved("cmd:echo token");
    refusal("cmd:exit 1");
    refusal("cmd:yes");
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
    EXPECT_EQ(errno, ECHILD);
}

}  // namespace
}  // namespace assetsodbc::common
