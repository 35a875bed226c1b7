// SQL text: tokens, batches, escape sequences, the translation, and statements compiled and run for a moment over a
// small catalog.
#include <chrono>
#include <cstdint>
#include <memory>
#include <string_view>

#include "common/clock.h"
#include "common/error.h"
#include "sqlengine/engine.h"
#include "sqlengine/sql_text/lexer.h"
#include "sqlengine/sql_text/split.h"
#include "sqlengine/sql_text/translate.h"
#include "tests/fuzz/require.h"
#include "tests/unit/sqlengine/fake_table.h"

using namespace assetsodbc;
using namespace assetsodbc::sqlengine;

namespace {

schema::Catalog smallCatalog() {
    const auto column = [](const char* name, schema::TypeSpec type) {
        return schema::ColumnSpec{name, type, true, schema::Push::Eq, ""};
    };
    const schema::TableSpec hosts{"Assets",
                                  "Hosts",
                                  schema::TableKind::Table,
                                  "",
                                  {column("Id", schema::bigInt()), column("Name", schema::wvarchar(255)),
                                   column("Load", schema::TypeSpec{schema::SqlType::Double, 15, 0})},
                                  {"Id"},
                                  {}};
    std::vector<FakeRow> rows;
    for (std::int64_t i = 1; i <= 20; ++i) rows.push_back({i, "host" + std::to_string(i), i / 8.0});
    std::vector<std::unique_ptr<schema::Table>> tables;
    tables.push_back(std::make_unique<FakeTable>(hosts, std::move(rows), std::make_shared<FakeTableLog>()));
    return schema::Catalog(std::move(tables));
}

// Tokens lie in the text in order, and are never empty.
void requireTokens(std::string_view sql) {
    std::size_t end = 0;
    for (const Token& token : tokenize(sql)) {
        REQUIRE(!token.text.empty());
        REQUIRE(token.offset >= end);
        REQUIRE(sql.substr(token.offset, token.text.size()) == token.text);
        end = token.end();
    }
}

void requireStatements(std::string_view sql) {
    std::size_t end = 0;
    for (const StatementText& statement : splitStatements(sql)) {
        REQUIRE(statement.offset >= end);
        REQUIRE(sql.substr(statement.offset, statement.text.size()) == statement.text);
        end = statement.offset + statement.text.size();
    }
}

template <class Body>
void orRefused(Body body) {
    try {
        body();
    } catch (const common::Error& error) {
        REQUIRE(error.what()[0] != '\0');
        REQUIRE(error.kind() != common::ErrorKind::Internal);
    }
}

// A new engine now and then: what statements made of local tables must not pile up.
class Runner {
public:
    void run(std::string_view sql) {
        if (uses_++ % 256 == 0) {
            common::CancelToken token;
            const common::CallContext context{token, std::nullopt, 0};
            engine_.reset();
            engine_ = std::make_unique<Engine>(catalog_, context);
        }
        common::CancelToken token;
        const auto limit = common::realClock().now() + std::chrono::milliseconds(100);
        const common::CallContext context{token, limit, 1};
        orRefused([&] {
            const auto query = engine_->prepare(sql, context);
            for (std::size_t i = 0; i < query->parameters().size(); ++i) query->bind(i, std::int64_t{1});
            for (int row = 0; row < 8 && query->step(context); ++row) {
                for (std::size_t column = 0; column < query->columns().size(); ++column) query->cell(column);
            }
            query->reset();
        });
    }

private:
    schema::Catalog catalog_ = smallCatalog();
    std::unique_ptr<Engine> engine_;
    std::size_t uses_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Runner runner;
    const std::string_view sql(reinterpret_cast<const char*>(data), size);
    orRefused([&] { requireTokens(sql); });
    orRefused([&] { requireStatements(sql); });
    orRefused([&] { Engine::nativeSql(sql); });
    orRefused([&] { translate(sql); });
    runner.run(sql);
    return 0;
}
