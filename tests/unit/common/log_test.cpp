#include "common/log.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include "common/clock.h"
#include "common/error.h"

namespace assetsodbc::common {
namespace {

class FixedClock final : public Clock {
public:
    Steady::time_point now() const override { return {}; }
    System::time_point wallClock() const override {
        return System::time_point(std::chrono::milliseconds(1'613'505'881'527));
    }
    void sleep(std::chrono::milliseconds, const CallContext&) const override {}
};

class LogTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "assetsodbc-log-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        file_ = (folder_ / "driver.log").string();
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string content() const {
        std::ifstream in(file_, std::ios::binary);
        std::ostringstream out;
        out << in.rdbuf();
        return out.str();
    }

    FixedClock clock_;
    std::filesystem::path folder_;
    std::string file_;
};

TEST_F(LogTest, writesTimeLevelSourceAndText) {
    const Log log(file_, 5, clock_);
    log.write(LogLevel::Error, "dbc1", "failed");
    log.write(LogLevel::Request, "dbc1/stmt2", "GET /é");
    EXPECT_EQ(content(),
              "2021-02-16 20:04:41.527Z ERROR [dbc1] failed\n"
              "2021-02-16 20:04:41.527Z REQUEST [dbc1/stmt2] GET /é\n");
}

TEST_F(LogTest, dropsLevelsAboveItsVerbosity) {
    for (int verbosity = 1; verbosity <= 5; ++verbosity) {
        std::filesystem::remove(file_);
        const Log log(file_, verbosity, clock_);
        for (int level = 1; level <= 5; ++level) {
            EXPECT_EQ(log.wants(static_cast<LogLevel>(level)), level <= verbosity);
            log.write(static_cast<LogLevel>(level), "dbc1", "line");
        }
        const std::string text = content();
        EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), verbosity);
    }
}

TEST_F(LogTest, aLogWithoutAFileWantsNothing) {
    const Log log;
    EXPECT_FALSE(log.wants(LogLevel::Error));
    log.write(LogLevel::Error, "dbc1", "dropped");
    const Log unnamed("", 5, clock_);
    EXPECT_FALSE(unnamed.wants(LogLevel::Error));
}

TEST_F(LogTest, aMovedLogGoesOnAndItsSourceIsOff) {
    Log first(file_, 3, clock_);
    const Log second = std::move(first);
    EXPECT_FALSE(first.wants(LogLevel::Error));  // NOLINT(bugprone-use-after-move)
    first.write(LogLevel::Error, "dbc1", "dropped");
    second.write(LogLevel::Error, "dbc1", "kept");
    EXPECT_EQ(content(), "2021-02-16 20:04:41.527Z ERROR [dbc1] kept\n");
}

TEST_F(LogTest, appendsToWhatIsThere) {
    Log(file_, 1, clock_).write(LogLevel::Error, "dbc1", "one");
    Log(file_, 1, clock_).write(LogLevel::Error, "dbc2", "two");
    EXPECT_EQ(content(),
              "2021-02-16 20:04:41.527Z ERROR [dbc1] one\n"
              "2021-02-16 20:04:41.527Z ERROR [dbc2] two\n");
}

TEST_F(LogTest, onlyTheOwnerMayReadTheFile) {
    const Log log(file_, 1, clock_);
    struct stat status {};
    ASSERT_EQ(stat(file_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(LogTest, lineBreaksInATextCannotForgeALine) {
    const Log log(file_, 1, clock_);
    log.write(LogLevel::Error, "dbc1", "a\nb\r\nc");
    EXPECT_EQ(content(), "2021-02-16 20:04:41.527Z ERROR [dbc1] a\\nb\\r\\nc\n");
}

TEST_F(LogTest, namesAFileThatCannotBeOpened) {
    const std::string missing = (folder_ / "no" / "such" / "folder.log").string();
    try {
        Log log(missing, 1, clock_);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
        EXPECT_NE(std::string(error.what()).find(missing), std::string::npos);
        EXPECT_NE(std::string(error.what()).find("Logfile"), std::string::npos);
    }
}

TEST_F(LogTest, linesOfSeveralThreadsAndLogsStayWhole) {
    const Log shared(file_, 1, clock_);
    const Log other(file_, 1, clock_);
    std::vector<std::thread> threads;
    const std::string text(300, 'x');
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&, i] {
            for (int line = 0; line < 200; ++line) (i % 2 ? shared : other).write(LogLevel::Error, "dbc1", text);
        });
    for (std::thread& thread : threads) thread.join();
    std::istringstream lines(content());
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count)
        ASSERT_EQ(line, "2021-02-16 20:04:41.527Z ERROR [dbc1] " + text);
    EXPECT_EQ(count, 800);
}

}  // namespace
}  // namespace assetsodbc::common
