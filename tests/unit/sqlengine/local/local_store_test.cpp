#include "sqlengine/local/local_store.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "common/clock.h"
#include "common/error.h"
#include "tests/unit/sqlengine/fake_site.h"

namespace assetsodbc::sqlengine {
namespace {

using common::ErrorKind;
using testing::ElementsAre;
using testing::HasSubstr;

class Stores : public testing::Test {
protected:
    Stores() { path_ = testing::TempDir() + "assets-local-" + std::to_string(::getpid()) + ".db"; }
    ~Stores() override {
        for (const char* suffix : {"", "-wal", "-shm"}) std::remove((path_ + suffix).c_str());
    }
    std::unique_ptr<Engine> open(const LocalStore& store) {
        EngineOptions options;
        options.store = store;
        return std::make_unique<Engine>(*site_.catalog, site_.context, options);
    }
    std::vector<std::string> run(Engine& engine, const std::string& sql) {
        const auto query = engine.prepare(sql, site_.context);
        std::vector<std::string> rows;
        while (query->step(site_.context)) rows.push_back(FakeSite::rowText(*query));
        return rows;
    }
    std::optional<ErrorKind> failure(Engine& engine, const std::string& sql) {
        try {
            run(engine, sql);
        } catch (const common::Error& error) {
            return error.kind();
        }
        return std::nullopt;
    }
    std::string refusal(const LocalStore& store) {
        try {
            open(store);
        } catch (const common::Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
            return error.what();
        }
        return "";
    }

    FakeSite site_;
    std::string path_;
};

TEST_F(Stores, APrivateOneIsSeenByItsConnectionAlone) {
    const auto a = open({}), b = open({});
    run(*a, "CREATE TABLE t (x INT)");
    EXPECT_EQ(failure(*b, "SELECT * FROM t"), ErrorKind::NoSuchTable);
}

TEST_F(Stores, ASharedOneIsSeenByConnectionsOfTheSameNameUntilTheLastCloses) {
    const LocalStore store{LocalStore::Kind::Shared, "https://site\nme"};
    auto a = open(store);
    const auto other = open({LocalStore::Kind::Shared, "https://site\nyou"});
    run(*a, "CREATE TABLE t (x INT)");
    run(*a, "INSERT INTO t VALUES (1)");
    {
        const auto b = open(store);
        a.reset();
        EXPECT_THAT(run(*b, "SELECT x FROM t"), ElementsAre("1"));
    }
    EXPECT_EQ(failure(*other, "SELECT * FROM t"), ErrorKind::NoSuchTable);
    EXPECT_EQ(failure(*open(store), "SELECT * FROM t"), ErrorKind::NoSuchTable);
}

TEST_F(Stores, AWriterThatMustWaitStopsAtItsDeadline) {
    const LocalStore store{LocalStore::Kind::Shared, "deadline"};
    const auto a = open(store), b = open(store);
    run(*a, "CREATE TABLE t (x INT)");
    a->setAutocommit(false, site_.context);
    run(*a, "INSERT INTO t VALUES (1)");
    EXPECT_TRUE(a->inTransaction());
    const common::CallContext hurried{site_.token, common::realClock().now() + std::chrono::milliseconds(20)};
    try {
        const auto query = b->prepare("INSERT INTO t VALUES (2)", hurried);
        query->step(hurried);
        ADD_FAILURE() << "two writers at once";
    } catch (const common::Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Timeout);
    }
    a->commit(site_.context);
    EXPECT_FALSE(a->inTransaction());
    run(*b, "INSERT INTO t VALUES (2)");
    EXPECT_THAT(run(*b, "SELECT x FROM t"), ElementsAre("1", "2"));
}

TEST_F(Stores, AFileOutlivesTheConnectionAndIsItsOwnersAlone) {
    const LocalStore store{LocalStore::Kind::File, path_};
    run(*open(store), "CREATE TABLE t (d DECIMAL(20,2))");
    const auto again = open(store);
    run(*again, "INSERT INTO t VALUES (5)");
    EXPECT_THAT(run(*again, "SELECT d FROM t"), ElementsAre("5.00"));
    struct stat status {};
    ASSERT_EQ(::stat(path_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(Stores, AFileLetsReadersReadWhileOneWritesAndLosesNoUpdate) {
    const LocalStore store{LocalStore::Kind::File, path_};
    const auto a = open(store), b = open(store);
    run(*a, "CREATE TABLE t (x INT)");
    run(*a, "INSERT INTO t VALUES (1)");
    a->setAutocommit(false, site_.context);
    b->setAutocommit(false, site_.context);
    EXPECT_THAT(run(*a, "SELECT x FROM t"), ElementsAre("1"));
    run(*b, "UPDATE t SET x = x + 1");
    EXPECT_THAT(run(*a, "SELECT x FROM t"), ElementsAre("1"));
    b->commit(site_.context);
    EXPECT_EQ(failure(*a, "UPDATE t SET x = x + 1"), ErrorKind::SerializationFailure);
    a->rollback(site_.context);
    run(*a, "UPDATE t SET x = x + 1");
    a->commit(site_.context);
    EXPECT_THAT(run(*b, "SELECT x FROM t"), ElementsAre("3"));
}

// Whether this process has a lock on the file, as another process sees it.
bool isLockedForOthers(const std::string& path) {
    const pid_t child = ::fork();
    if (child == 0) {
        struct flock lock {};
        lock.l_type = F_WRLCK;
        lock.l_whence = SEEK_SET;
        const int file = ::open(path.c_str(), O_RDWR);
        const bool asked = file >= 0 && ::fcntl(file, F_GETLK, &lock) == 0;
        ::_exit(asked && lock.l_type != F_UNLCK ? 1 : 0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

// Without its lock the next process that closes the file would take the log away under this one's feet.
TEST_F(Stores, AFileStaysLockedWhenAnotherConnectionOfTheProcessOpensIt) {
    const LocalStore store{LocalStore::Kind::File, path_};
    const auto a = open(store);
    run(*a, "CREATE TABLE t (x INT)");
    ASSERT_TRUE(isLockedForOthers(path_));
    auto b = open(store);
    EXPECT_TRUE(isLockedForOthers(path_));
    b.reset();
    EXPECT_TRUE(isLockedForOthers(path_));
}

TEST_F(Stores, FilesThatAreNoneAreRefusedByName) {
    EXPECT_THAT(refusal({LocalStore::Kind::File, testing::TempDir()}), HasSubstr("is not a regular file"));
    EXPECT_THAT(refusal({LocalStore::Kind::File, "/nowhere/at/all.db"}), HasSubstr("/nowhere/at/all.db"));
    std::ofstream(path_) << std::string(4096, 'x');
    EXPECT_THAT(refusal({LocalStore::Kind::File, path_}), HasSubstr("is not an SQLite database"));
}

TEST_F(Stores, ViewsOverTheSiteAreRefusedWhereTheyWouldOutliveTheConnection) {
    const auto a = open({LocalStore::Kind::File, path_});
    EXPECT_EQ(failure(*a, "CREATE VIEW v AS SELECT Id FROM Hosts"), ErrorKind::Unsupported);
    run(*a, "CREATE TEMP VIEW v AS SELECT Id FROM Hosts");
    EXPECT_THAT(run(*a, "SELECT COUNT(*) FROM v"), ElementsAre("1000"));
}

// Made by another program: what its schema holds must not act, nor hide the site.
TEST_F(Stores, AForeignFileCannotHideTablesOfTheSite) {
    {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open(path_.c_str(), &db), SQLITE_OK);
        sqlite3_exec(db, "CREATE TABLE Hosts (a)", nullptr, nullptr, nullptr);
        sqlite3_close(db);
    }
    EXPECT_THAT(refusal({LocalStore::Kind::File, path_}), HasSubstr("would hide the site's table"));
}

TEST_F(Stores, AForeignFilesSchemaReachesNoDangerousFunction) {
    {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open(path_.c_str(), &db), SQLITE_OK);
        sqlite3_exec(db, "CREATE VIEW v AS SELECT load_extension('x')", nullptr, nullptr, nullptr);
        sqlite3_close(db);
    }
    const auto a = open({LocalStore::Kind::File, path_});
    EXPECT_TRUE(failure(*a, "SELECT * FROM v").has_value());
}

}  // namespace
}  // namespace assetsodbc::sqlengine
