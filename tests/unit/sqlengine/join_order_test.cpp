// In which order SQLite nests the loops of a join, by what it is told of the tables' sizes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schema/catalog.h"
#include "sqlengine/engine.h"
#include "tests/unit/sqlengine/fake_site.h"
#include "tests/unit/sqlengine/paged_table.h"

namespace assetsodbc::sqlengine {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Ten offices, a thousand people, a hundred thousand laptops, as far as SQLite is told.
class JoinOrder : public testing::Test {
protected:
    JoinOrder() {
        std::vector<std::unique_ptr<schema::Table>> tables;
        tables.push_back(table("Laptops", 100000, {"Owner_Id"}, {"Owner"}));
        tables.push_back(table("People", 1000, {"Office_Id"}, {"Office", "Name"}));
        tables.push_back(table("Offices", 10, {}, {"City"}));
        catalog_ = std::make_unique<schema::Catalog>(std::move(tables));
        engine_ = std::make_unique<Engine>(*catalog_, context_);
    }

    // The tables' names, the outermost first.
    std::vector<std::string> orderOf(const std::string& sql) {
        const auto query = engine_->prepare("EXPLAIN QUERY PLAN " + sql, context_);
        std::vector<std::string> order;
        while (query->step(context_)) {
            const std::string detail = FakeSite::cellText(query->cell(query->columns().size() - 1));
            const std::string scan = "SCAN ";
            if (detail.compare(0, scan.size(), scan) == 0) order.push_back(detail.substr(scan.size(), 1));
        }
        return order;
    }

private:
    static std::unique_ptr<schema::Table> table(const std::string& name, double rows,
                                                const std::vector<std::string>& keys,
                                                const std::vector<std::string>& texts) {
        constexpr auto kKey = schema::Push::Eq | schema::Push::In;
        schema::TableSpec spec{"Assets", name, schema::TableKind::Table, "", {}, {"Id"}};
        spec.columns.push_back({"Id", schema::bigInt(), false, kKey, ""});
        for (const auto& key : keys) spec.columns.push_back({key, schema::bigInt(), true, kKey, ""});
        for (const auto& text : texts) {
            spec.columns.push_back({text, schema::wvarchar(255), true, schema::Push::None, ""});
        }
        auto behaviour = std::make_shared<PagedTableBehaviour>();
        behaviour->estimatedRows = rows;
        return std::make_unique<PagedTable>(spec, std::vector<PagedTable::Row>(), std::make_shared<PagedTableLog>(),
                                            behaviour);
    }

    common::CancelToken token_;
    common::CallContext context_{token_, std::nullopt, 7};
    std::unique_ptr<schema::Catalog> catalog_;
    std::unique_ptr<Engine> engine_;
};

TEST_F(JoinOrder, StartsWithTheSmallSide) {
    EXPECT_THAT(orderOf("SELECT p.Name FROM Laptops l JOIN People p ON p.Id = l.Owner_Id"), ElementsAre("p", "l"));
    EXPECT_THAT(orderOf("SELECT p.Name FROM People p JOIN Offices o ON o.Id = p.Office_Id"), ElementsAre("o", "p"));
    EXPECT_THAT(orderOf("SELECT p.Name FROM People p JOIN Offices o ON o.City = p.Office"), ElementsAre("o", "p"));
    EXPECT_THAT(orderOf("SELECT p.Name FROM Laptops l JOIN People p ON p.Id = l.Owner_Id JOIN Offices o ON o.Id = "
                        "p.Office_Id"),
                ElementsAre("o", "p", "l"));
}

TEST_F(JoinOrder, StartsWithWhatIsNarrowed) {
    EXPECT_THAT(orderOf("SELECT p.Name FROM Laptops l JOIN People p ON p.Id = l.Owner_Id WHERE l.Id = 5"),
                ElementsAre("l", "p"));
    EXPECT_THAT(orderOf("SELECT p.Name FROM Laptops l JOIN People p ON p.Id = l.Owner_Id WHERE l.Id IN (1, 2, 3)"),
                ElementsAre("l", "p"));
}

TEST_F(JoinOrder, AsksByKeyRatherThanLookThroughWhatTheSiteCannotCompare) {
    // By way of the offices' names all people would have to be read.
    EXPECT_THAT(orderOf("SELECT p.Name FROM Laptops l, People p, Offices o WHERE l.Id = 5 AND p.Id = l.Owner_Id AND "
                        "o.City = p.Office"),
                ElementsAre("l", "p", "o"));
}

TEST_F(JoinOrder, OfAnOuterJoinIsThatOfTheStatement) {
    EXPECT_THAT(orderOf("SELECT p.Name FROM Laptops l LEFT JOIN People p ON p.Id = l.Owner_Id"), ElementsAre("l", "p"));
    EXPECT_THAT(orderOf("SELECT p.Name FROM Laptops l LEFT JOIN People p ON p.Name = l.Owner"), ElementsAre("l", "p"));
}

}  // namespace
}  // namespace assetsodbc::sqlengine
