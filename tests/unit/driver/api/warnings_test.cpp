// What is warned of below the driver becomes diagnostic records of the call, with the row where there is one.
#include "tests/unit/driver/fake_session.h"

namespace assetsodbc::driver::test {
namespace {

using common::ErrorKind;

constexpr const char* kUnreadable = "Asset 7 of LAP-3 cannot be read.";
constexpr const char* kIncomplete = "The result moved.";

class Warned : public OpenStatement {
protected:
    void SetUp() override {
        OpenStatement::SetUp();
        scripts["warns"] = scripts["numbers"];
        warnings() = {{2, {ErrorKind::ValueUnreadable, kUnreadable}}, {4, {ErrorKind::ValueUnreadable, kUnreadable}}};
    }
    std::map<std::size_t, common::Warning>& warnings() { return scripts["warns"].warnings; }
    // The row number of a record: -1 for none.
    SQLLEN rowOf(SQLSMALLINT record) {
        SQLLEN row = 0;
        EXPECT_EQ(SQL_SUCCESS, api::getDiagField(SQL_HANDLE_STMT, stmt, record, SQL_DIAG_ROW_NUMBER, &row,
                                                 TextOut::narrow(nullptr, 0), nullptr));
        return row;
    }
    bool says(const char* text, SQLSMALLINT record = 1) {
        return messageOf(SQL_HANDLE_STMT, stmt, record).find(text) != std::string::npos;
    }
};

TEST_F(Warned, ARowThatIsFetchedAloneIsTheFirst) {
    ASSERT_EQ(SQL_SUCCESS, execDirect("warns"));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::fetch(stmt));
    EXPECT_EQ("01S01", state());
    EXPECT_TRUE(says(kUnreadable));
    EXPECT_EQ(3, id()) << "the row is there all the same";
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ("", state()) << "told once";
}

TEST_F(Warned, ABlockTellsEachRowByItsNumber) {
    SQLUSMALLINT status[5] = {};
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_ARRAY_SIZE, 5));
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_ROW_STATUS_PTR, status));
    ASSERT_EQ(SQL_SUCCESS, execDirect("warns"));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::fetch(stmt));
    EXPECT_EQ("01S01", state(1));
    EXPECT_EQ("01S01", state(2));
    EXPECT_EQ("", state(3));
    EXPECT_EQ(3, rowOf(1));
    EXPECT_EQ(5, rowOf(2));
    EXPECT_EQ(SQL_ROW_SUCCESS, status[1]);
    EXPECT_EQ(SQL_ROW_SUCCESS_WITH_INFO, status[2]);
    EXPECT_EQ(SQL_ROW_SUCCESS, status[3]);
    EXPECT_EQ(SQL_ROW_SUCCESS_WITH_INFO, status[4]);
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt)) << "the next rowset has nothing to tell";
}

TEST_F(Warned, AScrolledRowsetTellsItsOwnRowsAndThoseItSkipped) {
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC));
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_ARRAY_SIZE, 3));
    ASSERT_EQ(SQL_SUCCESS, execDirect("warns"));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::fetchScroll(stmt, SQL_FETCH_ABSOLUTE, 4));
    EXPECT_EQ(SQL_NO_ROW_NUMBER, rowOf(1)) << "row 3 is not in the rowset";
    EXPECT_EQ(2, rowOf(2)) << "row 5 is its second";
    EXPECT_EQ("", state(3));
    EXPECT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_FIRST, 0));
}

TEST_F(Warned, TheFirstRowIsReadWhileExecuting) {
    warnings() = {{0, {ErrorKind::ValueUnreadable, kUnreadable}}};
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, execDirect("warns"));
    EXPECT_EQ("01S01", state());
    EXPECT_EQ(SQL_NO_ROW_NUMBER, rowOf(1));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
}

TEST_F(Warned, WhatIsNotOfARowIsAGeneralWarning) {
    warnings() = {{10, {ErrorKind::ResultChanged, kIncomplete}}};
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_ARRAY_SIZE, 20));
    ASSERT_EQ(SQL_SUCCESS, execDirect("warns"));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::fetch(stmt));
    EXPECT_EQ("01000", state());
    EXPECT_TRUE(says(kIncomplete));
    EXPECT_EQ(SQL_NO_ROW_NUMBER, rowOf(1));
}

TEST_F(Warned, AWarningAtTheEndIsToldWithTheEnd) {
    warnings() = {{10, {ErrorKind::ResultChanged, kIncomplete}}};
    ASSERT_EQ(SQL_SUCCESS, execDirect("warns"));
    for (int row = 0; row < 10; ++row) EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_NO_DATA, api::fetch(stmt));
    EXPECT_EQ("01000", state());
    EXPECT_TRUE(says(kIncomplete));
}

// Driver managers drop what comes with SQL_NO_DATA.
class WarnedByWish : public Warned {
protected:
    void SetUp() override {
        Warned::SetUp();
        session->config_.onIncomplete = common::OnProblem::Warn;
    }
};

TEST_F(WarnedByWish, AWarningAtTheEndComesWithTheLastRow) {
    warnings() = {{10, {ErrorKind::ResultChanged, kIncomplete}}};
    ASSERT_EQ(SQL_SUCCESS, execDirect("warns"));
    for (std::int64_t row = 1; row < 10; ++row) {
        EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
        EXPECT_EQ(row, id());
    }
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::fetch(stmt));
    EXPECT_EQ("01000", state());
    EXPECT_TRUE(says(kIncomplete));
    EXPECT_EQ(10, id());
    EXPECT_EQ(SQL_NO_DATA, api::fetch(stmt));
}

TEST_F(WarnedByWish, ARowsOwnWarningStillComesWithTheRow) {
    ASSERT_EQ(SQL_SUCCESS, execDirect("warns"));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::fetch(stmt));
    EXPECT_EQ("01S01", state());
    EXPECT_EQ(3, id());
}

TEST_F(WarnedByWish, AFailureBehindARowDoesNotTakeTheRowAway) {
    ASSERT_EQ(SQL_SUCCESS, execDirect("breaks"));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(2, id());
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    EXPECT_EQ("08S01", state());
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt)) << "and it does not become an end";
}

TEST_F(WarnedByWish, NothingIsReadBeyondTheRowsThatAreWanted) {
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_MAX_ROWS, 2));
    ASSERT_EQ(SQL_SUCCESS, execDirect("warns"));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_NO_DATA, api::fetch(stmt));
    EXPECT_EQ(2, recorder.steps);
}

TEST_F(Warned, AFailureKeepsWhatWasWarnedOfBeforeIt) {
    scripts["warns"].failsAtRow = 3;
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_ARRAY_SIZE, 5));
    ASSERT_EQ(SQL_SUCCESS, execDirect("warns"));
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    bool isTold = false;
    for (SQLSMALLINT record = 1; !state(record).empty(); ++record) isTold = isTold || says(kUnreadable, record);
    EXPECT_TRUE(isTold);
}

}  // namespace
}  // namespace assetsodbc::driver::test
