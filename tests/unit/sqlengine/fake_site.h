// An engine over two fake tables, Assets.Hosts (1000 rows) and Assets.Offices (50 rows), and what tests ask of it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/call_context.h"
#include "schema/catalog.h"
#include "sqlengine/engine.h"
#include "tests/unit/sqlengine/fake_table.h"

namespace assetsodbc::sqlengine {

inline schema::TableSpec hostsSpec() {
    constexpr auto kKey = schema::Push::Eq | schema::Push::In;
    return {"Assets",
            "Hosts",
            schema::TableKind::Table,
            "Hosts.",
            {{"Id", schema::bigInt(), false, kKey, "Id."},
             {"HostKey", schema::varchar(64), true, kKey, "Key."},
             {"Name", schema::wvarchar(255), true, schema::Push::None, "Name."},
             {"Office", schema::varchar(64), true, schema::Push::None, "Key of the office."},
             {"Number", schema::integer(), true, kKey, "Number."},
             {"Load", schema::doublePrecision(), true, schema::Push::None, "Load."},
             {"Seen", schema::timestamp(), true, schema::Push::None, "Last seen."}},
            {"Id"},
            {}};
}

inline schema::TableSpec officesSpec() {
    constexpr auto kKey = schema::Push::Eq | schema::Push::In;
    return {"Assets",
            "Offices",
            schema::TableKind::Table,
            "Offices.",
            {{"Id", schema::bigInt(), false, kKey, "Id."},
             {"OfficeKey", schema::varchar(64), true, kKey, "Key."},
             {"City", schema::wvarchar(255), true, schema::Push::None, "City."},
             {"Number", schema::integer(), true, kKey, "Number."}},
            {"Id"},
            {}};
}

inline std::vector<FakeRow> hostRows() {
    std::vector<FakeRow> rows;
    for (std::int64_t i = 1; i <= 1000; ++i) {
        FakeRow row = {
            i,      "K-" + std::to_string(i),   "host" + std::to_string(i % 7), "L-" + std::to_string((i * 7) % 50 + 1),
            i % 10, static_cast<double>(i) / 8, "2024-01-31 10:00:00.000"};
        if (i % 11 == 0) row[2] = std::monostate();
        rows.push_back(std::move(row));
    }
    return rows;
}

inline std::vector<FakeRow> officeRows() {
    std::vector<FakeRow> rows;
    for (std::int64_t i = 1; i <= 50; ++i) {
        rows.push_back({i, "L-" + std::to_string(i), "Zürich " + std::to_string(i % 5), i});
    }
    return rows;
}

class FakeSite {
public:
    explicit FakeSite(bool pushdown = true, FakeBehaviour behaviour = {}) {
        std::vector<std::unique_ptr<schema::Table>> tables;
        tables.push_back(std::make_unique<FakeTable>(hostsSpec(), hostRows(), hosts, behaviour));
        tables.push_back(std::make_unique<FakeTable>(officesSpec(), officeRows(), offices));
        catalog = std::make_unique<schema::Catalog>(std::move(tables));
        EngineOptions options;
        options.pushdown = pushdown;
        engine = std::make_unique<Engine>(*catalog, context, options);
    }

    std::unique_ptr<Query> prepare(std::string_view sql) { return engine->prepare(sql, context); }
    // All rows, cells joined by '|'; ∅ is NULL.
    std::vector<std::string> run(std::string_view sql, const std::vector<schema::Value>& parameters = {}) {
        const auto query = prepare(sql);
        for (std::size_t i = 0; i < parameters.size(); ++i) query->bind(i, parameters[i]);
        std::vector<std::string> rows;
        while (query->step(context)) rows.push_back(rowText(*query));
        return rows;
    }

    static std::string cellText(const schema::CellView& cell) {
        struct Text {
            std::string operator()(std::monostate) const { return "∅"; }
            std::string operator()(std::int64_t value) const { return std::to_string(value); }
            std::string operator()(double value) const { return std::to_string(value); }
            std::string operator()(std::string_view value) const { return std::string(value); }
            std::string operator()(schema::Blob value) const { return "x'" + std::string(value.bytes) + "'"; }
        };
        return std::visit(Text(), cell);
    }
    static std::string rowText(const Query& query) {
        std::string text;
        for (std::size_t i = 0; i < query.columns().size(); ++i) text += (i == 0 ? "" : "|") + cellText(query.cell(i));
        return text;
    }

    common::CancelToken token;
    common::CallContext context{token, std::nullopt, 7};
    std::shared_ptr<FakeTableLog> hosts = std::make_shared<FakeTableLog>();
    std::shared_ptr<FakeTableLog> offices = std::make_shared<FakeTableLog>();
    std::unique_ptr<schema::Catalog> catalog;
    std::unique_ptr<Engine> engine;
};

}  // namespace assetsodbc::sqlengine
