// The statements of one SQL text, compiled: mostly one, several in a batch. Compiling goes ahead as far as it can, so
// that SQLPrepare refuses what is wrong: up to a statement that changes the schema, behind which names may mean
// something else; the others are compiled when they are reached. Parameters are numbered through the batch.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "sqlengine/query.h"
#include "sqlengine/sql_text/split.h"

namespace assetsodbc::driver {

class Session;

class PreparedBatch {
public:
    // Throws common::Error as Engine::prepare does. The session must outlive the batch.
    PreparedBatch(std::string sql, Session& session, const common::CallContext& context);
    PreparedBatch(const PreparedBatch&) = delete;
    PreparedBatch& operator=(const PreparedBatch&) = delete;

    std::size_t size() const noexcept { return statements_.size(); }
    // Compiles the statement when that was not done yet, or when, behind the first, an earlier one of the batch has
    // changed the tables since. Throws common::Error.
    sqlengine::Query& query(std::size_t statement, const common::CallContext& context);
    // Compiles again what the tables have changed under. To be called between two runs: the queries are others then.
    void refresh(const common::CallContext& context);
    // nullptr when it is not compiled yet.
    const sqlengine::Query* compiled(std::size_t statement) const { return statements_[statement].query.get(); }
    // The first statement is always compiled: what is described of the batch before it runs.
    const sqlengine::Query& first() const { return *statements_.front().query; }

    std::size_t parameterCount() const;
    // Index counts from 0, through all statements.
    sqlengine::ParameterDescription parameter(std::size_t index) const;
    // Index of the first parameter of a statement.
    std::size_t firstParameter(std::size_t statement) const;
    std::size_t parameterCount(std::size_t statement) const;

private:
    struct Statement {
        sqlengine::StatementText text;
        std::unique_ptr<sqlengine::Query> query;
    };
    void compile(std::size_t statement, const common::CallContext& context);
    bool isOutdated(std::size_t statement, const common::CallContext& context) const;

    std::string sql_;
    Session& session_;
    std::vector<Statement> statements_;
    std::vector<std::unique_ptr<sqlengine::Query>>
        replaced_;  // in this run: results of theirs may wait to be asked for
};

}  // namespace assetsodbc::driver
