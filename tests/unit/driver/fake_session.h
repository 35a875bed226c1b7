// A connection without a site: queries answer from rows in memory. The tests call the bodies in driver/api, as the
// entry points do.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/error.h"
#include "common/warnings.h"
#include "driver/api/attributes.h"
#include "driver/api/descriptors.h"
#include "driver/api/diagnostics.h"
#include "driver/api/execute.h"
#include "driver/api/fetch.h"
#include "driver/api/handles.h"
#include "driver/api/results.h"
#include "driver/api/set_pos.h"
#include "driver/handles/connection.h"
#include "driver/session.h"
#include "sqlengine/query.h"

namespace assetsodbc::driver::test {

using Rows = std::vector<std::vector<schema::Value>>;

// What a statement text stands for.
struct Script {
    std::vector<sqlengine::ResultColumn> columns;
    Rows rows;
    std::vector<sqlengine::ParameterDescription> parameters;
    std::optional<std::size_t> failsAtRow;                       // step() throws instead of moving to this row (from 0)
    std::optional<std::size_t> failingExecution = std::nullopt;  // the first step() of this run (from 0) throws
    sqlengine::StatementClass kind = sqlengine::StatementClass::Query;
    std::optional<std::int64_t> affected = std::nullopt;  // rows changed by each run
    bool isLocal = false;                                 // reads local tables
    std::function<void()> atStep = {};                    // runs in each step(), before it looks for a cancellation
    // What step() warns of on its way to a row (from 0), or to the end.
    std::map<std::size_t, common::Warning> warnings = {};
};

struct Recorder {
    std::vector<std::vector<schema::Value>> executions;  // the parameters of each run
    int resets = 0;
    int steps = 0;
    std::vector<std::string> log;  // what the session was told, in order: "commit", "run insert ?"
};

class FakeQuery : public sqlengine::Query {
public:
    FakeQuery(std::string sql, Script script, Recorder& recorder)
        : sql_(std::move(sql)), script_(std::move(script)), recorder_(recorder), bound_(script_.parameters.size()) {}

    const std::vector<sqlengine::ResultColumn>& columns() const override { return script_.columns; }
    const std::vector<sqlengine::ParameterDescription>& parameters() const override { return script_.parameters; }
    sqlengine::StatementClass statementClass() const override { return script_.kind; }
    std::optional<std::int64_t> affectedRows() const override { return script_.affected; }
    bool readsLocalTables() const override { return script_.isLocal; }
    void bind(std::size_t index, const schema::Value& value) override { bound_.at(index) = value; }
    bool step(const common::CallContext& context) override {
        if (script_.atStep) script_.atStep();
        context.throwIfStopped(std::chrono::steady_clock::time_point{});
        ++recorder_.steps;
        if (next_ == 0) {
            recorder_.executions.push_back(bound_);
            recorder_.log.push_back("run " + sql_);
        }
        const bool breaks = next_ == 0 && script_.failingExecution == recorder_.executions.size() - 1;
        if (breaks || script_.failsAtRow == next_) {
            throw common::Error(common::ErrorKind::Unreachable, "The site went away.", 0);
        }
        if (const auto at = script_.warnings.find(next_); at != script_.warnings.end() && context.warnings != nullptr)
            context.warnings->add(at->second.kind, at->second.message);
        if (next_ >= script_.rows.size()) return false;
        ++next_;
        return true;
    }
    schema::CellView cell(std::size_t column) const override;
    void reset() noexcept override {
        next_ = 0;
        ++recorder_.resets;
    }

private:
    std::string sql_;
    Script script_;
    Recorder& recorder_;
    std::vector<schema::Value> bound_;
    std::size_t next_ = 0;
};

class FakeSession : public Session {
public:
    FakeSession(std::map<std::string, Script>& scripts, Recorder& recorder) : scripts_(scripts), recorder_(recorder) {}
    const common::ConnectionConfig& config() const override { return config_; }
    const common::Log& log() const override { return log_; }
    const schema::Catalog& catalog(const common::CallContext&) override {
        throw common::Error(common::ErrorKind::Internal, "The fake session has no catalog.");
    }
    std::unique_ptr<sqlengine::Query> prepare(std::string_view text, const common::CallContext&) override {
        std::string sql(text);
        while (!sql.empty() && sql.front() == ' ') sql.erase(0, 1);
        const auto at = scripts_.find(sql);
        if (at == scripts_.end()) {
            throw common::Error(common::ErrorKind::SyntaxError, "Cannot read \"" + sql + "\".");
        }
        return std::make_unique<FakeQuery>(sql, at->second, recorder_);
    }

    std::uint64_t lastAnsweredRequest() const override { return answered_; }
    void setAutocommit(bool on, const common::CallContext&) override {
        autocommit_ = on;
        recorder_.log.push_back(on ? "autocommit on" : "autocommit off");
    }
    void commit(const common::CallContext&) override {
        ++commits_;
        recorder_.log.push_back("commit");
    }
    void rollback(const common::CallContext&) override {
        ++rollbacks_;
        recorder_.log.push_back("rollback");
    }
    bool inTransaction() const override { return hasChanges_; }
    bool hasOpenTransaction() const override { return hasBegun_; }

    common::ConnectionConfig config_;
    std::uint64_t answered_ = 1;
    bool autocommit_ = true;
    bool hasChanges_ = false;
    bool hasBegun_ = false;
    int commits_ = 0;
    int rollbacks_ = 0;

private:
    common::Log log_;
    std::map<std::string, Script>& scripts_;
    Recorder& recorder_;
};

// An environment, an open connection and a statement.
class OpenStatement : public ::testing::Test {
protected:
    void SetUp() override;
    void TearDown() override;
    // What the SQLWCHAR of the application is.
    virtual WideUnit wideUnit() const { return WideUnit::Utf16; }

    // Statement texts: "numbers" (Id BIGINT, Name NVARCHAR(20), 10 rows: 1 "row 1" …), "one ?" (one parameter, one row
    // that holds it not), "none" (no rows), "breaks" (fails at the third row), "texts" (one long text and one NULL),
    // "insert ?" and "update ?" (one parameter, change one row), "update none" (changes no row), "drop" (DROP TABLE),
    // "local" (as "numbers", of a local table), "returning" (an INSERT that returns two rows).
    std::map<std::string, Script> scripts;
    Recorder recorder;
    FakeSession* session = nullptr;
    SQLHENV env = SQL_NULL_HENV;
    SQLHDBC dbc = SQL_NULL_HDBC;
    SQLHSTMT stmt = SQL_NULL_HSTMT;

    SQLRETURN execDirect(const std::string& sql);
    SQLRETURN prepare(const std::string& sql);
    SQLHSTMT newStatement();
    // SQLSTATE of a record; "" when there is none.
    std::string state(SQLSMALLINT record = 1) { return stateOf(SQL_HANDLE_STMT, stmt, record); }
    static std::string stateOf(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT record = 1);
    static std::string messageOf(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT record = 1);
    SQLRETURN set(SQLINTEGER attribute, SQLULEN value);
    SQLRETURN setPointer(SQLINTEGER attribute, void* value) { return api::setStmtAttr(stmt, attribute, value); }
    SQLULEN get(SQLINTEGER attribute);
    SQLHDESC descriptor(SQLINTEGER attribute);
    std::int64_t id();  // column 1 of the current row, by SQLGetData
};

}  // namespace assetsodbc::driver::test
