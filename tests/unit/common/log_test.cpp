#include "common/log.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
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

class MovingClock final : public Clock {
public:
    Steady::time_point now() const override { return {}; }
    System::time_point wallClock() const override { return now_; }
    void sleep(std::chrono::milliseconds, const CallContext&) const override {}
    mutable System::time_point now_{std::chrono::milliseconds(1'613'505'881'527)};
};

class RotationTest : public LogTest {
protected:
    std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(folder_))
            found.push_back(entry.path().filename().string());
        std::sort(found.begin(), found.end());
        return found;
    }
    LogOptions options(std::uint64_t largest, std::int32_t most) const { return {file_, 5, "", largest, most}; }
    // One line of this many bytes.
    static void write(const Log& log, std::size_t bytes) {
        constexpr std::size_t kAround = 39;
        log.write(LogLevel::Error, "dbc1", std::string(bytes - kAround, 'x'));
    }

    MovingClock moving_;
};

TEST_F(RotationTest, aFullFileIsPutAsideAndNoLineIsLost) {
    const Log log(options(200, -1), moving_);
    for (int i = 0; i < 3; ++i) write(log, 100);
    EXPECT_EQ(names(), (std::vector<std::string>{"driver.log", "driver.log.20210216-200441"}));
    for (int i = 0; i < 3; ++i) write(log, 100);
    EXPECT_EQ(names(),
              (std::vector<std::string>{"driver.log", "driver.log.20210216-200441", "driver.log.20210216-200441.2"}));
    std::uintmax_t bytes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        bytes += entry.file_size();
        EXPECT_EQ(entry.status().permissions(), std::filesystem::perms(0600));
        EXPECT_LE(entry.file_size(), 200u);
    }
    EXPECT_EQ(bytes, 600u);
}

TEST_F(RotationTest, aLineThatIsLongerThanAFileIsWrittenWhole) {
    const Log log(options(200, -1), moving_);
    write(log, 1000);
    EXPECT_EQ(content().size(), 1000u);
    write(log, 1000);
    EXPECT_EQ(names().size(), 2u);
}

TEST_F(RotationTest, theOldestFilesGoAndNoOthers) {
    std::ofstream(folder_ / "driver.log.bak") << "mine";
    std::ofstream(folder_ / "driver.log.20200101-000000x") << "mine";
    const Log log(options(200, 3), moving_);
    for (int i = 0; i < 12; ++i) {
        moving_.now_ += std::chrono::seconds(1);
        write(log, 150);
    }
    EXPECT_EQ(names(),
              (std::vector<std::string>{"driver.log", "driver.log.20200101-000000x", "driver.log.20210216-200452",
                                        "driver.log.20210216-200453", "driver.log.bak"}));
}

TEST_F(RotationTest, otherConnectionsFollowToTheNewFile) {
    const Log first(options(200, -1), moving_);
    const Log second(options(200, -1), moving_);
    for (int i = 0; i < 6; ++i) {
        write(first, 100);
        write(second, 100);
    }
    std::uintmax_t bytes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        bytes += entry.file_size();
        EXPECT_LE(entry.file_size(), 200u);
    }
    EXPECT_EQ(bytes, 1200u);
    EXPECT_EQ(names().size(), 6u);
}

TEST_F(LogTest, onlyTheModulesAskedForWriteMoreThanErrorsAndWarnings) {
    const Log log(LogOptions{file_, 5, "http; auth"}, clock_);
    log.write(LogLevel::Request, "http", "one");
    log.write(LogLevel::Trace, "dbc1/stmt2", "dropped");
    log.write(LogLevel::Trace, "auth", "two");
    log.write(LogLevel::Error, "dbc1/stmt2", "three");
    log.write(LogLevel::Warning, "dbc1", "four");
    std::istringstream lines(content());
    std::string texts;
    for (std::string line; std::getline(lines, line);) texts += line.substr(line.rfind(' '));
    EXPECT_EQ(texts, " one two three four");
}

TEST_F(LogTest, modulesThatThereAreNotAreTold) {
    EXPECT_EQ(unknownLogModules("HTTP;odbc, Auth"), "");
    EXPECT_EQ(unknownLogModules(""), "");
    EXPECT_EQ(unknownLogModules("HTTP;SSL;exec"), "SSL, EXEC");
}

}  // namespace
}  // namespace assetsodbc::common
