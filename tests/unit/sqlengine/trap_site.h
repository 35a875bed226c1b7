// Two tables of a site of which everything can be pushed down, Obj (1000 rows) and Loct (50), and ordinary tables with
// the same rows, RObj and RLoct, in one engine: what a query answers must not depend on which of them it reads.
#pragma once

#include <algorithm>
#include <cctype>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.h"
#include "tests/unit/sqlengine/fake_site.h"

namespace assetsodbc::sqlengine {

struct TrapVariant {
    const char* name;
    bool exact, orders, counts, pushdown;
};

inline const std::vector<TrapVariant>& trapVariants() {
    static const std::vector<TrapVariant> variants = {{"exact", true, false, false, true},
                                                      {"ordered and counted", true, true, true, true},
                                                      {"inexact", false, true, true, true},
                                                      {"without pushdown", true, true, true, false}};
    return variants;
}

class TrapSite {
public:
    explicit TrapSite(const TrapVariant& variant) {
        FakeBehaviour behaviour;
        behaviour.exact = variant.exact;
        behaviour.orders = variant.orders;
        behaviour.counts = variant.counts;
        behaviour.goesOn = true;
        std::vector<std::unique_ptr<schema::Table>> tables;
        tables.push_back(std::make_unique<FakeTable>(objSpec(), objRows(), obj, behaviour));
        tables.push_back(std::make_unique<FakeTable>(loctSpec(), loctRows(), loct, behaviour));
        catalog_ = std::make_unique<schema::Catalog>(std::move(tables));
        EngineOptions options;
        options.pushdown = variant.pushdown;
        engine_ = std::make_unique<Engine>(*catalog_, context, options);
        run("CREATE TABLE RObj (Id BIGINT NOT NULL PRIMARY KEY, Key VARCHAR(64), Name NVARCHAR(255), Status "
            "NVARCHAR(255), Loc VARCHAR(64), N INTEGER, R DOUBLE, D TIMESTAMP, Code VARCHAR(16))");
        run("CREATE TABLE RLoct (Id BIGINT NOT NULL PRIMARY KEY, Key VARCHAR(64), Name NVARCHAR(255), N INTEGER)");
        run("INSERT INTO RObj SELECT * FROM Obj");
        run("INSERT INTO RLoct SELECT * FROM Loct");
        forget();
    }

    // Each of a kind of variant is made once.
    static TrapSite& of(const TrapVariant& variant) {
        static std::vector<std::pair<const TrapVariant*, std::unique_ptr<TrapSite>>> sites;
        for (const auto& site : sites) {
            if (site.first == &variant) return *site.second;
        }
        sites.emplace_back(&variant, std::make_unique<TrapSite>(variant));
        return *sites.back().second;
    }

    // The rows, or one text that tells of the error.
    std::vector<std::string> run(std::string_view sql, const std::vector<schema::Value>& parameters = {}) {
        std::vector<std::string> rows;
        try {
            const auto query = engine_->prepare(sql, context);
            for (std::size_t i = 0; i < parameters.size(); ++i) query->bind(i, parameters[i]);
            while (query->step(context)) rows.push_back(FakeSite::rowText(*query));
        } catch (const common::Error& error) {
            return {"error " + std::to_string(static_cast<int>(error.kind()))};
        }
        return rows;
    }
    std::vector<std::string> runOrdinary(std::string_view sql, const std::vector<schema::Value>& parameters = {}) {
        return run(withOrdinaryTables(sql), parameters);
    }
    std::unique_ptr<Query> prepare(std::string_view sql) { return engine_->prepare(sql, context); }

    void forget() {
        for (const auto& log : {obj, loct}) {
            log->scans.clear();
            log->counts.clear();
            log->rowsBeyondBound = 0;
        }
    }

    common::CancelToken token;
    common::CallContext context{token, std::nullopt, 9};
    std::shared_ptr<FakeTableLog> obj = std::make_shared<FakeTableLog>();
    std::shared_ptr<FakeTableLog> loct = std::make_shared<FakeTableLog>();

private:
    static schema::ColumnSpec column(const char* name, schema::TypeSpec type, bool nullable = true) {
        using schema::Push;
        return {name, type, nullable, Push::Eq | Push::In | Push::Range | Push::Like | Push::Null, ""};
    }

    static schema::TableSpec objSpec() {
        return {
            "Assets",
            "Obj",
            schema::TableKind::Table,
            "Objects.",
            {column("Id", schema::bigInt(), false), column("Key", schema::varchar(64)),
             column("Name", schema::wvarchar(255)), column("Status", schema::wvarchar(255)),
             column("Loc", schema::varchar(64)), column("N", schema::integer()), column("R", schema::doublePrecision()),
             column("D", schema::timestamp()), column("Code", schema::varchar(16))},
            {"Id"},
            {}};
    }

    static schema::TableSpec loctSpec() {
        return {"Assets",
                "Loct",
                schema::TableKind::Table,
                "Places.",
                {column("Id", schema::bigInt(), false), column("Key", schema::varchar(64)),
                 column("Name", schema::wvarchar(255)), column("N", schema::integer())},
                {"Id"},
                {}};
    }

    static std::vector<FakeRow> objRows() {
        std::vector<FakeRow> rows;
        for (std::int64_t i = 0; i < 1000; ++i) {
            const std::int64_t day = i % 28 + 1;
            FakeRow row = {
                i,
                "K-" + std::to_string(i),
                (i % 7 == 0 ? "Name" : "name") + std::to_string(i % 7),
                std::string(i % 3 != 0 ? "open" : "closed"),
                "L-" + std::to_string((i * 7) % 60),  // some places do not exist
                i % 10,
                static_cast<double>(i % 40) / 4,
                "2024-0" + std::to_string(i % 9 + 1) + (day < 10 ? "-0" : "-") + std::to_string(day) + " 10:00:00.000",
                (i % 2 == 0 ? "0" : "") + std::to_string(i % 20)};  // "010" is 10 as a number
            if (i % 11 == 0) row[2] = std::monostate();
            if (i % 13 == 0) row[5] = std::monostate();
            if (i % 17 == 0) row[6] = std::monostate();
            if (i % 19 == 0) row[7] = std::monostate();
            rows.push_back(std::move(row));
        }
        return rows;
    }

    static std::vector<FakeRow> loctRows() {
        std::vector<FakeRow> rows;
        for (std::int64_t i = 0; i < 50; ++i) {
            FakeRow row = {i, "L-" + std::to_string(i), "city" + std::to_string(i % 5), i};
            if (i % 6 == 0) row[3] = std::monostate();
            rows.push_back(std::move(row));
        }
        return rows;
    }

    static std::string withOrdinaryTables(std::string_view sql) {
        const auto isWordPart = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
        std::string text;
        for (std::size_t i = 0; i < sql.size();) {
            std::size_t end = i;
            while (end < sql.size() && isWordPart(sql[end])) ++end;
            const std::string_view word = sql.substr(i, end - i);
            if (word == "Obj" || word == "Loct") text += 'R';
            if (end == i) ++end;
            text += sql.substr(i, end - i);
            i = end;
        }
        return text;
    }

    std::unique_ptr<schema::Catalog> catalog_;
    std::unique_ptr<Engine> engine_;
};

}  // namespace assetsodbc::sqlengine
