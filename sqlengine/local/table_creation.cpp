#include "sqlengine/local/table_creation.h"

#include "common/clock.h"
#include "sqlengine/local/transaction.h"

namespace assetsodbc::sqlengine {

TableCreation::TableCreation(std::unique_ptr<Query> query, std::string create, std::string insert,
                             std::function<bool()> exists, Compile compile, const QueryEnvironment& environment)
    : query_(std::move(query)),
      create_(std::move(create)),
      insert_(std::move(insert)),
      exists_(std::move(exists)),
      compile_(std::move(compile)),
      environment_(environment),
      values_(query_->parameters().size()) {}

void TableCreation::bind(std::size_t index, const schema::Value& value) {
    values_.at(index) = value;
}

bool TableCreation::step(const common::CallContext& context) {
    if (std::exchange(hasEnded_, true)) return false;
    context.throwIfStopped(environment_.clock.now());
    Transaction& transaction = environment_.transaction;
    {
        const CallScope scope(environment_.call, context);
        if (exists_()) return false;
        transaction.beginIfNeeded();
        transaction.beginStatement(true);
    }
    try {
        run(context);
    } catch (...) {
        transaction.endStatement(false);
        throw;
    }
    const CallScope scope(environment_.call, context);
    transaction.finishStatement();
    return false;
}

void TableCreation::run(const common::CallContext& context) {
    const auto compile = [&](const std::string& sql, StatementClass kind) {
        const CallScope scope(environment_.call, context);
        return compile_(sql, kind);
    };
    compile(create_, StatementClass::CreateTable)->step(context);
    const std::unique_ptr<Query> insert = compile(insert_, StatementClass::Insert);
    for (std::size_t i = 0; i < values_.size(); ++i) insert->bind(i, values_[i]);
    insert->step(context);
}

}  // namespace assetsodbc::sqlengine
