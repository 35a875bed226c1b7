// Statements that change rows: row counts, return codes, parameter arrays and batches.
#include <cstring>

#include "driver/api/catalog.h"
#include "driver/api/connection.h"
#include "tests/unit/driver/fake_session.h"

namespace assetsodbc::driver::test {
namespace {

using Log = std::vector<std::string>;

class Changing : public OpenStatement {
protected:
    SQLRETURN bindText(SQLUSMALLINT number, void* data, SQLLEN capacity, SQLLEN* length) {
        return api::bindParameter(stmt, number,
                                  {SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 255, 0, data, capacity, length});
    }
    SQLLEN rowCount() {
        SQLLEN count = -99;
        EXPECT_EQ(SQL_SUCCESS, api::rowCount(stmt, &count));
        return count;
    }
    SQLSMALLINT columnCount() {
        SQLSMALLINT count = -1;
        EXPECT_EQ(SQL_SUCCESS, api::numResultCols(stmt, &count));
        return count;
    }
    template <class T>
    T header(SQLSMALLINT field) {
        T value{};
        EXPECT_EQ(SQL_SUCCESS,
                  api::getDiagField(SQL_HANDLE_STMT, stmt, 0, field, &value, TextOut::narrow(nullptr, 0), nullptr));
        return value;
    }
    // Three sets of one text parameter, with status and processed pointers.
    void bindThreeSets() {
        ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_PARAMSET_SIZE, 3));
        ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_PARAM_STATUS_PTR, statuses));
        ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_PARAMS_PROCESSED_PTR, &processed));
        ASSERT_EQ(SQL_SUCCESS, bindText(1, texts, sizeof texts[0], lengths));
    }
    void expectStatuses(std::array<SQLUSMALLINT, 3> expected) {
        for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(expected[i], statuses[i]) << i;
    }
    SQLCHAR texts[3][4] = {"aa", "bb", "cc"};
    SQLLEN lengths[3] = {SQL_NTS, SQL_NTS, SQL_NTS};
    SQLUSMALLINT statuses[3] = {99, 99, 99};
    SQLULEN processed = 0;
};

TEST_F(Changing, RowsChangedAreCountedAndNamedInTheDiagnostics) {
    SQLLEN length = SQL_NTS;
    ASSERT_EQ(SQL_SUCCESS, bindText(1, texts, sizeof texts[0], &length));
    ASSERT_EQ(SQL_SUCCESS, prepare("insert ?"));
    EXPECT_EQ(0, columnCount());
    ASSERT_EQ(SQL_SUCCESS, api::execute(stmt));
    EXPECT_EQ(1, header<SQLLEN>(SQL_DIAG_ROW_COUNT));
    EXPECT_EQ(SQL_DIAG_INSERT, header<SQLINTEGER>(SQL_DIAG_DYNAMIC_FUNCTION_CODE));
    EXPECT_EQ(1, rowCount());
    EXPECT_EQ(0, columnCount());
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    EXPECT_EQ("24000", state());
    EXPECT_EQ(SQL_NO_DATA, api::moreResults(stmt));
    EXPECT_EQ(SQL_SUCCESS, api::execute(stmt));
}

TEST_F(Changing, ChangingNoRowIsNoDataForOdbc3AndSuccessForOdbc2) {
    EXPECT_EQ(SQL_NO_DATA, execDirect("update none"));
    EXPECT_EQ(0, rowCount());
    EXPECT_EQ(SQL_DIAG_UPDATE_WHERE, (execDirect("update none"), header<SQLINTEGER>(SQL_DIAG_DYNAMIC_FUNCTION_CODE)));
    ASSERT_EQ(SQL_SUCCESS,
              api::setEnvAttr(env, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQLULEN{SQL_OV_ODBC2})));
    EXPECT_EQ(SQL_SUCCESS, execDirect("update none"));
    EXPECT_EQ(0, rowCount());
}

TEST_F(Changing, RowsThatAreNotKnownCountMinusOneAndThoseOfACatalogFunctionExactly) {
    ASSERT_EQ(SQL_SUCCESS, execDirect("drop"));
    EXPECT_EQ(SQL_DIAG_DROP_TABLE, header<SQLINTEGER>(SQL_DIAG_DYNAMIC_FUNCTION_CODE));
    EXPECT_EQ(0, rowCount());
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    EXPECT_EQ(-1, rowCount());
    ASSERT_EQ(SQL_SUCCESS, api::closeCursor(stmt));
    ASSERT_EQ(SQL_SUCCESS, api::getTypeInfo(stmt, SQL_VARCHAR));
    EXPECT_EQ(1, header<SQLLEN>(SQL_DIAG_CURSOR_ROW_COUNT));
    EXPECT_EQ(1, rowCount());
}

TEST_F(Changing, RowsThatAreReturnedAreCountedAndTheStatementHasEnded) {
    ASSERT_EQ(SQL_SUCCESS, execDirect("returning"));
    EXPECT_EQ(2, rowCount());
    EXPECT_EQ(1, recorder.resets);  // before anything is fetched: with autocommit it is committed
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(1, id());
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(2, id());
    EXPECT_EQ(SQL_NO_DATA, api::fetch(stmt));
}

TEST_F(Changing, AnArrayIsOneTransactionAndOneSum) {
    bindThreeSets();
    ASSERT_EQ(SQL_SUCCESS, execDirect("insert ?"));
    EXPECT_EQ(3, rowCount());
    EXPECT_EQ(3u, processed);
    expectStatuses({SQL_PARAM_SUCCESS, SQL_PARAM_SUCCESS, SQL_PARAM_SUCCESS});
    EXPECT_EQ((Log{"autocommit off", "run insert ?", "run insert ?", "run insert ?", "commit", "autocommit on"}),
              recorder.log);
    EXPECT_EQ(SQL_NO_DATA, api::moreResults(stmt));
}

TEST_F(Changing, WithoutAutocommitTheApplicationEndsTheTransaction) {
    ASSERT_EQ(SQL_SUCCESS, api::setConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF, {}));
    bindThreeSets();
    ASSERT_EQ(SQL_SUCCESS, execDirect("insert ?"));
    ASSERT_EQ(SQL_SUCCESS, api::endTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT));
    EXPECT_EQ((Log{"autocommit off", "run insert ?", "run insert ?", "run insert ?", "commit"}), recorder.log);
}

TEST_F(Changing, ATransactionThatTheApplicationBeganBySqlIsNotEndedByAnArray) {
    session->hasBegun_ = true;
    bindThreeSets();
    ASSERT_EQ(SQL_SUCCESS, execDirect("insert ?"));
    EXPECT_EQ((Log{"run insert ?", "run insert ?", "run insert ?"}), recorder.log);
    session->hasBegun_ = false;
}

TEST_F(Changing, SetsThatFailToConvertCountAsProcessed) {
    std::memcpy(texts[0], "1", 2);
    std::memcpy(texts[1], "2", 2);
    bindThreeSets();
    ASSERT_EQ(SQL_SUCCESS,
              api::bindParameter(stmt, 1,
                                 {SQL_PARAM_INPUT, SQL_C_CHAR, SQL_INTEGER, 10, 0, texts, sizeof texts[0], lengths}));
    ASSERT_EQ(SQL_SUCCESS_WITH_INFO, execDirect("insert ?"));
    EXPECT_EQ(3u, processed);
    expectStatuses({SQL_PARAM_SUCCESS, SQL_PARAM_SUCCESS, SQL_PARAM_ERROR});
}

TEST_F(Changing, AFailingSetOfManyThatReturnRowsLeavesTheOthersTheirResults) {
    Script returning = scripts["returning"];
    returning.parameters = scripts["insert ?"].parameters;
    returning.failingExecution = 0;
    scripts["returning ?"] = returning;
    bindThreeSets();
    ASSERT_EQ(SQL_SUCCESS_WITH_INFO, execDirect("returning ?"));
    EXPECT_EQ("08S01", state());
    SQLLEN row = 0;
    ASSERT_EQ(SQL_SUCCESS, api::getDiagField(SQL_HANDLE_STMT, stmt, 1, SQL_DIAG_ROW_NUMBER, &row,
                                             TextOut::narrow(nullptr, 0), nullptr));
    EXPECT_EQ(1, row);
    expectStatuses({SQL_PARAM_ERROR, SQL_PARAM_SUCCESS, SQL_PARAM_SUCCESS});
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_SUCCESS, api::moreResults(stmt));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_NO_DATA, api::moreResults(stmt));
}

TEST_F(Changing, AFailingSetOfAnArrayIsMarkedAndTheOthersRun) {
    scripts["insert ?"].failingExecution = 1;
    bindThreeSets();
    ASSERT_EQ(SQL_SUCCESS_WITH_INFO, execDirect("insert ?"));
    EXPECT_EQ("08S01", state());
    SQLLEN row = 0;
    ASSERT_EQ(SQL_SUCCESS, api::getDiagField(SQL_HANDLE_STMT, stmt, 1, SQL_DIAG_ROW_NUMBER, &row,
                                             TextOut::narrow(nullptr, 0), nullptr));
    EXPECT_EQ(2, row);
    EXPECT_EQ(2, rowCount());
    EXPECT_EQ(3u, processed);
    expectStatuses({SQL_PARAM_SUCCESS, SQL_PARAM_ERROR, SQL_PARAM_SUCCESS});
    EXPECT_EQ("commit", recorder.log.at(4));
}

TEST_F(Changing, AnArrayOfWhichAllSetsFailFails) {
    scripts["insert ?"].failsAtRow = 0;
    bindThreeSets();
    ASSERT_EQ(SQL_SUCCESS, prepare("insert ?"));
    EXPECT_EQ(SQL_ERROR, api::execute(stmt));
    EXPECT_EQ("08S01", state(3));
    EXPECT_EQ("", state(4));
    expectStatuses({SQL_PARAM_ERROR, SQL_PARAM_ERROR, SQL_PARAM_ERROR});
}

TEST_F(Changing, ASetThatCannotBeConvertedTellsRowAndParameter) {
    SQLCHAR numbers[3][8] = {"1", "pears", "3"};
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_PARAMSET_SIZE, 3));
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_PARAM_STATUS_PTR, statuses));
    ASSERT_EQ(SQL_SUCCESS,
              api::bindParameter(
                  stmt, 1, {SQL_PARAM_INPUT, SQL_C_CHAR, SQL_INTEGER, 10, 0, numbers, sizeof numbers[0], lengths}));
    ASSERT_EQ(SQL_SUCCESS_WITH_INFO, execDirect("insert ?"));
    EXPECT_EQ("22018", state());
    SQLINTEGER column = 0;
    SQLLEN row = 0;
    const auto field = [&](SQLSMALLINT which, SQLPOINTER to) {
        return api::getDiagField(SQL_HANDLE_STMT, stmt, 1, which, to, TextOut::narrow(nullptr, 0), nullptr);
    };
    ASSERT_EQ(SQL_SUCCESS, field(SQL_DIAG_COLUMN_NUMBER, &column));
    ASSERT_EQ(SQL_SUCCESS, field(SQL_DIAG_ROW_NUMBER, &row));
    EXPECT_EQ(1, column);
    EXPECT_EQ(2, row);
    expectStatuses({SQL_PARAM_SUCCESS, SQL_PARAM_ERROR, SQL_PARAM_SUCCESS});
    EXPECT_EQ(2, rowCount());
}

TEST_F(Changing, SetsThatTheStoreRolledBackAreNotCalledSuccesses) {
    int runs = 0;
    scripts["insert ?"].atStep = [&] {
        session->hasChanges_ = ++runs != 3;
        if (runs == 3) throw common::Error(common::ErrorKind::Internal, "The disk is full.");
    };
    bindThreeSets();
    EXPECT_EQ(SQL_ERROR, execDirect("insert ?"));
    EXPECT_EQ("HY000", state());
    expectStatuses({SQL_PARAM_ERROR, SQL_PARAM_ERROR, SQL_PARAM_ERROR});
    session->hasChanges_ = false;
}

TEST_F(Changing, SetsBehindARollbackOfTheStoreAreCalledUnused) {
    int runs = 0;
    scripts["insert ?"].atStep = [&] {
        session->hasChanges_ = ++runs != 2;
        if (runs == 2) throw common::Error(common::ErrorKind::Internal, "The disk is full.");
    };
    bindThreeSets();
    EXPECT_EQ(SQL_ERROR, execDirect("insert ?"));
    expectStatuses({SQL_PARAM_ERROR, SQL_PARAM_ERROR, SQL_PARAM_UNUSED});
    EXPECT_EQ(2u, processed);
    session->hasChanges_ = false;
}

TEST_F(Changing, CancellingAnArrayUndoesItAndRunsNoFurtherSet) {
    int runs = 0;
    scripts["insert ?"].atStep = [&] {
        if (++runs == 2) api::cancel(stmt);
    };
    bindThreeSets();
    EXPECT_EQ(SQL_ERROR, execDirect("insert ?"));
    EXPECT_EQ("HY008", state());
    expectStatuses({SQL_PARAM_ERROR, SQL_PARAM_ERROR, SQL_PARAM_UNUSED});
    EXPECT_EQ(2u, processed);
    EXPECT_EQ("rollback", recorder.log.at(2));
    EXPECT_EQ("autocommit on", recorder.log.at(3));
}

TEST_F(Changing, ResultsOfABatchComeOneByOne) {
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers; update none; none"));
    // What changes rows has run, whatever the application asks for next; the query behind it has not.
    EXPECT_EQ((Log{"run numbers", "run update none"}), recorder.log);
    EXPECT_EQ(2, columnCount());
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(1, id());
    ASSERT_EQ(SQL_SUCCESS, api::moreResults(stmt));
    EXPECT_EQ(0, columnCount());
    EXPECT_EQ(0, rowCount());
    ASSERT_EQ(SQL_SUCCESS, api::moreResults(stmt));
    EXPECT_EQ("run none", recorder.log.back());
    EXPECT_EQ(2, columnCount());
    EXPECT_EQ(SQL_NO_DATA, api::fetch(stmt));
    EXPECT_EQ(SQL_NO_DATA, api::moreResults(stmt));
    EXPECT_EQ(SQL_NO_DATA, api::moreResults(stmt));
}

TEST_F(Changing, ParametersAreCountedThroughTheBatch) {
    SQLCHAR more[4] = "dd";
    SQLLEN length = SQL_NTS;
    ASSERT_EQ(SQL_SUCCESS, prepare("insert ?; one ?; update ?"));
    SQLSMALLINT count = 0;
    ASSERT_EQ(SQL_SUCCESS, api::numParams(stmt, &count));
    EXPECT_EQ(3, count);
    ASSERT_EQ(SQL_SUCCESS, bindText(1, texts[0], sizeof texts[0], &length));
    ASSERT_EQ(SQL_SUCCESS, bindText(2, texts[1], sizeof texts[1], &length));
    ASSERT_EQ(SQL_SUCCESS, bindText(3, more, sizeof more, &length));
    ASSERT_EQ(SQL_SUCCESS, api::execute(stmt));
    ASSERT_EQ(3u, recorder.executions.size());
    EXPECT_EQ("aa", std::get<std::string>(recorder.executions[0].at(0)));
    EXPECT_EQ("bb", std::get<std::string>(recorder.executions[1].at(0)));
    EXPECT_EQ("dd", std::get<std::string>(recorder.executions[2].at(0)));
}

TEST_F(Changing, ABatchThatDoesNotCompileRunsNothing) {
    EXPECT_EQ(SQL_ERROR, execDirect("update none; nonsense"));
    EXPECT_EQ("42000", state());
    EXPECT_TRUE(recorder.log.empty());
}

TEST_F(Changing, BehindAChangeOfTheSchemaABatchIsCompiledWhenItIsReached) {
    ASSERT_EQ(SQL_SUCCESS_WITH_INFO, execDirect("drop; nonsense; update none"));
    EXPECT_EQ("01000", state());
    EXPECT_EQ((Log{"run drop"}), recorder.log);  // a statement that fails ends the batch
    EXPECT_EQ(SQL_ERROR, api::moreResults(stmt));
    EXPECT_EQ("42000", state());
    EXPECT_EQ(SQL_NO_DATA, api::moreResults(stmt));
}

TEST_F(Changing, AFailureInTheMiddleOfABatchComesInItsTurn) {
    scripts["insert ?"].failingExecution = 1;
    SQLLEN length = SQL_NTS;
    ASSERT_EQ(SQL_SUCCESS, bindText(1, texts[0], sizeof texts[0], &length));
    ASSERT_EQ(SQL_SUCCESS_WITH_INFO, execDirect("update none; insert ?; update none"));
    EXPECT_EQ("01000", state());
    EXPECT_EQ(SQL_ERROR, api::moreResults(stmt));
    EXPECT_EQ("08S01", state());
    EXPECT_EQ(SQL_NO_DATA, api::moreResults(stmt));
    EXPECT_EQ((Log{"run update none", "run insert ?"}), recorder.log);
}

TEST_F(Changing, EachSetOfAnArrayRunsTheWholeBatch) {
    bindThreeSets();
    ASSERT_EQ(SQL_SUCCESS, execDirect("insert ?; numbers"));
    EXPECT_EQ(1, rowCount());
    expectStatuses({SQL_PARAM_SUCCESS, SQL_PARAM_SUCCESS, SQL_PARAM_SUCCESS});
    for (int i = 0; i < 3; ++i) {
        ASSERT_EQ(SQL_SUCCESS, api::moreResults(stmt)) << i;
        ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt)) << i;
        EXPECT_EQ(1, id());
        EXPECT_EQ(i == 2 ? SQL_NO_DATA : SQL_SUCCESS, api::moreResults(stmt)) << i;
    }
    EXPECT_EQ("commit", recorder.log.at(6));  // off, three inserts and two queries; the last query needs no transaction
}

TEST_F(Changing, OpenCursorsOfLocalTablesDoNotSeeLaterChanges) {
    const SQLHSTMT reader = stmt;
    ASSERT_EQ(SQL_SUCCESS, execDirect("local"));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(reader));
    const SQLHSTMT site = stmt = newStatement();
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    stmt = newStatement();
    ASSERT_EQ(SQL_NO_DATA, execDirect("update none"));
    EXPECT_EQ(2, recorder.resets);  // of the local reader and of the update
    stmt = reader;
    EXPECT_EQ(1, id());
    for (int i = 2; i <= 10; ++i) {
        ASSERT_EQ(SQL_SUCCESS, api::fetch(reader));
        EXPECT_EQ(i, id());
    }
    EXPECT_EQ(SQL_NO_DATA, api::fetch(reader));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(site));
}

TEST_F(Changing, NothingIsReadWhileATableIsDropped) {
    const SQLHSTMT reader = stmt;
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(reader));
    scripts["drop"].atStep = [&] { EXPECT_EQ(1, recorder.resets) << "the reader's query must have ended"; };
    stmt = newStatement();
    ASSERT_EQ(SQL_SUCCESS, execDirect("drop"));
    ASSERT_EQ(SQL_SUCCESS, api::fetchScroll(reader, SQL_FETCH_LAST, 0));
    stmt = reader;
    EXPECT_EQ(10, id());
    ASSERT_EQ(SQL_SUCCESS, api::fetchScroll(reader, SQL_FETCH_PRIOR, 0));
    EXPECT_EQ(9, id());
}

TEST_F(Changing, CommittingKeepsCursorsAndRollingBackClosesThem) {
    ASSERT_EQ(SQL_SUCCESS, prepare("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::execute(stmt));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    ASSERT_EQ(SQL_SUCCESS, api::endTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    ASSERT_EQ(SQL_SUCCESS, api::endTran(SQL_HANDLE_DBC, dbc, SQL_ROLLBACK));
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    EXPECT_EQ(SQL_SUCCESS, api::execute(stmt));  // still prepared
    EXPECT_EQ(1, session->commits_);
    EXPECT_EQ(1, session->rollbacks_);
}

TEST_F(Changing, AnEnvironmentEndsTheTransactionsOfAllItsConnections) {
    SQLHDBC closed = SQL_NULL_HDBC;
    ASSERT_EQ(SQL_SUCCESS, api::allocHandle(SQL_HANDLE_DBC, env, &closed));
    EXPECT_EQ(SQL_SUCCESS, api::endTran(SQL_HANDLE_ENV, env, SQL_COMMIT));
    EXPECT_EQ(SQL_SUCCESS, api::transact(env, SQL_NULL_HDBC, SQL_ROLLBACK));
    EXPECT_EQ(1, session->commits_);
    EXPECT_EQ(1, session->rollbacks_);
    EXPECT_EQ(SQL_ERROR, api::endTran(SQL_HANDLE_ENV, env, 7));
    EXPECT_EQ("HY012", stateOf(SQL_HANDLE_ENV, env));
    EXPECT_EQ(SQL_ERROR, api::endTran(SQL_HANDLE_DBC, closed, SQL_COMMIT));
    EXPECT_EQ("08003", stateOf(SQL_HANDLE_DBC, closed));
    EXPECT_EQ(SQL_SUCCESS, api::freeHandle(SQL_HANDLE_DBC, closed));
}

TEST_F(Changing, AConnectionWithUncommittedChangesStaysOpen) {
    session->hasChanges_ = true;
    EXPECT_EQ(SQL_ERROR, api::disconnect(dbc));
    EXPECT_EQ("25000", stateOf(SQL_HANDLE_DBC, dbc));
    session->hasChanges_ = false;
}

}  // namespace
}  // namespace assetsodbc::driver::test
