#include "driver/api/descriptors.h"

#include "tests/unit/driver/fake_session.h"

namespace assetsodbc::driver::test {
namespace {

const TextOut kNoText = TextOut::narrow(nullptr, 0);

class Descriptors : public OpenStatement {
protected:
    void SetUp() override {
        OpenStatement::SetUp();
        ard = descriptor(SQL_ATTR_APP_ROW_DESC);
        ird = descriptor(SQL_ATTR_IMP_ROW_DESC);
        apd = descriptor(SQL_ATTR_APP_PARAM_DESC);
        ipd = descriptor(SQL_ATTR_IMP_PARAM_DESC);
    }
    template <class T>
    T field(SQLHDESC desc, SQLSMALLINT record, SQLSMALLINT id) {
        T found{};
        EXPECT_EQ(SQL_SUCCESS, api::getDescField(desc, record, id, &found, kNoText, nullptr));
        return found;
    }
    SQLRETURN setTo(SQLHDESC desc, SQLSMALLINT record, SQLSMALLINT id, SQLLEN number) {
        return api::setDescField(desc, record, id, reinterpret_cast<SQLPOINTER>(number), {});
    }
    std::string descState(SQLHDESC desc) { return stateOf(SQL_HANDLE_DESC, desc); }

    SQLHDESC ard = nullptr, ird = nullptr, apd = nullptr, ipd = nullptr;
    SQLBIGINT value = 0;
    SQLLEN length = 0;
};

TEST_F(Descriptors, BindingAColumnWritesTheRowDescriptor) {
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 2, SQL_C_TYPE_DATE, &value, 6, &length));
    EXPECT_EQ(2, field<SQLSMALLINT>(ard, 0, SQL_DESC_COUNT));
    EXPECT_EQ(SQL_C_TYPE_DATE, field<SQLSMALLINT>(ard, 2, SQL_DESC_CONCISE_TYPE));
    EXPECT_EQ(SQL_DATETIME, field<SQLSMALLINT>(ard, 2, SQL_DESC_TYPE));
    EXPECT_EQ(SQL_CODE_DATE, field<SQLSMALLINT>(ard, 2, SQL_DESC_DATETIME_INTERVAL_CODE));
    EXPECT_EQ(&value, field<SQLPOINTER>(ard, 2, SQL_DESC_DATA_PTR));
    EXPECT_EQ(SQL_SUCCESS, api::bindCol(stmt, 2, SQL_C_CHAR, nullptr, 0, nullptr));
    EXPECT_EQ(0, field<SQLSMALLINT>(ard, 0, SQL_DESC_COUNT));
}

TEST_F(Descriptors, WritingTheRowDescriptorBindsAColumn) {
    ASSERT_EQ(SQL_SUCCESS, setTo(ard, 1, SQL_DESC_TYPE, SQL_C_SBIGINT));
    ASSERT_EQ(SQL_SUCCESS, api::setDescField(ard, 1, SQL_DESC_DATA_PTR, &value, {}));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(1, value);
}

TEST_F(Descriptors, ChangingATypeEndsTheBinding) {
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 1, SQL_C_SBIGINT, &value, 0, nullptr));
    ASSERT_EQ(SQL_SUCCESS, setTo(ard, 1, SQL_DESC_TYPE, SQL_C_NUMERIC));
    EXPECT_EQ(nullptr, field<SQLPOINTER>(ard, 1, SQL_DESC_DATA_PTR));
}

TEST_F(Descriptors, StatementAttributesAreDescriptorFields) {
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_ARRAY_SIZE, 7));
    EXPECT_EQ(7u, field<SQLULEN>(ard, 0, SQL_DESC_ARRAY_SIZE));
    ASSERT_EQ(SQL_SUCCESS, setTo(apd, 0, SQL_DESC_ARRAY_SIZE, 9));
    EXPECT_EQ(9u, get(SQL_ATTR_PARAMSET_SIZE));
}

TEST_F(Descriptors, TheImplementationRowDescriptorShowsTheColumnsOncePrepared) {
    SQLSMALLINT type = 0;
    EXPECT_EQ(SQL_ERROR, api::getDescField(ird, 1, SQL_DESC_TYPE, &type, kNoText, nullptr));
    EXPECT_EQ("HY007", descState(ird));
    ASSERT_EQ(SQL_SUCCESS, prepare("numbers"));
    EXPECT_EQ(2, field<SQLSMALLINT>(ird, 0, SQL_DESC_COUNT));
    EXPECT_EQ(SQL_BIGINT, field<SQLSMALLINT>(ird, 1, SQL_DESC_TYPE));
    EXPECT_EQ(SQL_NO_NULLS, field<SQLSMALLINT>(ird, 1, SQL_DESC_NULLABLE));
    SQLCHAR name[20] = "";
    SQLINTEGER nameLength = 0;
    EXPECT_EQ(SQL_SUCCESS, api::getDescField(ird, 2, SQL_DESC_BASE_TABLE_NAME, nullptr,
                                             TextOut::narrow(name, sizeof name), &nameLength));
    EXPECT_STREQ("Numbers", reinterpret_cast<char*>(name));
    EXPECT_EQ(7, nameLength);
    EXPECT_EQ(SQL_NO_DATA, api::getDescField(ird, 3, SQL_DESC_TYPE, &type, kNoText, nullptr));
}

TEST_F(Descriptors, TheImplementationRowDescriptorCannotBeChanged) {
    ASSERT_EQ(SQL_SUCCESS, prepare("numbers"));
    EXPECT_EQ(SQL_ERROR, setTo(ird, 1, SQL_DESC_TYPE, SQL_C_CHAR));
    EXPECT_EQ("HY016", descState(ird));
    EXPECT_EQ(SQL_ERROR, api::copyDesc(ard, ird));
    EXPECT_EQ("HY016", descState(ird));
    SQLUSMALLINT statuses[1];
    EXPECT_EQ(SQL_SUCCESS, api::setDescField(ird, 0, SQL_DESC_ARRAY_STATUS_PTR, statuses, {}));
}

TEST_F(Descriptors, RefuseFieldsTheyDoNotHave) {
    SQLSMALLINT any = 0;
    EXPECT_EQ(SQL_ERROR, api::getDescField(ard, 1, 4711, &any, kNoText, nullptr));
    EXPECT_EQ("HY091", descState(ard));
    EXPECT_EQ(SQL_ERROR, setTo(ard, 1, SQL_DESC_PARAMETER_TYPE, SQL_PARAM_INPUT));
    EXPECT_EQ("HY091", descState(ard));
    EXPECT_EQ(SQL_ERROR, setTo(ard, 1, SQL_DESC_TYPE, 4711));
    EXPECT_EQ("HY021", descState(ard));
    EXPECT_EQ(SQL_ERROR, setTo(ipd, 0, SQL_DESC_TYPE, SQL_INTEGER));
    EXPECT_EQ("07009", descState(ipd));
}

TEST_F(Descriptors, BindingAParameterDescribesIt) {
    ASSERT_EQ(SQL_SUCCESS,
              api::bindParameter(stmt, 1, {SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_DECIMAL, 12, 3, &value, 0, &length}));
    EXPECT_EQ(SQL_C_SBIGINT, field<SQLSMALLINT>(apd, 1, SQL_DESC_CONCISE_TYPE));
    EXPECT_EQ(SQL_DECIMAL, field<SQLSMALLINT>(ipd, 1, SQL_DESC_CONCISE_TYPE));
    EXPECT_EQ(12, field<SQLSMALLINT>(ipd, 1, SQL_DESC_PRECISION));
    EXPECT_EQ(3, field<SQLSMALLINT>(ipd, 1, SQL_DESC_SCALE));
    EXPECT_EQ(SQL_PARAM_INPUT, field<SQLSMALLINT>(ipd, 1, SQL_DESC_PARAMETER_TYPE));
}

TEST_F(Descriptors, AnExplicitDescriptorIsSharedAndLeavesWhenFreed) {
    SQLHDESC shared = SQL_NULL_HDESC;
    ASSERT_EQ(SQL_SUCCESS, api::allocHandle(SQL_HANDLE_DESC, dbc, &shared));
    EXPECT_EQ(SQL_DESC_ALLOC_USER, field<SQLSMALLINT>(shared, 0, SQL_DESC_ALLOC_TYPE));
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_APP_ROW_DESC, shared));
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 1, SQL_C_SBIGINT, &value, 0, nullptr));
    EXPECT_EQ(1, field<SQLSMALLINT>(shared, 0, SQL_DESC_COUNT));
    ASSERT_EQ(SQL_SUCCESS, api::freeHandle(SQL_HANDLE_DESC, shared));
    EXPECT_EQ(ard, descriptor(SQL_ATTR_APP_ROW_DESC));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(0, value);
}

TEST_F(Descriptors, AStatementsOwnDescriptorsCannotBeSharedOrFreed) {
    const SQLHSTMT other = newStatement();
    EXPECT_EQ(SQL_ERROR, api::setStmtAttr(other, SQL_ATTR_APP_ROW_DESC, ard));
    EXPECT_EQ("HY017", stateOf(SQL_HANDLE_STMT, other));
    EXPECT_EQ(SQL_ERROR, api::freeHandle(SQL_HANDLE_DESC, ard));
    EXPECT_EQ("HY017", descState(ard));
    EXPECT_EQ(SQL_ERROR, setPointer(SQL_ATTR_IMP_ROW_DESC, ard));
    EXPECT_EQ("HY017", state());
    EXPECT_EQ(SQL_ERROR, setPointer(SQL_ATTR_APP_ROW_DESC, dbc));
    EXPECT_EQ("HY024", state());
}

TEST_F(Descriptors, CopyingTakesTheColumnsOfAResultAsBindings) {
    ASSERT_EQ(SQL_SUCCESS, prepare("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::copyDesc(ird, ard));
    EXPECT_EQ(2, field<SQLSMALLINT>(ard, 0, SQL_DESC_COUNT));
    EXPECT_EQ(SQL_BIGINT, field<SQLSMALLINT>(ard, 1, SQL_DESC_CONCISE_TYPE));
    EXPECT_EQ(SQL_DESC_ALLOC_AUTO, field<SQLSMALLINT>(ard, 0, SQL_DESC_ALLOC_TYPE));
}

TEST_F(Descriptors, ARecordIsSetAndReadAsAWhole) {
    ASSERT_EQ(SQL_SUCCESS, api::setDescRec(ard, 1, {SQL_C_SBIGINT, 0, 8, 0, 0, &value, &length, &length}));
    SQLSMALLINT type = 0;
    SQLLEN octets = 0;
    EXPECT_EQ(SQL_SUCCESS,
              api::getDescRec(ard, 1, kNoText, {nullptr, &type, nullptr, &octets, nullptr, nullptr, nullptr}));
    EXPECT_EQ(SQL_C_SBIGINT, type);
    EXPECT_EQ(8, octets);
    EXPECT_EQ(SQL_NO_DATA,
              api::getDescRec(ard, 2, kNoText, {nullptr, &type, nullptr, nullptr, nullptr, nullptr, nullptr}));
}

class ColumnAttributes : public OpenStatement {
protected:
    void SetUp() override {
        OpenStatement::SetUp();
        ASSERT_EQ(SQL_SUCCESS, prepare("numbers"));
    }
    SQLLEN number(SQLUSMALLINT column, SQLUSMALLINT field) {
        SQLLEN value = -99;
        EXPECT_EQ(SQL_SUCCESS, api::colAttribute(stmt, column, field, kNoText, nullptr, &value));
        return value;
    }
    std::string text(SQLUSMALLINT column, SQLUSMALLINT field) {
        SQLCHAR value[50] = "";
        EXPECT_EQ(SQL_SUCCESS,
                  api::colAttribute(stmt, column, field, TextOut::narrow(value, sizeof value), nullptr, nullptr));
        return reinterpret_cast<char*>(value);
    }
};

TEST_F(ColumnAttributes, TellNamesTypesAndSizes) {
    EXPECT_EQ(2, number(0, SQL_DESC_COUNT));
    EXPECT_EQ(SQL_BIGINT, number(1, SQL_DESC_CONCISE_TYPE));
    EXPECT_EQ(19, number(1, SQL_DESC_PRECISION));
    EXPECT_EQ(SQL_FALSE, number(1, SQL_DESC_UNSIGNED));
    EXPECT_EQ(SQL_TRUE, number(2, SQL_DESC_UNSIGNED));
    EXPECT_EQ(19, number(1, SQL_DESC_LENGTH));
    EXPECT_EQ(SQL_NULLABLE, number(2, SQL_COLUMN_NULLABLE));
    EXPECT_EQ(SQL_ATTR_READONLY, number(1, SQL_DESC_UPDATABLE));
    EXPECT_EQ("Name", text(2, SQL_DESC_LABEL));
    EXPECT_EQ("Numbers", text(2, SQL_DESC_TABLE_NAME));
    EXPECT_EQ("Assets", text(2, SQL_DESC_SCHEMA_NAME));
    EXPECT_EQ("", text(2, SQL_DESC_CATALOG_NAME));
}

// What it makes buffers of must hold the UTF-8 of as many characters.
TEST_F(ColumnAttributes, SizesOfTextAreBytesToANarrowProgramAndCharactersToAWideOne) {
    SQLULEN size = 0;
    const api::ColumnDescription description{nullptr, nullptr, &size, nullptr, nullptr};
    EXPECT_EQ(80, number(2, SQL_DESC_LENGTH));
    EXPECT_EQ(80, number(2, SQL_DESC_DISPLAY_SIZE));
    EXPECT_EQ(SQL_SUCCESS, api::describeCol(stmt, 2, kNoText, description));
    EXPECT_EQ(80u, size);
    ASSERT_EQ(SQL_SUCCESS,
              api::setConnectAttr(dbc, SQL_ATTR_ANSI_APP, reinterpret_cast<SQLPOINTER>(SQLULEN{SQL_AA_FALSE}), {}));
    EXPECT_EQ(20, number(2, SQL_DESC_LENGTH));
    EXPECT_EQ(40, number(2, SQL_DESC_OCTET_LENGTH));
    EXPECT_EQ(SQL_SUCCESS, api::describeCol(stmt, 2, kNoText, description));
    EXPECT_EQ(20u, size);
}

TEST_F(ColumnAttributes, RefuseUnknownFieldsAndColumns) {
    SQLLEN value = 0;
    EXPECT_EQ(SQL_ERROR, api::colAttribute(stmt, 1, 4711, kNoText, nullptr, &value));
    EXPECT_EQ("HY091", state());
    EXPECT_EQ(SQL_ERROR, api::colAttribute(stmt, 3, SQL_DESC_TYPE, kNoText, nullptr, &value));
    EXPECT_EQ("07009", state());
}

}  // namespace
}  // namespace assetsodbc::driver::test
