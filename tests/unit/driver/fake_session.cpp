#include "tests/unit/driver/fake_session.h"

namespace assetsodbc::driver::test {

schema::CellView FakeQuery::cell(std::size_t column) const {
    return schema::viewOf(script_.rows.at(next_ - 1).at(column));
}

void OpenStatement::SetUp() {
    using sqlengine::Nullability;
    const std::vector<sqlengine::ResultColumn> columns = {
        {"Id", schema::bigInt(), Nullability::No, "Assets", "Numbers", "Id"},
        {"Name", schema::wvarchar(20), Nullability::Yes, "Assets", "Numbers", "Name"},
    };
    Rows rows;
    for (std::int64_t i = 1; i <= 10; ++i) rows.push_back({i, "row " + std::to_string(i)});
    scripts["numbers"] = {columns, rows, {}, std::nullopt};
    scripts["none"] = {columns, {}, {}, std::nullopt};
    scripts["breaks"] = {columns, rows, {}, 2};
    scripts["one ?"] = {columns, {rows[0]}, {{schema::wvarchar(255), Nullability::Unknown}}, std::nullopt};
    scripts["texts"] = {columns, {{std::int64_t{1}, std::string(1000, 'x')}, {std::int64_t{2}, {}}}, {}, std::nullopt};
    using sqlengine::StatementClass;
    Script insert;
    insert.parameters = {{schema::wvarchar(255), Nullability::Unknown}};
    insert.kind = StatementClass::Insert;
    insert.affected = 1;
    scripts["insert ?"] = insert;
    Script update = insert;
    update.kind = StatementClass::Update;
    scripts["update ?"] = update;
    Script updateNone;
    updateNone.kind = StatementClass::Update;
    updateNone.affected = 0;
    scripts["update none"] = updateNone;
    Script drop;
    drop.kind = StatementClass::DropTable;
    scripts["drop"] = drop;
    Script local{columns, rows, {}, std::nullopt};
    local.isLocal = true;
    scripts["local"] = local;
    Script returning{columns, {rows[0], rows[1]}, {}, std::nullopt};
    returning.kind = StatementClass::Insert;
    returning.affected = 2;
    scripts["returning"] = returning;

    ASSERT_EQ(SQL_SUCCESS, api::allocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &env, wideUnit()));
    ASSERT_EQ(SQL_SUCCESS,
              api::setEnvAttr(env, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQLULEN{SQL_OV_ODBC3})));
    ASSERT_EQ(SQL_SUCCESS, api::allocHandle(SQL_HANDLE_DBC, env, &dbc));
    auto fake = std::make_unique<FakeSession>(scripts, recorder);
    session = fake.get();
    {
        const auto access = Registry::instance().lock(dbc, HandleKind::Connection);
        static_cast<Connection&>(access.handle()).open(std::move(fake));
    }
    stmt = newStatement();
}

void OpenStatement::TearDown() {
    {
        const auto access = Registry::instance().lock(dbc, HandleKind::Connection);
        static_cast<Connection&>(access.handle()).close();
    }
    EXPECT_EQ(SQL_SUCCESS, api::freeHandle(SQL_HANDLE_DBC, dbc));
    EXPECT_EQ(SQL_SUCCESS, api::freeHandle(SQL_HANDLE_ENV, env));
}

namespace {

TextIn text(const std::string& sql) {
    return {reinterpret_cast<const SQLCHAR*>(sql.data()), SQLLEN(sql.size())};
}

}  // namespace

SQLRETURN OpenStatement::execDirect(const std::string& sql) {
    return api::execDirect(stmt, text(sql));
}

SQLRETURN OpenStatement::prepare(const std::string& sql) {
    return api::prepare(stmt, text(sql));
}

SQLHSTMT OpenStatement::newStatement() {
    SQLHSTMT result = SQL_NULL_HSTMT;
    EXPECT_EQ(SQL_SUCCESS, api::allocHandle(SQL_HANDLE_STMT, dbc, &result));
    return result;
}

std::string OpenStatement::stateOf(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT record) {
    SQLCHAR state[6] = "";
    const SQLRETURN result = api::getDiagRec(kind, handle, record, TextOut::narrow(state, sizeof state), nullptr,
                                             TextOut::narrow(nullptr, 0), nullptr);
    return SQL_SUCCEEDED(result) ? reinterpret_cast<char*>(state) : "";
}

std::string OpenStatement::messageOf(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT record) {
    SQLCHAR state[6] = "";
    SQLCHAR message[1000] = "";
    api::getDiagRec(kind, handle, record, TextOut::narrow(state, sizeof state), nullptr,
                    TextOut::narrow(message, sizeof message), nullptr);
    return reinterpret_cast<char*>(message);
}

SQLRETURN OpenStatement::set(SQLINTEGER attribute, SQLULEN value) {
    return api::setStmtAttr(stmt, attribute, reinterpret_cast<SQLPOINTER>(value));
}

SQLULEN OpenStatement::get(SQLINTEGER attribute) {
    SQLULEN value = 0;
    EXPECT_TRUE(SQL_SUCCEEDED(api::getStmtAttr(stmt, attribute, &value, nullptr)));
    return value;
}

SQLHDESC OpenStatement::descriptor(SQLINTEGER attribute) {
    SQLHDESC value = SQL_NULL_HDESC;
    EXPECT_EQ(SQL_SUCCESS, api::getStmtAttr(stmt, attribute, &value, nullptr));
    return value;
}

std::int64_t OpenStatement::id() {
    SQLBIGINT value = -1;
    SQLLEN length = 0;
    EXPECT_TRUE(SQL_SUCCEEDED(api::getData(stmt, 1, SQL_C_SBIGINT, &value, 0, &length)));
    return value;
}

}  // namespace assetsodbc::driver::test
