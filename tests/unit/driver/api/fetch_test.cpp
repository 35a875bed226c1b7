#include "driver/api/fetch.h"

#include "tests/unit/driver/fake_session.h"

namespace assetsodbc::driver::test {
namespace {

class Fetching : public OpenStatement {
protected:
    SQLBIGINT ids[16] = {};
    SQLLEN idLengths[16] = {};
    SQLCHAR names[16][8] = {};
    SQLLEN nameLengths[16] = {};
    SQLUSMALLINT statuses[16] = {};
    SQLULEN fetched = 99;

    void bindBoth() {
        ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 1, SQL_C_SBIGINT, ids, 0, idLengths));
        ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 2, SQL_C_CHAR, names, sizeof names[0], nameLengths));
        ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_ROW_STATUS_PTR, statuses));
        ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_ROWS_FETCHED_PTR, &fetched));
    }
    std::string name(std::size_t row) const { return reinterpret_cast<const char*>(names[row]); }
};

TEST_F(Fetching, RowByRowFillsBoundColumnsUntilNoData) {
    bindBoth();
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    for (int row = 1; row <= 10; ++row) {
        ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
        EXPECT_EQ(row, ids[0]);
        EXPECT_EQ("row " + std::to_string(row), name(0));
        EXPECT_EQ(1u, fetched);
    }
    EXPECT_EQ(SQL_NO_DATA, api::fetch(stmt));
    EXPECT_EQ(0u, fetched);
    EXPECT_EQ(SQL_NO_DATA, api::fetch(stmt));
    EXPECT_EQ(11, recorder.steps);
}

TEST_F(Fetching, ABlockFillsColumnWiseArraysAndStatuses) {
    bindBoth();
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_ARRAY_SIZE, 4));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_NEXT, 0));
    EXPECT_EQ(4u, fetched);
    EXPECT_EQ(4, ids[3]);
    EXPECT_EQ("row 4", name(3));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(2u, fetched);
    EXPECT_EQ(10, ids[1]);
    EXPECT_EQ(SQL_ROW_SUCCESS, statuses[1]);
    EXPECT_EQ(SQL_ROW_NOROW, statuses[2]);
    EXPECT_EQ(SQL_NO_DATA, api::fetch(stmt));
}

TEST_F(Fetching, RowWiseBindingWithAnOffset) {
    struct Row {
        SQLBIGINT id;
        SQLLEN idLength;
        SQLCHAR name[12];
        SQLLEN nameLength;
    };
    Row rows[6] = {};
    SQLLEN offset = 2 * sizeof(Row);
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_BIND_TYPE, sizeof(Row)));
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_ARRAY_SIZE, 3));
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_ROW_BIND_OFFSET_PTR, &offset));
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 1, SQL_C_SBIGINT, &rows[0].id, 0, &rows[0].idLength));
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 2, SQL_C_CHAR, rows[0].name, sizeof rows[0].name, &rows[0].nameLength));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(0, rows[1].id);
    EXPECT_EQ(1, rows[2].id);
    EXPECT_EQ(3, rows[4].id);
    EXPECT_STREQ("row 3", reinterpret_cast<char*>(rows[4].name));
    EXPECT_EQ(5, rows[4].nameLength);
}

TEST_F(Fetching, ACutValueWarnsWithItsRowAndColumn) {
    SQLCHAR small[4];
    SQLLEN length = 0;
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 2, SQL_C_CHAR, small, sizeof small, &length));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::fetch(stmt));
    EXPECT_EQ("01004", state());
    EXPECT_EQ(5, length);
    EXPECT_STREQ("row", reinterpret_cast<char*>(small));
    SQLINTEGER column = 0;
    api::getDiagField(SQL_HANDLE_STMT, stmt, 1, SQL_DIAG_COLUMN_NUMBER, &column, TextOut::narrow(nullptr, 0), nullptr);
    EXPECT_EQ(2, column);
}

TEST_F(Fetching, ARowThatCannotBeConvertedFailsAloneInABlockAndWhollyByItself) {
    scripts["numbers"].rows[1][1] = std::string("200");
    SQLCHAR tiny[16];
    SQLLEN lengths[16];
    scripts["numbers"].rows[0][0] = std::int64_t{1000};
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 1, SQL_C_UTINYINT, tiny, 0, lengths));
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_ROW_STATUS_PTR, statuses));
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_ARRAY_SIZE, 2));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::fetch(stmt));
    EXPECT_EQ(SQL_ROW_ERROR, statuses[0]);
    EXPECT_EQ(SQL_ROW_SUCCESS, statuses[1]);
    EXPECT_EQ(2, tiny[1]);
    EXPECT_EQ("01S01", state(1));
    EXPECT_EQ("22003", state(2));
    ASSERT_EQ(SQL_SUCCESS, api::closeCursor(stmt));
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_ARRAY_SIZE, 1));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    EXPECT_EQ("22003", state(1));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(2, tiny[0]);
}

TEST_F(Fetching, AFailureOfTheSiteStopsTheResultAndNeverStartsItOver) {
    bindBoth();
    ASSERT_EQ(SQL_SUCCESS, execDirect("breaks"));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    EXPECT_EQ("08S01", state());
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    EXPECT_EQ(1u, recorder.executions.size());
    EXPECT_EQ(SQL_ERROR, api::getData(stmt, 1, SQL_C_SBIGINT, ids, 0, idLengths));
    EXPECT_EQ("24000", state());
    EXPECT_EQ(SQL_SUCCESS, api::closeCursor(stmt));
    EXPECT_EQ(SQL_SUCCESS, execDirect("numbers"));
}

TEST_F(Fetching, FailuresBeforeTheFirstRowBelongToTheExecution) {
    scripts["breaks"].failsAtRow = 0;
    EXPECT_EQ(SQL_ERROR, execDirect("breaks"));
    EXPECT_EQ("08S01", state());
    SQLUINTEGER dead = SQL_CD_FALSE;
    EXPECT_EQ(SQL_SUCCESS,
              api::getConnectAttr(dbc, SQL_ATTR_CONNECTION_DEAD, &dead, TextOut::narrow(nullptr, 0), nullptr));
    EXPECT_EQ(SQLUINTEGER{SQL_CD_TRUE}, dead);
}

TEST_F(Fetching, MaxRowsEndsTheResultWithoutAWord) {
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_MAX_ROWS, 2));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_NO_DATA, api::fetch(stmt));
}

TEST_F(Fetching, TheConnectionsMaxRowsSaysThatItCutTheResult) {
    session->config_.maxRows = 2;
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::fetch(stmt));
    EXPECT_EQ("01000", state());
    EXPECT_EQ(2, id());
    EXPECT_EQ(SQL_NO_DATA, api::fetch(stmt));
    ASSERT_EQ(SQL_SUCCESS, api::closeCursor(stmt));
    session->config_.maxRows = 10;
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_ARRAY_SIZE, 10));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
}

TEST_F(Fetching, SqlGetDataReadsALongTextInPiecesAndStartsAfreshForAnotherColumn) {
    SQLCHAR piece[301];
    SQLLEN length = 0;
    ASSERT_EQ(SQL_SUCCESS, execDirect("texts"));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::getData(stmt, 2, SQL_C_CHAR, piece, sizeof piece, &length));
    EXPECT_EQ(1000, length);
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::getData(stmt, 2, SQL_C_CHAR, piece, sizeof piece, &length));
    EXPECT_EQ(700, length);
    EXPECT_EQ(1, id());
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::getData(stmt, 2, SQL_C_CHAR, piece, sizeof piece, &length));
    EXPECT_EQ(1000, length);
    for (int i = 0; i < 2; ++i) api::getData(stmt, 2, SQL_C_CHAR, piece, sizeof piece, &length);
    EXPECT_EQ(SQL_SUCCESS, api::getData(stmt, 2, SQL_C_CHAR, piece, sizeof piece, &length));
    EXPECT_EQ(100, length);
    EXPECT_EQ(SQL_NO_DATA, api::getData(stmt, 2, SQL_C_CHAR, piece, sizeof piece, &length));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_SUCCESS, api::getData(stmt, 2, SQL_C_CHAR, piece, sizeof piece, &length));
    EXPECT_EQ(SQL_NULL_DATA, length);
    EXPECT_EQ(2, id());
    EXPECT_EQ(SQL_ERROR, api::getData(stmt, 2, SQL_C_CHAR, piece, sizeof piece, nullptr));
    EXPECT_EQ("22002", state());
}

TEST_F(Fetching, MaxLengthShortensTextForBindingAndReading) {
    SQLCHAR text[100];
    SQLLEN length = 0;
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_MAX_LENGTH, 10));
    ASSERT_EQ(SQL_SUCCESS, execDirect("texts"));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_SUCCESS, api::getData(stmt, 2, SQL_C_CHAR, text, sizeof text, &length));
    EXPECT_EQ(10, length);
}

TEST_F(Fetching, AColumnThatIsNotThereIs07009) {
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    for (SQLUSMALLINT column : {SQLUSMALLINT{0}, SQLUSMALLINT{3}, SQLUSMALLINT{65535}}) {
        EXPECT_EQ(SQL_ERROR, api::getData(stmt, column, SQL_C_SBIGINT, ids, 0, idLengths));
        EXPECT_EQ("07009", state());
    }
}

TEST_F(Fetching, AForwardOnlyCursorRefusesToGoBack) {
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(SQL_ERROR, api::fetchScroll(stmt, SQL_FETCH_FIRST, 0));
    EXPECT_EQ("HY106", state());
}

TEST_F(Fetching, SqlSetPosChoosesTheRowOfABlockThatSqlGetDataReads) {
    bindBoth();
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_ARRAY_SIZE, 4));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(1, id());
    ASSERT_EQ(SQL_SUCCESS, api::setPos(stmt, 3, SQL_POSITION, SQL_LOCK_NO_CHANGE));
    EXPECT_EQ(3, id());
    EXPECT_EQ(SQL_ERROR, api::setPos(stmt, 5, SQL_POSITION, SQL_LOCK_NO_CHANGE));
    EXPECT_EQ("HY107", state());
    EXPECT_EQ(SQL_ERROR, api::setPos(stmt, 0, SQL_POSITION, SQL_LOCK_NO_CHANGE));
    EXPECT_EQ("HY109", state());
    EXPECT_EQ(SQL_ERROR, api::setPos(stmt, 1, SQL_POSITION, SQL_LOCK_EXCLUSIVE));
    EXPECT_EQ("HYC00", state());
}

class Scrolling : public Fetching {
protected:
    void SetUp() override {
        Fetching::SetUp();
        ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC));
    }
};

TEST_F(Scrolling, GoesToAnyRowAndReadsEachRowOnceFromTheQuery) {
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    EXPECT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_LAST, 0));
    EXPECT_EQ(10, id());
    EXPECT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_FIRST, 0));
    EXPECT_EQ(1, id());
    EXPECT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_ABSOLUTE, 7));
    EXPECT_EQ(7, id());
    EXPECT_EQ(7u, get(SQL_ATTR_ROW_NUMBER));
    EXPECT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_RELATIVE, -3));
    EXPECT_EQ(4, id());
    EXPECT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_PRIOR, 0));
    EXPECT_EQ(3, id());
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(4, id());
    EXPECT_EQ(SQL_NO_DATA, api::fetchScroll(stmt, SQL_FETCH_ABSOLUTE, 11));
    EXPECT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_PRIOR, 0));
    EXPECT_EQ(10, id());
    EXPECT_EQ(11, recorder.steps);
}

TEST_F(Scrolling, ARowsetThatWouldBeginBeforeTheFirstRowWarns) {
    bindBoth();
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_ARRAY_SIZE, 3));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    EXPECT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_ABSOLUTE, 3));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::fetchScroll(stmt, SQL_FETCH_PRIOR, 0));
    EXPECT_EQ("01S06", state());
    EXPECT_EQ(1, ids[0]);
}

TEST_F(Scrolling, AKeysetCursorBecomesAStaticOneAndSaysSo) {
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_KEYSET_DRIVEN));
    EXPECT_EQ("01S02", state());
    EXPECT_EQ(SQLULEN{SQL_CURSOR_STATIC}, get(SQL_ATTR_CURSOR_TYPE));
    EXPECT_EQ(SQLULEN{SQL_SCROLLABLE}, get(SQL_ATTR_CURSOR_SCROLLABLE));
}

TEST_F(Scrolling, BookmarksLeadBackToTheirRow) {
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_ABSOLUTE, 5));
    char bookmark[100];
    SQLLEN length = 0;
    ASSERT_EQ(SQL_SUCCESS, api::getData(stmt, 0, SQL_C_VARBOOKMARK, bookmark, sizeof bookmark, &length));
    EXPECT_EQ(8, length);
    ASSERT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_LAST, 0));
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_FETCH_BOOKMARK_PTR, bookmark));
    ASSERT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_BOOKMARK, 0));
    EXPECT_EQ(5, id());
    ASSERT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_BOOKMARK, 2));
    EXPECT_EQ(7, id());
}

TEST_F(Scrolling, ABoundBookmarkIsFilledForEveryRow) {
    SQLULEN bookmarks[3] = {};
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_USE_BOOKMARKS, SQL_UB_ON));
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_ARRAY_SIZE, 3));
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 0, SQL_C_BOOKMARK, bookmarks, 0, nullptr));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_ABSOLUTE, 4));
    EXPECT_EQ(4u, bookmarks[0]);
    EXPECT_EQ(6u, bookmarks[2]);
}

TEST_F(Scrolling, ExtendedFetchUsesItsOwnRowsetSizeAndStatuses) {
    bindBoth();
    SQLULEN rows = 0;
    SQLUSMALLINT own[5] = {};
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ROWSET_SIZE, 5));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::extendedFetch(stmt, SQL_FETCH_ABSOLUTE, 8, &rows, own));
    EXPECT_EQ(3u, rows);
    EXPECT_EQ(8, ids[0]);
    EXPECT_EQ(SQL_ROW_SUCCESS, own[2]);
    EXPECT_EQ(SQL_ROW_NOROW, own[3]);
}

TEST_F(Fetching, CharactersThatDoNotFitAreCutInEveryRowAndColumn) {
    auto& script = scripts["numbers"];
    script.columns[0].type = schema::wvarchar(20);
    for (std::size_t row = 0; row < 3; ++row) script.rows[row] = {std::string("日本"), std::string("日x")};
    SQLCHAR small[3];
    SQLLEN length = 0;
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 2, SQL_C_CHAR, small, sizeof small, &length));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    for (int row = 0; row < 3; ++row) {
        EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::fetch(stmt)) << row;
        EXPECT_EQ("01004", state());
        EXPECT_EQ(4, length);
    }
    for (const auto column : {SQLUSMALLINT{1}, SQLUSMALLINT{2}}) {
        EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::getData(stmt, column, SQL_C_CHAR, small, sizeof small, &length));
        EXPECT_EQ("01004", state()) << column;
    }
}

TEST_F(Fetching, MaxLengthShortensTextAndNothingElse) {
    auto& script = scripts["numbers"];
    script.columns[0].type = schema::TypeSpec{schema::SqlType::Timestamp, 19, 0};
    script.rows[0] = {std::string("2024-01-31 10:11:12"), std::string("abcdefgh")};
    SQLCHAR stamp[32], text[32];
    SQLLEN stampLength = 0, textLength = 0;
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_MAX_LENGTH, 7));
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 1, SQL_C_CHAR, stamp, sizeof stamp, &stampLength));
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 2, SQL_C_CHAR, text, sizeof text, &textLength));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_STREQ("2024-01-31 10:11:12", reinterpret_cast<char*>(stamp));
    EXPECT_STREQ("abcdefg", reinterpret_cast<char*>(text));
    ASSERT_EQ(SQL_SUCCESS, api::getData(stmt, 1, SQL_C_CHAR, stamp, sizeof stamp, &stampLength));
    EXPECT_STREQ("2024-01-31 10:11:12", reinterpret_cast<char*>(stamp));
    ASSERT_EQ(SQL_SUCCESS, api::getData(stmt, 2, SQL_C_CHAR, text, sizeof text, &textLength));
    EXPECT_STREQ("abcdefg", reinterpret_cast<char*>(text));
}

TEST_F(Fetching, ABlockWhoseRowsAllFailIsAnError) {
    for (auto& row : scripts["numbers"].rows) row[0] = std::int64_t{1000};
    SQLCHAR tiny[16];
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 1, SQL_C_UTINYINT, tiny, 0, idLengths));
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_ROW_STATUS_PTR, statuses));
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_ARRAY_SIZE, 7));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    for (int block = 0; block < 2; ++block) {  // the second has three rows
        EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
        EXPECT_EQ("22003", state());
        EXPECT_EQ(SQL_ROW_ERROR, statuses[0]);
    }
    EXPECT_EQ(SQL_ROW_NOROW, statuses[3]);
    EXPECT_EQ(SQL_NO_DATA, api::fetch(stmt));
}

TEST_F(Fetching, ABoundBookmarkColumnNeedsBookmarks) {
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 0, SQL_C_BOOKMARK, ids, sizeof ids[0], idLengths));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    EXPECT_EQ("07009", state());
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 0, SQL_C_BOOKMARK, nullptr, 0, nullptr));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(1, id());
}

TEST_F(Fetching, AConnectionIsDeadUntilTheSiteAnswersAgain) {
    const auto isDead = [&] {
        SQLUINTEGER dead = 99;
        api::getConnectAttr(dbc, SQL_ATTR_CONNECTION_DEAD, &dead, TextOut::narrow(nullptr, 0), nullptr);
        return dead;
    };
    scripts["breaks"].failsAtRow = 0;
    EXPECT_EQ(SQL_ERROR, execDirect("breaks"));
    EXPECT_EQ(SQL_SUCCESS, execDirect("numbers"));  // without a request
    EXPECT_EQ(SQLUINTEGER{SQL_CD_TRUE}, isDead());
    ++session->answered_;
    EXPECT_EQ(SQLUINTEGER{SQL_CD_FALSE}, isDead());
}

}  // namespace
}  // namespace assetsodbc::driver::test
