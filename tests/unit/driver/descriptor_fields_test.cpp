// Every field of the ODBC reference ("Initialization of Descriptor Fields" under SQLSetDescField) in each of the four
// kinds of descriptor: whether it is there, whether it can be set, and what it starts with. The table below is written
// from the reference, apart from the driver's own.
#include <algorithm>
#include <cstring>

#include "driver/descriptor_access.h"
#include "tests/unit/driver/fake_session.h"

namespace assetsodbc::driver::test {
namespace {

enum Access { U, R, W };  // unused, read-only, read and written

struct FieldRow {
    SQLSMALLINT id;
    const char* name;
    bool isHeader;
    Access ard, apd, ird, ipd;
    SQLLEN settable;  // a value that may be set where W stands
};

#define FIELD(id) id, #id
// clang-format off
const FieldRow kReference[] = {
    {FIELD(SQL_DESC_ALLOC_TYPE),                  true,  R, R, R, R, 1},
    {FIELD(SQL_DESC_ARRAY_SIZE),                  true,  W, W, U, U, 5},
    {FIELD(SQL_DESC_ARRAY_STATUS_PTR),            true,  W, W, W, W, 0},
    {FIELD(SQL_DESC_BIND_OFFSET_PTR),             true,  W, W, U, U, 0},
    {FIELD(SQL_DESC_BIND_TYPE),                   true,  W, W, U, U, 32},
    {FIELD(SQL_DESC_COUNT),                       true,  W, W, R, W, 2},
    {FIELD(SQL_DESC_ROWS_PROCESSED_PTR),          true,  U, U, W, W, 0},
    {FIELD(SQL_DESC_AUTO_UNIQUE_VALUE),           false, U, U, R, U, 0},
    {FIELD(SQL_DESC_BASE_COLUMN_NAME),            false, U, U, R, U, 0},
    {FIELD(SQL_DESC_BASE_TABLE_NAME),             false, U, U, R, U, 0},
    {FIELD(SQL_DESC_CASE_SENSITIVE),              false, U, U, R, R, 0},
    {FIELD(SQL_DESC_CATALOG_NAME),                false, U, U, R, U, 0},
    {FIELD(SQL_DESC_CONCISE_TYPE),                false, W, W, R, W, SQL_C_TYPE_DATE},
    {FIELD(SQL_DESC_DATA_PTR),                    false, W, W, U, W, 0},
    {FIELD(SQL_DESC_DATETIME_INTERVAL_CODE),      false, W, W, R, W, SQL_CODE_DATE},
    {FIELD(SQL_DESC_DATETIME_INTERVAL_PRECISION), false, W, W, R, W, 3},
    {FIELD(SQL_DESC_DISPLAY_SIZE),                false, U, U, R, U, 0},
    {FIELD(SQL_DESC_FIXED_PREC_SCALE),            false, U, U, R, R, 0},
    {FIELD(SQL_DESC_INDICATOR_PTR),               false, W, W, U, U, 0},
    {FIELD(SQL_DESC_LABEL),                       false, U, U, R, U, 0},
    {FIELD(SQL_DESC_LENGTH),                      false, W, W, R, W, 40},
    {FIELD(SQL_DESC_LITERAL_PREFIX),              false, U, U, R, U, 0},
    {FIELD(SQL_DESC_LITERAL_SUFFIX),              false, U, U, R, U, 0},
    {FIELD(SQL_DESC_LOCAL_TYPE_NAME),             false, U, U, R, R, 0},
    {FIELD(SQL_DESC_NAME),                        false, U, U, R, W, 0},
    {FIELD(SQL_DESC_NULLABLE),                    false, U, U, R, R, 0},
    {FIELD(SQL_DESC_NUM_PREC_RADIX),              false, W, W, R, W, 10},
    {FIELD(SQL_DESC_OCTET_LENGTH),                false, W, W, R, W, 40},
    {FIELD(SQL_DESC_OCTET_LENGTH_PTR),            false, W, W, U, U, 0},
    {FIELD(SQL_DESC_PARAMETER_TYPE),              false, U, U, U, W, SQL_PARAM_INPUT},
    {FIELD(SQL_DESC_PRECISION),                   false, W, W, R, W, 7},
    {FIELD(SQL_DESC_ROWVER),                      false, U, U, R, R, 0},
    {FIELD(SQL_DESC_SCALE),                       false, W, W, R, W, 2},
    {FIELD(SQL_DESC_SCHEMA_NAME),                 false, U, U, R, U, 0},
    {FIELD(SQL_DESC_SEARCHABLE),                  false, U, U, R, U, 0},
    {FIELD(SQL_DESC_TABLE_NAME),                  false, U, U, R, U, 0},
    {FIELD(SQL_DESC_TYPE),                        false, W, W, R, W, SQL_C_CHAR},
    {FIELD(SQL_DESC_TYPE_NAME),                   false, U, U, R, R, 0},
    {FIELD(SQL_DESC_UNNAMED),                     false, U, U, R, W, SQL_UNNAMED},
    {FIELD(SQL_DESC_UNSIGNED),                    false, U, U, R, R, 0},
    {FIELD(SQL_DESC_UPDATABLE),                   false, U, U, R, U, 0},
};
// clang-format on
#undef FIELD

const TextOut kNoText = TextOut::narrow(nullptr, 0);

class DescriptorFields : public OpenStatement {
protected:
    struct Kind {
        const char* name;
        SQLINTEGER attribute;
        Access FieldRow::*access;
    };
    static constexpr Kind kKinds[] = {{"ARD", SQL_ATTR_APP_ROW_DESC, &FieldRow::ard},
                                      {"APD", SQL_ATTR_APP_PARAM_DESC, &FieldRow::apd},
                                      {"IRD", SQL_ATTR_IMP_ROW_DESC, &FieldRow::ird},
                                      {"IPD", SQL_ATTR_IMP_PARAM_DESC, &FieldRow::ipd}};

    SQLRETURN setTo(SQLHDESC desc, SQLSMALLINT record, SQLSMALLINT id, SQLLEN number) {
        return api::setDescField(desc, record, id, reinterpret_cast<SQLPOINTER>(number), {});
    }
    SQLRETURN read(SQLHDESC desc, SQLSMALLINT record, SQLSMALLINT id) {
        std::memset(buffer, 0x5A, sizeof buffer);
        length = -1;
        return api::getDescField(desc, record, id, buffer, TextOut::narrow(buffer, sizeof buffer), &length);
    }
    template <class T>
    T field(SQLHDESC desc, SQLSMALLINT record, SQLSMALLINT id) {
        EXPECT_EQ(SQL_SUCCESS, read(desc, record, id)) << id << " " << stateOf(SQL_HANDLE_DESC, desc);
        T found;
        std::memcpy(&found, buffer, sizeof found);
        return found;
    }
    std::string descState(SQLHDESC desc) { return stateOf(SQL_HANDLE_DESC, desc); }

    SQLCHAR buffer[128] = {};
    SQLINTEGER length = 0;
    SQLBIGINT value = 0;
};

TEST_F(DescriptorFields, TheTableHoldsEveryFieldOfTheDriver) {
    for (int id = 0; id < 2000; ++id) {
        const DescriptorField* const known = findDescriptorField(SQLSMALLINT(id));
        const bool isListed = std::any_of(std::begin(kReference), std::end(kReference),
                                          [&](const FieldRow& row) { return row.id == id; });
        EXPECT_EQ(isListed, known != nullptr) << id;
    }
}

TEST_F(DescriptorFields, AreReadWhereTheReferenceHasThem) {
    ASSERT_EQ(SQL_SUCCESS, prepare("numbers"));
    for (const Kind& kind : kKinds) {
        const SQLHDESC desc = descriptor(kind.attribute);
        if (kind.attribute != SQL_ATTR_IMP_ROW_DESC) {
            ASSERT_EQ(SQL_SUCCESS, setTo(desc, 1, SQL_DESC_CONCISE_TYPE, SQL_INTEGER)) << kind.name;
        }
        for (const FieldRow& row : kReference) {
            const SQLRETURN result = read(desc, 1, row.id);
            if (row.*kind.access == U) {
                EXPECT_EQ(SQL_ERROR, result) << kind.name << " " << row.name;
                EXPECT_EQ("HY091", descState(desc)) << kind.name << " " << row.name;
            } else {
                EXPECT_EQ(SQL_SUCCESS, result) << kind.name << " " << row.name << " " << descState(desc);
                EXPECT_NE(-1, length) << kind.name << " " << row.name;
            }
        }
    }
}

TEST_F(DescriptorFields, AreSetWhereTheReferenceLetsThem) {
    ASSERT_EQ(SQL_SUCCESS, prepare("numbers"));
    for (const Kind& kind : kKinds) {
        for (const FieldRow& row : kReference) {
            const SQLHSTMT fresh = newStatement();
            SQLHDESC desc = SQL_NULL_HDESC;
            ASSERT_EQ(SQL_SUCCESS, api::getStmtAttr(fresh, kind.attribute, &desc, nullptr));
            if (kind.attribute != SQL_ATTR_IMP_ROW_DESC) setTo(desc, 1, SQL_DESC_TYPE, SQL_DATETIME);
            const SQLRETURN result = setTo(desc, 1, row.id, row.settable);
            if (row.*kind.access == W) {
                EXPECT_EQ(SQL_SUCCESS, result) << kind.name << " " << row.name << " " << descState(desc);
            } else {
                const bool isIrd = kind.attribute == SQL_ATTR_IMP_ROW_DESC;
                EXPECT_EQ(SQL_ERROR, result) << kind.name << " " << row.name;
                EXPECT_EQ(isIrd ? "HY016" : "HY091", descState(desc)) << kind.name << " " << row.name;
            }
            api::freeHandle(SQL_HANDLE_STMT, fresh);
        }
    }
}

TEST_F(DescriptorFields, NumbersAreReadBackAsTheyWereSet) {
    for (const SQLINTEGER attribute : {SQL_ATTR_APP_ROW_DESC, SQL_ATTR_APP_PARAM_DESC, SQL_ATTR_IMP_PARAM_DESC}) {
        const SQLHDESC desc = descriptor(attribute);
        ASSERT_EQ(SQL_SUCCESS, setTo(desc, 1, SQL_DESC_CONCISE_TYPE, SQL_NUMERIC));
        EXPECT_EQ(SQL_SUCCESS, setTo(desc, 1, SQL_DESC_PRECISION, 12));
        EXPECT_EQ(SQL_SUCCESS, setTo(desc, 1, SQL_DESC_SCALE, 3));
        EXPECT_EQ(SQL_SUCCESS, setTo(desc, 1, SQL_DESC_LENGTH, 77));
        EXPECT_EQ(SQL_SUCCESS, setTo(desc, 1, SQL_DESC_OCTET_LENGTH, 78));
        EXPECT_EQ(12, field<SQLSMALLINT>(desc, 1, SQL_DESC_PRECISION));
        EXPECT_EQ(3, field<SQLSMALLINT>(desc, 1, SQL_DESC_SCALE));
        EXPECT_EQ(77u, field<SQLULEN>(desc, 1, SQL_DESC_LENGTH));
        EXPECT_EQ(78, field<SQLLEN>(desc, 1, SQL_DESC_OCTET_LENGTH));
        EXPECT_EQ(10, field<SQLINTEGER>(desc, 1, SQL_DESC_NUM_PREC_RADIX));
    }
}

TEST_F(DescriptorFields, StartWithTheDefaultsOfTheReference) {
    const SQLHDESC ard = descriptor(SQL_ATTR_APP_ROW_DESC);
    const SQLHDESC ipd = descriptor(SQL_ATTR_IMP_PARAM_DESC);
    const SQLHDESC ird = descriptor(SQL_ATTR_IMP_ROW_DESC);
    SQLHDESC explicitly = SQL_NULL_HDESC;
    ASSERT_EQ(SQL_SUCCESS, api::allocHandle(SQL_HANDLE_DESC, dbc, &explicitly));
    for (const SQLHDESC desc : {ard, SQLHDESC(descriptor(SQL_ATTR_APP_PARAM_DESC)), explicitly}) {
        EXPECT_EQ(1u, field<SQLULEN>(desc, 0, SQL_DESC_ARRAY_SIZE));
        EXPECT_EQ(SQL_BIND_BY_COLUMN, SQLULEN(field<SQLINTEGER>(desc, 0, SQL_DESC_BIND_TYPE)));
        EXPECT_EQ(nullptr, field<SQLPOINTER>(desc, 0, SQL_DESC_BIND_OFFSET_PTR));
        EXPECT_EQ(0, field<SQLSMALLINT>(desc, 0, SQL_DESC_COUNT));
        EXPECT_EQ(SQL_NO_DATA, read(desc, 1, SQL_DESC_TYPE));
        ASSERT_EQ(SQL_SUCCESS, setTo(desc, 0, SQL_DESC_COUNT, 1));
        EXPECT_EQ(SQL_C_DEFAULT, field<SQLSMALLINT>(desc, 1, SQL_DESC_TYPE));
        EXPECT_EQ(SQL_C_DEFAULT, field<SQLSMALLINT>(desc, 1, SQL_DESC_CONCISE_TYPE));
        for (const int id : {SQL_DESC_DATA_PTR, SQL_DESC_INDICATOR_PTR, SQL_DESC_OCTET_LENGTH_PTR}) {
            EXPECT_EQ(nullptr, field<SQLPOINTER>(desc, 1, static_cast<SQLSMALLINT>(id)));
        }
    }
    for (const SQLHDESC desc : {ard, ird, ipd}) {
        EXPECT_EQ(nullptr, field<SQLPOINTER>(desc, 0, SQL_DESC_ARRAY_STATUS_PTR));
        EXPECT_EQ(SQL_DESC_ALLOC_AUTO, field<SQLSMALLINT>(desc, 0, SQL_DESC_ALLOC_TYPE));
    }
    EXPECT_EQ(SQL_DESC_ALLOC_USER, field<SQLSMALLINT>(explicitly, 0, SQL_DESC_ALLOC_TYPE));
    EXPECT_EQ(0, field<SQLSMALLINT>(ipd, 0, SQL_DESC_COUNT));
    ASSERT_EQ(SQL_SUCCESS, setTo(ipd, 0, SQL_DESC_COUNT, 1));
    EXPECT_EQ(SQL_PARAM_INPUT, field<SQLSMALLINT>(ipd, 1, SQL_DESC_PARAMETER_TYPE));
    EXPECT_EQ(SQL_NULLABLE, field<SQLSMALLINT>(ipd, 1, SQL_DESC_NULLABLE));
    EXPECT_EQ(SQL_SUCCESS, api::freeHandle(SQL_HANDLE_DESC, explicitly));
}

TEST_F(DescriptorFields, OfAnUnpreparedStatementsRowsAreHy007) {
    const SQLHDESC ird = descriptor(SQL_ATTR_IMP_ROW_DESC);
    for (const FieldRow& row : kReference) {
        if (row.ird == U || (row.isHeader && row.id != SQL_DESC_COUNT)) continue;
        EXPECT_EQ(SQL_ERROR, read(ird, 1, row.id)) << row.name;
        EXPECT_EQ("HY007", descState(ird)) << row.name;
    }
}

struct TypeDefaults {
    SQLSMALLINT type, precision, scale;
    SQLINTEGER radix;
};

TEST_F(DescriptorFields, SettingATypeSetsWhatFollowsFromIt) {
    const SQLHDESC ard = descriptor(SQL_ATTR_APP_ROW_DESC);
    const TypeDefaults all[] = {{SQL_C_NUMERIC, 38, 0, 10}, {SQL_C_CHAR, 0, -1, 0},      {SQL_C_FLOAT, 24, -1, 2},
                                {SQL_C_DOUBLE, 53, -1, 2},  {SQL_C_SBIGINT, -1, -1, 10}, {SQL_C_BINARY, -1, -1, 0}};
    for (const TypeDefaults& expected : all) {
        ASSERT_EQ(SQL_SUCCESS, setTo(ard, 1, SQL_DESC_TYPE, expected.type));
        EXPECT_EQ(expected.type, field<SQLSMALLINT>(ard, 1, SQL_DESC_CONCISE_TYPE));
        EXPECT_EQ(0, field<SQLSMALLINT>(ard, 1, SQL_DESC_DATETIME_INTERVAL_CODE));
        EXPECT_EQ(expected.radix, field<SQLINTEGER>(ard, 1, SQL_DESC_NUM_PREC_RADIX)) << expected.type;
        if (expected.precision >= 0) {
            EXPECT_EQ(expected.precision, field<SQLSMALLINT>(ard, 1, SQL_DESC_PRECISION));
        }
        if (expected.scale >= 0) {
            EXPECT_EQ(expected.scale, field<SQLSMALLINT>(ard, 1, SQL_DESC_SCALE));
        }
    }
    ASSERT_EQ(SQL_SUCCESS, setTo(ard, 1, SQL_DESC_TYPE, SQL_C_CHAR));
    EXPECT_EQ(1u, field<SQLULEN>(ard, 1, SQL_DESC_LENGTH));
}

TEST_F(DescriptorFields, ConciseTypesAndSubcodesNameEachOther) {
    const SQLHDESC ard = descriptor(SQL_ATTR_APP_ROW_DESC);
    struct {
        SQLSMALLINT concise, verbose, subcode, precision;
    } const all[] = {{SQL_C_TYPE_DATE, SQL_DATETIME, SQL_CODE_DATE, 0},
                     {SQL_C_TYPE_TIME, SQL_DATETIME, SQL_CODE_TIME, 0},
                     {SQL_C_TYPE_TIMESTAMP, SQL_DATETIME, SQL_CODE_TIMESTAMP, 6},
                     {SQL_C_INTERVAL_DAY, SQL_INTERVAL, SQL_CODE_DAY, 0},
                     {SQL_C_INTERVAL_DAY_TO_SECOND, SQL_INTERVAL, SQL_CODE_DAY_TO_SECOND, 6}};
    for (const auto& row : all) {
        ASSERT_EQ(SQL_SUCCESS, setTo(ard, 1, SQL_DESC_CONCISE_TYPE, row.concise));
        EXPECT_EQ(row.verbose, field<SQLSMALLINT>(ard, 1, SQL_DESC_TYPE));
        EXPECT_EQ(row.subcode, field<SQLSMALLINT>(ard, 1, SQL_DESC_DATETIME_INTERVAL_CODE));
        EXPECT_EQ(row.precision, field<SQLSMALLINT>(ard, 1, SQL_DESC_PRECISION)) << row.concise;
        ASSERT_EQ(SQL_SUCCESS, setTo(ard, 2, SQL_DESC_TYPE, row.verbose));
        ASSERT_EQ(SQL_SUCCESS, setTo(ard, 2, SQL_DESC_DATETIME_INTERVAL_CODE, row.subcode));
        EXPECT_EQ(row.concise, field<SQLSMALLINT>(ard, 2, SQL_DESC_CONCISE_TYPE));
        EXPECT_EQ(SQL_ERROR, setTo(ard, 3, SQL_DESC_TYPE, row.concise));
        EXPECT_EQ("HY021", descState(ard));
    }
    ASSERT_EQ(SQL_SUCCESS, setTo(ard, 1, SQL_DESC_CONCISE_TYPE, SQL_C_INTERVAL_DAY));
    EXPECT_EQ(2, field<SQLINTEGER>(ard, 1, SQL_DESC_DATETIME_INTERVAL_PRECISION));
}

TEST_F(DescriptorFields, BadValuesAreRefusedWithTheStatesOfTheReference) {
    const SQLHDESC ard = descriptor(SQL_ATTR_APP_ROW_DESC);
    const SQLHDESC apd = descriptor(SQL_ATTR_APP_PARAM_DESC);
    const SQLHDESC ipd = descriptor(SQL_ATTR_IMP_PARAM_DESC);
    struct {
        SQLHDESC desc;
        SQLSMALLINT record, id;
        SQLLEN value;
        const char* state;
    } const all[] = {
        {ard, 1, SQL_DESC_TYPE, 4711, "HY021"},
        {ard, 1, SQL_DESC_CONCISE_TYPE, SQL_VARCHAR, "HY021"},  // an SQL type, no C type
        {ipd, 1, SQL_DESC_TYPE, SQL_C_SBIGINT, "HY021"},        // a C type, no SQL type
        {ipd, 1, SQL_DESC_TYPE, SQL_C_DEFAULT, "HY021"},
        {ard, 1, SQL_DESC_DATETIME_INTERVAL_CODE, 99, "HY021"},
        {ard, 0, SQL_DESC_ARRAY_SIZE, 0, "HY092"},
        {ard, 0, SQL_DESC_COUNT, -1, "07009"},
        {ard, -1, SQL_DESC_TYPE, SQL_C_CHAR, "07009"},
        {apd, 0, SQL_DESC_TYPE, SQL_C_CHAR, "07009"},
        {ipd, 0, SQL_DESC_TYPE, SQL_CHAR, "07009"},
        {ipd, 1, SQL_DESC_UNNAMED, SQL_NAMED, "HY092"},
        {ipd, 1, SQL_DESC_PARAMETER_TYPE, 77, "HY105"},
        {ipd, 1, SQL_DESC_PARAMETER_TYPE, SQL_PARAM_OUTPUT, "HYC00"},
        {ard, 1, 4711, 0, "HY091"},
    };
    for (const auto& row : all) {
        EXPECT_EQ(SQL_ERROR, setTo(row.desc, row.record, row.id, row.value)) << row.id << " = " << row.value;
        EXPECT_EQ(row.state, descState(row.desc)) << row.id << " = " << row.value;
    }
    const std::string longName(256, 'n');
    EXPECT_EQ(SQL_ERROR, api::setDescField(ipd, 1, SQL_DESC_NAME, nullptr,
                                           {reinterpret_cast<const SQLCHAR*>(longName.data()), 256}));
    EXPECT_EQ("22001", descState(ipd));
}

TEST_F(DescriptorFields, SettingTheBufferChecksTheRecord) {
    struct {
        SQLSMALLINT type, id;
        SQLLEN value;
    } const bad[] = {
        {SQL_C_NUMERIC, SQL_DESC_PRECISION, 0},
        {SQL_C_NUMERIC, SQL_DESC_PRECISION, 39},
        {SQL_C_NUMERIC, SQL_DESC_SCALE, 39},
        {SQL_C_TYPE_TIMESTAMP, SQL_DESC_PRECISION, 10},
        {SQL_C_INTERVAL_SECOND, SQL_DESC_PRECISION, 10},
        {SQL_C_INTERVAL_DAY, SQL_DESC_DATETIME_INTERVAL_PRECISION, 0},
        {SQL_C_TYPE_DATE, SQL_DESC_TYPE, SQL_INTERVAL},  // SQL_CODE_DATE is SQL_CODE_YEAR: this one is consistent
    };
    const SQLHDESC ard = descriptor(SQL_ATTR_APP_ROW_DESC);
    for (const auto& row : bad) {
        ASSERT_EQ(SQL_SUCCESS, setTo(ard, 1, SQL_DESC_CONCISE_TYPE, row.type));
        ASSERT_EQ(SQL_SUCCESS, api::setDescField(ard, 1, SQL_DESC_DATA_PTR, &value, {})) << row.type;
        ASSERT_EQ(SQL_SUCCESS, setTo(ard, 1, row.id, row.value));
        EXPECT_EQ(nullptr, field<SQLPOINTER>(ard, 1, SQL_DESC_DATA_PTR)) << "the change ends the binding";
        if (row.id == SQL_DESC_TYPE) continue;
        EXPECT_EQ(SQL_ERROR, api::setDescField(ard, 1, SQL_DESC_DATA_PTR, &value, {})) << row.type << " " << row.value;
        EXPECT_EQ("HY021", descState(ard)) << row.type << " " << row.value;
    }
    ASSERT_EQ(SQL_SUCCESS, setTo(ard, 2, SQL_DESC_TYPE, SQL_DATETIME));
    EXPECT_EQ(SQL_ERROR, api::setDescField(ard, 2, SQL_DESC_DATA_PTR, &value, {}));  // no subcode yet
    EXPECT_EQ("HY021", descState(ard));
}

TEST_F(DescriptorFields, AParametersDescriptionIsCheckedOnDemandAndKeepsNoAddress) {
    const SQLHDESC ipd = descriptor(SQL_ATTR_IMP_PARAM_DESC);
    ASSERT_EQ(SQL_SUCCESS, setTo(ipd, 1, SQL_DESC_TYPE, SQL_DECIMAL));
    EXPECT_EQ(SQL_SUCCESS, api::setDescField(ipd, 1, SQL_DESC_DATA_PTR, &value, {}));
    EXPECT_EQ(nullptr, field<SQLPOINTER>(ipd, 1, SQL_DESC_DATA_PTR));
    ASSERT_EQ(SQL_SUCCESS, setTo(ipd, 1, SQL_DESC_SCALE, 50));
    EXPECT_EQ(SQL_ERROR, api::setDescField(ipd, 1, SQL_DESC_DATA_PTR, &value, {}));
    EXPECT_EQ("HY021", descState(ipd));
}

TEST_F(DescriptorFields, RecordsAreCheckedAsAWholeToo) {
    const SQLHDESC ard = descriptor(SQL_ATTR_APP_ROW_DESC);
    SQLLEN indicator = 0;
    EXPECT_EQ(SQL_ERROR, api::setDescRec(ard, 1, {SQL_C_NUMERIC, 0, 19, 4, 9, &value, &indicator, &indicator}));
    EXPECT_EQ("HY021", descState(ard));
    EXPECT_EQ(SQL_SUCCESS, api::setDescRec(ard, 1, {SQL_C_NUMERIC, 0, 19, 9, 4, &value, &indicator, &indicator}));
    EXPECT_EQ(SQL_ERROR, api::setDescRec(ard, 1, {SQL_DATETIME, 9, 16, 0, 0, &value, &indicator, &indicator}));
    EXPECT_EQ("HY021", descState(ard));
    EXPECT_EQ(SQL_SUCCESS,
              api::setDescRec(ard, 1, {SQL_DATETIME, SQL_CODE_TIMESTAMP, 16, 3, 0, &value, &indicator, &indicator}));
    EXPECT_EQ(SQL_C_TYPE_TIMESTAMP, field<SQLSMALLINT>(ard, 1, SQL_DESC_CONCISE_TYPE));
    const SQLHDESC ird = descriptor(SQL_ATTR_IMP_ROW_DESC);
    EXPECT_EQ(SQL_ERROR, api::setDescRec(ird, 1, {SQL_CHAR, 0, 1, 0, 0, &value, nullptr, nullptr}));
    EXPECT_EQ("HY016", descState(ird));
}

TEST_F(DescriptorFields, TheCountFollowsTheHighestBoundRecord) {
    const SQLHDESC ard = descriptor(SQL_ATTR_APP_ROW_DESC);
    const auto count = [&] { return field<SQLSMALLINT>(ard, 0, SQL_DESC_COUNT); };
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 5, SQL_C_SBIGINT, &value, 0, nullptr));
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 2, SQL_C_SBIGINT, &value, 0, nullptr));
    EXPECT_EQ(5, count());
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 2, SQL_C_SBIGINT, nullptr, 0, nullptr));
    EXPECT_EQ(5, count()) << "a lower record does not matter";
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 3, SQL_C_SBIGINT, &value, 0, nullptr));
    ASSERT_EQ(SQL_SUCCESS, setTo(ard, 5, SQL_DESC_DATA_PTR, 0));
    EXPECT_EQ(3, count());
    EXPECT_EQ(SQL_NO_DATA, read(ard, 5, SQL_DESC_TYPE));
    ASSERT_EQ(SQL_SUCCESS, api::setDescField(ard, 5, SQL_DESC_DATA_PTR, &value, {}));
    EXPECT_EQ(5, count());
    EXPECT_EQ(SQL_C_SBIGINT, field<SQLSMALLINT>(ard, 5, SQL_DESC_TYPE)) << "the other fields were not affected";
    ASSERT_EQ(SQL_SUCCESS, setTo(ard, 0, SQL_DESC_COUNT, 1));
    ASSERT_EQ(SQL_SUCCESS, setTo(ard, 0, SQL_DESC_COUNT, 5));
    EXPECT_EQ(SQL_C_DEFAULT, field<SQLSMALLINT>(ard, 5, SQL_DESC_TYPE)) << "a count that is set removes records";
}

TEST_F(DescriptorFields, UnbindingAllKeepsTheBookmarkOnly) {
    const SQLHDESC ard = descriptor(SQL_ATTR_APP_ROW_DESC);
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE));
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 0, SQL_C_VARBOOKMARK, &value, sizeof value, nullptr));
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 2, SQL_C_SBIGINT, &value, 0, nullptr));
    EXPECT_EQ(2, field<SQLSMALLINT>(ard, 0, SQL_DESC_COUNT)) << "the bookmark does not count";
    ASSERT_EQ(SQL_SUCCESS, api::freeStatement(stmt, SQL_UNBIND));
    EXPECT_EQ(0, field<SQLSMALLINT>(ard, 0, SQL_DESC_COUNT));
    EXPECT_EQ(&value, field<SQLPOINTER>(ard, 0, SQL_DESC_DATA_PTR));
    ASSERT_EQ(SQL_SUCCESS, setTo(ard, 0, SQL_DESC_DATA_PTR, 0));
    EXPECT_EQ(nullptr, field<SQLPOINTER>(ard, 0, SQL_DESC_DATA_PTR));
}

TEST_F(DescriptorFields, RecordZeroOfARowNeedsBookmarks) {
    ASSERT_EQ(SQL_SUCCESS, prepare("numbers"));
    const SQLHDESC ird = descriptor(SQL_ATTR_IMP_ROW_DESC);
    EXPECT_EQ(SQL_ERROR, read(ird, 0, SQL_DESC_TYPE));
    EXPECT_EQ("07009", descState(ird));
    const SQLHSTMT other = newStatement();
    std::swap(stmt, const_cast<SQLHSTMT&>(other));
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE));
    ASSERT_EQ(SQL_SUCCESS, prepare("numbers"));
    const SQLHDESC marked = descriptor(SQL_ATTR_IMP_ROW_DESC);
    EXPECT_EQ(8, field<SQLLEN>(marked, 0, SQL_DESC_OCTET_LENGTH));
}

TEST_F(DescriptorFields, BoundCopiesAreChecked) {
    const SQLHDESC ard = descriptor(SQL_ATTR_APP_ROW_DESC);
    const SQLHDESC ipd = descriptor(SQL_ATTR_IMP_PARAM_DESC);
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 1, SQL_C_SBIGINT, &value, 0, nullptr));
    EXPECT_EQ(SQL_ERROR, api::copyDesc(ard, ipd));  // SQL_C_SBIGINT is no SQL type
    EXPECT_EQ("HY021", descState(ipd));
    EXPECT_EQ(SQL_SUCCESS, api::copyDesc(ard, descriptor(SQL_ATTR_APP_PARAM_DESC)));
    EXPECT_EQ(&value, field<SQLPOINTER>(descriptor(SQL_ATTR_APP_PARAM_DESC), 1, SQL_DESC_DATA_PTR));
}

TEST_F(DescriptorFields, AnotherConnectionsBindingsCanBeCopied) {
    const SQLHDESC ard = descriptor(SQL_ATTR_APP_ROW_DESC);
    ASSERT_EQ(SQL_SUCCESS, setTo(ard, 0, SQL_DESC_ARRAY_SIZE, 7));
    const SQLHSTMT other = newStatement();
    SQLHDESC target = SQL_NULL_HDESC;
    ASSERT_EQ(SQL_SUCCESS, api::getStmtAttr(other, SQL_ATTR_APP_ROW_DESC, &target, nullptr));
    EXPECT_EQ(SQL_SUCCESS, api::copyDesc(ard, target));
    EXPECT_EQ(7u, field<SQLULEN>(target, 0, SQL_DESC_ARRAY_SIZE));
    EXPECT_EQ(SQL_INVALID_HANDLE, api::copyDesc(SQL_NULL_HDESC, target));
    SQLHDESC unprepared = SQL_NULL_HDESC;
    ASSERT_EQ(SQL_SUCCESS, api::getStmtAttr(other, SQL_ATTR_IMP_ROW_DESC, &unprepared, nullptr));
    EXPECT_EQ(SQL_ERROR, api::copyDesc(unprepared, target));
    EXPECT_EQ("HY007", descState(target));
}

TEST_F(DescriptorFields, OneDescriptorServesSeveralStatements) {
    SQLHDESC shared = SQL_NULL_HDESC;
    ASSERT_EQ(SQL_SUCCESS, api::allocHandle(SQL_HANDLE_DESC, dbc, &shared));
    ASSERT_EQ(SQL_SUCCESS, setTo(shared, 1, SQL_DESC_TYPE, SQL_C_SBIGINT));
    ASSERT_EQ(SQL_SUCCESS, api::setDescField(shared, 1, SQL_DESC_DATA_PTR, &value, {}));
    const SQLHSTMT first = stmt, second = newStatement();
    for (const SQLHSTMT one : {first, second}) {
        ASSERT_EQ(SQL_SUCCESS, api::setStmtAttr(one, SQL_ATTR_APP_ROW_DESC, shared));
        stmt = one;
        ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
        value = 0;
        ASSERT_EQ(SQL_SUCCESS, api::fetch(one));
        EXPECT_EQ(1, value);
    }
    EXPECT_EQ(SQL_SUCCESS, api::freeHandle(SQL_HANDLE_DESC, shared));
    value = 0;
    EXPECT_EQ(SQL_SUCCESS, api::fetch(first));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(second));
    EXPECT_EQ(0, value) << "both went back to their own descriptors";
}

}  // namespace
}  // namespace assetsodbc::driver::test
