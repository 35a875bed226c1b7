#include "driver/api/execute.h"

#include <algorithm>
#include <climits>

#include "driver/api/output.h"
#include "driver/api/parameter_sets.h"
#include "driver/api/statement_call.h"
#include "driver/descriptor_column.h"
#include "driver/guard.h"
#include "driver/handles/connection.h"
#include "driver/handles/statement.h"
#include "driver/kept_text.h"
#include "driver/session.h"

namespace assetsodbc::driver::api {

namespace {

void compile(Statement& statement, const KeptText& sql, bool isPrepared) {
    statement.require(StatementCall::Prepare);
    const std::optional<std::string>& text = sql.get();
    if (!text) throw OdbcError(SqlState::InvalidNullPointer, "There is no SQL text.");
    statement.dropBatch();
    const Interruptible call = interruptible(statement);
    statement.setBatch(std::make_unique<PreparedBatch>(*text, statement.session(), call.context()), isPrepared);
}

// ODBC 3: a statement that was to change rows and found none has no data; in a batch that would say that the batch
// ends.
bool hasNoData(const Statement& statement) {
    const Execution* const execution = statement.execution();
    return !statement.isOdbc2() && execution != nullptr && !execution->isBatch() && statement.changedNothing();
}

// A batch that broke off behind its first result: the failure itself is told by the SQLMoreResults that reaches it, but
// an application that never asks for more must learn of it too.
void warnOfFailureToCome(Statement& statement) {
    const Execution* const execution = statement.execution();
    const std::exception_ptr failure = execution == nullptr ? nullptr : execution->waitingFailure();
    if (failure == nullptr) return;
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& error) {
        statement.diagnostics().add(
            SqlState::GeneralWarning,
            std::string("A later statement of the batch failed; SQLMoreResults comes to it: ") + error.what());
    }
}

SQLRETURN run(Statement& statement, std::vector<ParameterSet> sets) {
    const Interruptible call = interruptible(statement);
    statement.execute(std::move(sets), call.context());
    if (statement.execution() != nullptr && statement.execution()->allSetsFailed()) return SQL_ERROR;
    warnOfFailureToCome(statement);
    // Parameter sets that failed are in the diagnostics as errors: some sets went through, so this is a warning.
    if (!statement.diagnostics().records().empty()) return SQL_SUCCESS_WITH_INFO;
    return hasNoData(statement) ? SQL_NO_DATA : SQL_SUCCESS;
}

SQLRETURN start(Statement& statement) {
    ParameterSets sets = readParameterSets(statement);
    if (sets.sets.empty()) {  // all were ignored or failed
        statement.closeCursor();
        return sets.hasFailures ? SQL_ERROR : SQL_NO_DATA;
    }
    if (sets.pending.empty()) return run(statement, std::move(sets.sets));
    statement.startDataAtExecution(std::make_unique<DataAtExecution>(std::move(sets.sets), std::move(sets.pending)));
    return SQL_NEED_DATA;
}

}  // namespace

SQLRETURN prepare(SQLHSTMT handle, const TextIn& sql) {
    return guardAsync(handle, "SQLPrepare", [&] {
        return [text = KeptText(sql, SqlState::SyntaxErrorOrAccess)](Statement& statement) {
            compile(statement, text, true);
        };
    });
}

SQLRETURN execute(SQLHSTMT handle) {
    return guardAsync(handle, "SQLExecute", [] {
        return [](Statement& statement) {
            statement.require(StatementCall::Execute);
            return start(statement);
        };
    });
}

SQLRETURN execDirect(SQLHSTMT handle, const TextIn& sql) {
    return guardAsync(handle, "SQLExecDirect", [&] {
        return [text = KeptText(sql, SqlState::SyntaxErrorOrAccess)](Statement& statement) {
            const CancelGate::Run run(statement.cancelGate());
            compile(statement, text, false);
            return start(statement);
        };
    });
}

// Batches have further results, and so have parameter arrays: one per set, but for INSERT, UPDATE and DELETE.
SQLRETURN moreResults(SQLHSTMT handle) {
    return guardAsync(handle, "SQLMoreResults", [] {
        return [](Statement& statement) -> SQLRETURN {
            statement.require(StatementCall::MoreResults);
            if (!hasResult(statement.state()) && !statement.hasMoreResults()) return SQL_NO_DATA;
            const Interruptible call = interruptible(statement);
            return statement.nextResult(call.context()) ? SQL_SUCCESS : SQL_NO_DATA;
        };
    });
}

namespace {

void requireInput(SQLSMALLINT direction) {
    if (direction == SQL_PARAM_INPUT) return;
    const bool isKnown = direction == SQL_PARAM_INPUT_OUTPUT || direction == SQL_PARAM_OUTPUT;
    throw OdbcError(isKnown ? SqlState::OptionalFeatureNotImplemented : SqlState::InvalidParameterType,
                    "Only input parameters are supported: there are no procedures.");
}

void requireTypes(const ParameterBinding& binding) {
    if (binding.cType != SQL_C_DEFAULT && !isKnownCType(binding.cType)) {
        throw OdbcError(SqlState::InvalidApplicationBufferType,
                        std::to_string(binding.cType) + " is not a C type of ODBC.");
    }
    if (!isKnownSqlType(binding.sqlType)) {
        throw OdbcError(SqlState::InvalidSqlDataType, std::to_string(binding.sqlType) + " is not an SQL type of ODBC.");
    }
}

void requirePair(const ParameterBinding& binding) {
    if (binding.cType == SQL_C_DEFAULT || isConvertible(binding.cType, binding.sqlType)) return;
    throw OdbcError(SqlState::RestrictedDataType, "No value of C type " + std::to_string(binding.cType) +
                                                      " can become one of SQL type " + std::to_string(binding.sqlType) +
                                                      ".");
}

void describe(DescriptorRecord& record, const ParameterBinding& binding) {
    record = DescriptorRecord{};
    setConciseType(record, withoutOdbc2DateCodes(binding.sqlType));
    record.parameterType = binding.direction;
    const bool isExact = binding.sqlType == SQL_DECIMAL || binding.sqlType == SQL_NUMERIC;
    if (isExact) {
        record.precision = static_cast<SQLSMALLINT>(binding.columnSize);
        record.scale = binding.decimalDigits;
    } else {
        record.length = binding.columnSize;
        record.precision = binding.decimalDigits;
    }
}

}  // namespace

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlbindparameter-function
SQLRETURN bindParameter(SQLHSTMT handle, SQLUSMALLINT number, const ParameterBinding& binding) {
    return guard<Statement>(handle, "SQLBindParameter", [&](Statement& statement) {
        statement.require(StatementCall::Bind);
        if (number == 0 || number > SQLUSMALLINT{SHRT_MAX}) {
            throw OdbcError(SqlState::InvalidDescriptorIndex, "Parameters count from 1 to 32767.");
        }
        requireInput(binding.direction);
        requireTypes(binding);
        requirePair(binding);
        if (binding.bufferLength < 0 && binding.bufferLength != SQL_SETPARAM_VALUE_MAX) {
            throw OdbcError(SqlState::InvalidStringOrBufferLength, "The buffer length is negative.");
        }
        if (binding.data == nullptr && binding.lengthOrIndicator == nullptr) {
            throw OdbcError(SqlState::InvalidNullPointer, "A parameter needs a data or an indicator address.");
        }
        DescriptorRecord& bound = statement.apd().changeRecord(SQLSMALLINT(number));
        bound = DescriptorRecord{};
        setConciseType(bound, withoutOdbc2DateCodes(binding.cType));
        bound.data = binding.data;
        bound.octetLength = binding.bufferLength;
        bound.octetLengthPtr = binding.lengthOrIndicator;
        bound.indicator = binding.lengthOrIndicator;
        describe(statement.ipd().changeRecord(SQLSMALLINT(number)), binding);
    });
}

namespace {

const PreparedBatch& requireBatch(Statement& statement) {
    statement.require(StatementCall::DescribeParameters);
    if (statement.batch() == nullptr) {
        throw OdbcError(SqlState::FunctionSequence, "No statement is prepared: the result is of a catalog function.");
    }
    return *statement.batch();
}

}  // namespace

SQLRETURN numParams(SQLHSTMT handle, SQLSMALLINT* count) {
    return guard<Statement>(handle, "SQLNumParams",
                            [&](Statement& statement) { store(count, requireBatch(statement).parameterCount()); });
}

SQLRETURN describeParam(SQLHSTMT handle, SQLUSMALLINT number, SQLSMALLINT* type, SQLULEN* size,
                        SQLSMALLINT* decimalDigits, SQLSMALLINT* nullable) {
    return guard<Statement>(handle, "SQLDescribeParam", [&](Statement& statement) {
        const PreparedBatch& batch = requireBatch(statement);
        if (number == 0 || number > batch.parameterCount()) {
            throw OdbcError(SqlState::InvalidDescriptorIndex,
                            "The statement has no parameter " + std::to_string(number) + ".");
        }
        const sqlengine::ParameterDescription parameter = batch.parameter(number - std::size_t{1});
        const TypeFacts facts = factsOf(parameter.type, statement.isOdbc2());
        store(type, facts.conciseType);
        store(size, facts.columnSize);
        store(decimalDigits, std::max<SQLSMALLINT>(0, facts.decimalDigits));
        store(nullable, odbcNullability(parameter.nullability));
    });
}

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlparamdata-function
SQLRETURN paramData(SQLHSTMT handle, SQLPOINTER* token) {
    return guardAsync(handle, "SQLParamData", [token] {
        return [token](Statement& statement) -> SQLRETURN {
            statement.require(StatementCall::ParamData);
            DataAtExecution& pending = *statement.dataAtExecution();
            try {
                if (const PendingParameter* const next = pending.advance()) {
                    store(token, next->token);
                    statement.setState(StatementState::MustPut);
                    return SQL_NEED_DATA;
                }
            } catch (const OdbcError&) {
                statement.cancelDataAtExecution();
                throw;
            }
            return run(statement, pending.takeSets());
        };
    });
}

SQLRETURN putData(SQLHSTMT handle, SQLPOINTER data, SQLLEN lengthOrIndicator) {
    return guard<Statement>(handle, "SQLPutData", [&](Statement& statement) {
        statement.require(StatementCall::PutData);
        try {
            statement.dataAtExecution()->put(data, lengthOrIndicator);
        } catch (const OdbcError&) {
            statement.cancelDataAtExecution();  // the execution is over, says the reference's table of states
            throw;
        }
        statement.setState(StatementState::CanPut);
    });
}

}  // namespace assetsodbc::driver::api
