#include "sqlengine/local/transaction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.h"
#include "tests/unit/sqlengine/fake_site.h"

namespace assetsodbc::sqlengine {
namespace {

using common::ErrorKind;
using testing::ElementsAre;
using testing::IsEmpty;

class Transactions : public testing::Test {
protected:
    Transactions() { site_.run("CREATE TABLE t (a INT)"); }
    std::optional<ErrorKind> failure(const std::string& sql) {
        try {
            site_.run(sql);
        } catch (const common::Error& error) {
            return error.kind();
        }
        return std::nullopt;
    }
    std::vector<std::string> rows() { return site_.run("SELECT a FROM t ORDER BY a"); }
    FakeSite site_;
};

TEST_F(Transactions, WithoutAutocommitTheFirstStatementOpensOneThatLastsUntilItsEnd) {
    site_.engine->setAutocommit(false, site_.context);
    EXPECT_THAT(rows(), IsEmpty());
    EXPECT_FALSE(site_.engine->inTransaction());
    site_.run("INSERT INTO t VALUES (1)");
    EXPECT_TRUE(site_.engine->inTransaction());
    site_.engine->rollback(site_.context);
    EXPECT_FALSE(site_.engine->inTransaction());
    EXPECT_THAT(rows(), IsEmpty());
    site_.run("INSERT INTO t VALUES (2)");
    site_.engine->commit(site_.context);
    site_.engine->rollback(site_.context);
    EXPECT_THAT(rows(), ElementsAre("2"));
}

TEST_F(Transactions, DefinitionsAreUndoneToo) {
    site_.engine->setAutocommit(false, site_.context);
    site_.run("CREATE TABLE u (a INT)");
    site_.run("DROP TABLE t");
    site_.engine->rollback(site_.context);
    EXPECT_EQ(failure("SELECT * FROM u"), ErrorKind::NoSuchTable);
    EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(Transactions, TurningAutocommitOnCommits) {
    site_.engine->setAutocommit(false, site_.context);
    site_.run("INSERT INTO t VALUES (1)");
    site_.engine->setAutocommit(true, site_.context);
    EXPECT_FALSE(site_.engine->inTransaction());
    EXPECT_THAT(rows(), ElementsAre("1"));
}

TEST_F(Transactions, ComeAsStatementsToo) {
    site_.run("BEGIN");
    EXPECT_EQ(failure("BEGIN"), ErrorKind::InvalidTransactionState);
    site_.run("INSERT INTO t VALUES (1)");
    site_.run("SAVEPOINT s");
    site_.run("INSERT INTO t VALUES (2)");
    site_.run("ROLLBACK TO s");
    site_.run("RELEASE s");
    EXPECT_EQ(failure("RELEASE s"), ErrorKind::InvalidTransactionState);
    site_.run("COMMIT");
    EXPECT_THAT(rows(), ElementsAre("1"));
    EXPECT_EQ(failure("COMMIT"), ErrorKind::InvalidTransactionState);
    site_.engine->setAutocommit(false, site_.context);
    site_.run("COMMIT");  // as SQLEndTran: nothing to do
    site_.run("SAVEPOINT s");
    site_.run("INSERT INTO t VALUES (3)");
    site_.run("RELEASE s");
    EXPECT_TRUE(site_.engine->inTransaction());
    site_.run("ROLLBACK");
    EXPECT_THAT(rows(), ElementsAre("1"));
}

TEST_F(Transactions, ARollbackEndsTheRunsUnderWay) {
    const auto query = site_.prepare("SELECT Id FROM Hosts");
    site_.engine->setAutocommit(false, site_.context);
    ASSERT_TRUE(query->step(site_.context));
    site_.run("INSERT INTO t VALUES (1)");
    site_.engine->rollback(site_.context);
    EXPECT_THROW(query->step(site_.context), common::Error);
    query->reset();
    EXPECT_TRUE(query->step(site_.context));
}

TEST_F(Transactions, ACommitLeavesTheRunsUnderWay) {
    site_.run("INSERT INTO t VALUES (1), (2)");
    site_.engine->setAutocommit(false, site_.context);
    const auto query = site_.prepare("SELECT a FROM t");
    ASSERT_TRUE(query->step(site_.context));
    site_.engine->commit(site_.context);
    EXPECT_TRUE(query->step(site_.context));
}

TEST_F(Transactions, AFailedDeferredCheckLeavesItOpen) {
    site_.run("CREATE TABLE p (Id INTEGER PRIMARY KEY)");
    site_.run("CREATE TABLE c (p INTEGER REFERENCES p DEFERRABLE INITIALLY DEFERRED)");
    site_.engine->setAutocommit(false, site_.context);
    site_.run("INSERT INTO c VALUES (7)");
    try {
        site_.engine->commit(site_.context);
        ADD_FAILURE() << "committed a reference to nothing";
    } catch (const common::Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::ConstraintViolation);
    }
    EXPECT_TRUE(site_.engine->inTransaction());
    site_.run("INSERT INTO p VALUES (7)");
    site_.engine->commit(site_.context);
    EXPECT_THAT(site_.run("SELECT p FROM c"), ElementsAre("7"));
}

TEST(CancelledChange, SaysThatItTookTheTransactionBack) {
    FakeBehaviour behaviour;
    behaviour.beforeRow = [](std::size_t row, const common::CallContext& context) {
        if (row == 100) context.cancelToken.cancel();
    };
    FakeSite site(true, behaviour);
    site.run("CREATE TABLE t (a INT)");
    site.engine->setAutocommit(false, site.context);
    site.run("INSERT INTO t VALUES (1)");
    try {
        site.run("INSERT INTO t SELECT a.Id FROM Hosts a, Offices b, Offices c");
        ADD_FAILURE() << "the statement ended";
    } catch (const common::Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Cancelled);
        EXPECT_THAT(error.what(), testing::HasSubstr("whole transaction was rolled back"));
    }
    site.token.reset();
    EXPECT_FALSE(site.engine->inTransaction());
    EXPECT_THAT(site.run("SELECT a FROM t"), IsEmpty());
}

}  // namespace
}  // namespace assetsodbc::sqlengine
