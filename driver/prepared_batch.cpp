#include "driver/prepared_batch.h"

#include "common/error.h"
#include "driver/presentation.h"
#include "driver/session.h"

namespace assetsodbc::driver {

PreparedBatch::PreparedBatch(std::string sql, Session& session, const common::CallContext& context)
    : sql_(std::move(sql)), session_(session) {
    for (const sqlengine::StatementText& text : sqlengine::splitStatements(sql_))
        statements_.push_back({text, nullptr});
    // A text without any statement is refused by the engine in its own words.
    if (statements_.empty()) statements_.push_back({{sql_, 0, 0}, nullptr});
    for (std::size_t i = 0; i < statements_.size(); ++i) {
        compile(i, context);
        if (sqlengine::changesSchema(statements_[i].query->statementClass())) break;
    }
}

sqlengine::Query& PreparedBatch::query(std::size_t statement, const common::CallContext& context) {
    const sqlengine::Query* const compiled = statements_[statement].query.get();
    // The first is described to the application: refresh() alone replaces it.
    if (compiled == nullptr || (statement != 0 && isOutdated(statement, context))) compile(statement, context);
    return *statements_[statement].query;
}

void PreparedBatch::refresh(const common::CallContext& context) {
    replaced_.clear();
    if (isOutdated(0, context)) compile(0, context);
}

bool PreparedBatch::isOutdated(std::size_t statement, const common::CallContext& context) const {
    return statements_[statement].query->isOutdated(context);
}

void PreparedBatch::compile(std::size_t statement, const common::CallContext& context) {
    Statement& at = statements_[statement];
    auto query = presented(session_.prepare(at.text.text, context), presentationOf(session_.config()));
    if (statements_.size() > 1 && query->parameters().size() != at.text.parameterCount) {
        throw common::Error(common::ErrorKind::Unsupported,
                            "Statement " + std::to_string(statement + 1) +
                                " of the batch has numbered or named parameters; in a batch every parameter is a ?.");
    }
    if (at.query != nullptr && statement != 0) replaced_.push_back(std::move(at.query));
    at.query = std::move(query);
}

std::size_t PreparedBatch::parameterCount(std::size_t statement) const {
    const Statement& at = statements_[statement];
    return at.query == nullptr ? at.text.parameterCount : at.query->parameters().size();
}

std::size_t PreparedBatch::firstParameter(std::size_t statement) const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < statement; ++i) count += parameterCount(i);
    return count;
}

std::size_t PreparedBatch::parameterCount() const {
    return firstParameter(statements_.size());
}

sqlengine::ParameterDescription PreparedBatch::parameter(std::size_t index) const {
    for (const Statement& at : statements_) {
        const std::size_t count = at.query == nullptr ? at.text.parameterCount : at.query->parameters().size();
        if (index >= count) {
            index -= count;
            continue;
        }
        if (at.query != nullptr) return at.query->parameters()[index];
        break;
    }
    return {schema::wvarchar(255), sqlengine::Nullability::Unknown};  // of a statement that is not compiled yet
}

}  // namespace assetsodbc::driver
