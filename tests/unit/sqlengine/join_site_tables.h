// Laptops that people own who sit in offices, as a paged site tells them and as ordinary SQLite tables with the same
// rows, and what tests of joins ask of both.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "schema/catalog.h"
#include "sqlengine/engine.h"
#include "tests/unit/sqlengine/fake_site.h"
#include "tests/unit/sqlengine/paged_table.h"

namespace assetsodbc::sqlengine {

struct JoinSizes {
    std::size_t laptops = 1000, people = 500, offices = 20;
    std::size_t owners = 100;  // people who own laptops
    std::size_t pageSize = 100;
    std::size_t memory = 0;  // for the rows of joins; 0: the engine's own choice
    bool pushdown = true;
};

class JoinSiteTables {
public:
    explicit JoinSiteTables(JoinSizes given = {}) : sizes(given) {
        behaviour->pageSize = sizes.pageSize;
        std::vector<std::unique_ptr<schema::Table>> tables;
        add(tables, laptopsSpec(), laptopRows(), laptops);
        add(tables, peopleSpec(), personRows(), people);
        add(tables, officesSpec(), officeRows(), offices);
        catalog_ = std::make_unique<schema::Catalog>(std::move(tables));
        EngineOptions options;
        options.pushdown = sizes.pushdown;
        if (sizes.memory != 0) options.joinMemory = sizes.memory;
        engine_ = std::make_unique<Engine>(*catalog_, context, options);
        plainCatalog_ = std::make_unique<schema::Catalog>(std::vector<std::unique_ptr<schema::Table>>());
        plainEngine_ = std::make_unique<Engine>(*plainCatalog_, context);
        fill(laptopsSpec(), laptopRows());
        fill(peopleSpec(), personRows());
        fill(officesSpec(), officeRows());
    }

    std::vector<std::string> run(std::string_view sql) {
        for (auto* log : {&laptops, &people, &offices}) (*log)->clear();
        return rowsOf(*engine_, sql);
    }
    std::vector<std::string> runOrdinary(std::string_view sql) { return rowsOf(*plainEngine_, sql); }
    // The rows of both, sorted, must be equal; the requests of the site's tables.
    std::size_t requestsOf(std::string_view sql) {
        auto rows = run(sql), expected = runOrdinary(sql);
        std::sort(rows.begin(), rows.end());
        std::sort(expected.begin(), expected.end());
        EXPECT_EQ(rows, expected) << sql;
        return requests();
    }
    std::size_t requests() const { return laptops->requests + people->requests + offices->requests; }
    std::unique_ptr<Query> prepare(std::string_view sql) { return engine_->prepare(sql, context); }

    static std::size_t pages(std::size_t rows, std::size_t perPage) { return (rows + perPage - 1) / perPage; }
    // 2*ceil(N/P) + ceil(D/200) + 2
    std::size_t mostRequests(std::size_t outer, std::size_t distinct) const {
        return 2 * pages(outer, sizes.pageSize) + pages(distinct, 200) + 2;
    }

    JoinSizes sizes;
    std::shared_ptr<PagedTableBehaviour> behaviour = std::make_shared<PagedTableBehaviour>();
    std::shared_ptr<PagedTableLog> laptops = std::make_shared<PagedTableLog>();
    std::shared_ptr<PagedTableLog> people = std::make_shared<PagedTableLog>();
    std::shared_ptr<PagedTableLog> offices = std::make_shared<PagedTableLog>();
    common::CancelToken token;
    common::CallContext context{token, std::nullopt, 7};

private:
    static constexpr auto kKey = schema::Push::Eq | schema::Push::In;
    static constexpr auto kNone = schema::Push::None;

    static schema::TableSpec laptopsSpec() {
        return {"Assets",
                "Laptops",
                schema::TableKind::Table,
                "",
                {{"Id", schema::bigInt(), false, kKey, ""},
                 {"Name", schema::wvarchar(255), true, kNone, ""},
                 {"Owner_Id", schema::bigInt(), true, kKey, ""},
                 {"Owner_Key", schema::varchar(64), true, kKey, ""},
                 {"Owner", schema::wvarchar(255), true, kNone, ""},
                 {"Status", schema::varchar(64), true, kKey, ""},
                 {"Price", schema::doublePrecision(), true, kNone, ""}},
                {"Id"}};
    }
    static schema::TableSpec peopleSpec() {
        return {"Assets",
                "People",
                schema::TableKind::Table,
                "",
                {{"Id", schema::bigInt(), false, kKey, ""},
                 {"PersonKey", schema::varchar(64), true, kKey, ""},
                 {"Name", schema::wvarchar(255), true, kNone, ""},
                 {"Office_Id", schema::bigInt(), true, kKey, ""},
                 {"Boss_Id", schema::bigInt(), true, kKey, ""},
                 {"Status", schema::varchar(64), true, kKey, ""}},
                {"Id"}};
    }
    static schema::TableSpec officesSpec() {
        return {"Assets",
                "Offices",
                schema::TableKind::Table,
                "",
                {{"Id", schema::bigInt(), false, kKey, ""},
                 {"City", schema::wvarchar(255), true, kNone, ""},
                 {"Floor", schema::integer(), true, kNone, ""},
                 {"Price", schema::doublePrecision(), true, kNone, ""}},
                {"Id"}};
    }

    std::int64_t ownerOf(std::size_t laptop) const {
        // Spread over all people, in no order.
        const std::size_t owner = (laptop * 7919) % sizes.owners;
        return static_cast<std::int64_t>(100000 + owner * std::max<std::size_t>(1, sizes.people / sizes.owners));
    }
    std::vector<PagedTable::Row> laptopRows() const {
        std::vector<PagedTable::Row> rows;
        for (std::size_t i = 0; i < sizes.laptops; ++i) {
            const std::int64_t owner = ownerOf(i);
            PagedTable::Row row = {static_cast<std::int64_t>(i + 1),
                                   "laptop" + std::to_string(i),
                                   owner,
                                   (i % 3 == 0 ? "p-" : "P-") + std::to_string(owner),
                                   "person" + std::to_string(owner % 50),
                                   std::string(i % 4 == 0 ? "In use" : "Stock"),
                                   static_cast<double>(i % 9) / 2};
            if (i % 17 == 3) row[2] = row[3] = row[4] = std::monostate();
            if (i % 23 == 5) row[2] = std::int64_t{1};  // nobody
            rows.push_back(std::move(row));
        }
        return rows;
    }
    std::vector<PagedTable::Row> personRows() const {
        std::vector<PagedTable::Row> rows;
        for (std::size_t i = 0; i < sizes.people; ++i) {
            const auto id = static_cast<std::int64_t>(100000 + i);
            PagedTable::Row row = {id,
                                   "P-" + std::to_string(id),
                                   "person" + std::to_string(id % 50),
                                   static_cast<std::int64_t>(900000 + i % std::max<std::size_t>(1, sizes.offices)),
                                   static_cast<std::int64_t>(100000 + i / 7),
                                   std::string(i % 5 == 0 ? "Gone" : "In use")};
            if (i % 13 == 2) row[3] = std::monostate();
            rows.push_back(std::move(row));
        }
        return rows;
    }
    std::vector<PagedTable::Row> officeRows() const {
        std::vector<PagedTable::Row> rows;
        for (std::size_t i = 0; i < sizes.offices; ++i) {
            rows.push_back({static_cast<std::int64_t>(900000 + i), "City " + std::to_string(i % 6),
                            static_cast<std::int64_t>(i % 4), static_cast<double>(i % 5)});
        }
        return rows;
    }

    void add(std::vector<std::unique_ptr<schema::Table>>& tables, schema::TableSpec spec,
             std::vector<PagedTable::Row> rows, const std::shared_ptr<PagedTableLog>& log) {
        tables.push_back(std::make_unique<PagedTable>(std::move(spec), std::move(rows), log, behaviour));
    }
    void fill(const schema::TableSpec& spec, const std::vector<PagedTable::Row>& rows) {
        std::string columns, marks;
        for (const auto& column : spec.columns) {
            columns += (columns.empty() ? "" : ", ") + column.name + ' ' + schema::declarationOf(column.type);
            marks += marks.empty() ? "?" : ", ?";
        }
        rowsOf(*plainEngine_, "CREATE TABLE " + spec.name + "(" + columns + ")");
        const auto insert = plainEngine_->prepare("INSERT INTO " + spec.name + " VALUES(" + marks + ")", context);
        plainEngine_->setAutocommit(false, context);
        for (const auto& row : rows) {
            for (std::size_t i = 0; i < row.size(); ++i) insert->bind(i, row[i]);
            while (insert->step(context)) {
            }
            insert->reset();
        }
        for (const auto& column : spec.columns) {
            rowsOf(*plainEngine_,
                   "CREATE INDEX " + spec.name + column.name + " ON " + spec.name + "(" + column.name + ")");
        }
        plainEngine_->commit(context);
        plainEngine_->setAutocommit(true, context);
    }
    std::vector<std::string> rowsOf(Engine& engine, std::string_view sql) {
        const auto query = engine.prepare(sql, context);
        std::vector<std::string> rows;
        while (query->step(context)) rows.push_back(FakeSite::rowText(*query));
        return rows;
    }

    std::unique_ptr<schema::Catalog> catalog_, plainCatalog_;
    std::unique_ptr<Engine> engine_, plainEngine_;
};

}  // namespace assetsodbc::sqlengine
