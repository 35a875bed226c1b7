// Joins never cost a row and never make one up: against ordinary SQLite tables with the same rows, whatever the site
// does, however little memory there is, and with queries made up at random.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "common/error.h"
#include "tests/unit/sqlengine/join_site_tables.h"

namespace assetsodbc::sqlengine {
namespace {

using common::ErrorKind;
using testing::HasSubstr;
using testing::SizeIs;

ErrorKind kindOf(JoinSiteTables& site, std::string_view sql) {
    try {
        site.run(sql);
    } catch (const common::Error& error) {
        return error.kind();
    }
    ADD_FAILURE() << "no error: " << sql;
    return ErrorKind::Internal;
}

constexpr const char* kReferenceJoin = "SELECT l.Id, p.Name FROM Laptops l LEFT JOIN People p ON p.Id = l.Owner_Id";

TEST(JoinRowsOf, ASiteThatIgnoresCaseAreThoseOfSql) {
    JoinSiteTables site;
    site.behaviour->ignoresCase = true;
    site.requestsOf("SELECT l.Id, p.Id FROM Laptops l LEFT JOIN People p ON p.PersonKey = l.Owner_Key");
    site.requestsOf(
        "SELECT l.Id, p.Id FROM Laptops l JOIN People p ON p.PersonKey = l.Owner_Key AND p.Status = 'In use'");
    site.requestsOf(
        "SELECT l.Id FROM Laptops l WHERE NOT EXISTS (SELECT 1 FROM People p WHERE p.PersonKey = l.Owner_Key)");
}

TEST(JoinRowsOf, ASiteThatRefusesListsAreAskedForOneByOne) {
    JoinSiteTables site;
    site.behaviour->refusesLists = true;
    site.requestsOf(kReferenceJoin);
    site.requestsOf("SELECT l.Id, (SELECT p.Name FROM People p WHERE p.PersonKey = l.Owner_Key) FROM Laptops l");
}

TEST(JoinRowsOf, AStatementWithLittleMemoryAreReadFromAFile) {
    JoinSizes sizes;
    sizes.laptops = 1000;
    sizes.people = 1000;
    sizes.owners = 1000;
    sizes.memory = 20000;
    JoinSiteTables site(sizes);
    site.requestsOf(kReferenceJoin);
    EXPECT_LE(
        site.requestsOf("SELECT a.Id, b.Id, b.Name, b.PersonKey FROM People a JOIN People b ON b.Name = a.Name AND "
                        "b.Boss_Id = a.Boss_Id"),
        20U);
    EXPECT_LE(
        site.requestsOf("SELECT COUNT(*), TOTAL(l.Id), MIN(p.PersonKey) FROM Offices o, Laptops l LEFT JOIN People "
                        "p ON p.Name = l.Owner WHERE o.Id < 900003"),
        1U + 10U + 10U);
}

// One of the people of the first batch has an unreadable name, and no laptop.
TEST(JoinRowsOf, AnUnreadableValueMattersOnlyToWhoReadsIt) {
    JoinSiteTables site;
    constexpr std::size_t kName = 2;
    site.behaviour->isUnreadable = [](const std::string& table, std::size_t row, std::size_t column) {
        return table == "People" && column == kName && row == 45;
    };
    const std::string read = "SELECT l.Id, p.Name FROM Laptops l LEFT JOIN People p ON p.Id = l.Owner_Id";
    EXPECT_EQ(kindOf(site, read), ErrorKind::ValueUnreadable);
    const auto owner = site.run("SELECT MIN(Id) FROM Laptops WHERE Owner_Id = 100045").at(0);
    EXPECT_THAT(site.run(read + " WHERE l.Id < " + owner), SizeIs(std::stoul(owner) - 1));
    EXPECT_THAT(site.run("SELECT l.Id, CASE WHEN p.Id <> 100045 THEN p.Name END FROM Laptops l LEFT JOIN People p ON "
                         "p.Id = l.Owner_Id"),
                SizeIs(1000));
}

TEST(JoinRowsOf, AnUnreadableValueThatIsComparedIsAnError) {
    JoinSiteTables site;
    constexpr std::size_t kName = 2;
    site.behaviour->isUnreadable = [](const std::string& table, std::size_t row, std::size_t column) {
        return table == "People" && column == kName && row == 499;
    };
    EXPECT_EQ(kindOf(site, "SELECT l.Id, p.Id FROM Laptops l JOIN People p ON p.Name = l.Owner"),
              ErrorKind::ValueUnreadable);
}

TEST(JoinRowsOf, ACancelledStatementEndsInsideALoad) {
    JoinSiteTables site;
    std::size_t pages = 0;
    site.behaviour->beforePage = [&](const common::CallContext& context) {
        if (++pages == 4) site.token.cancel();
        context.throwIfStopped({});
    };
    EXPECT_EQ(kindOf(site, "SELECT COUNT(*) FROM Offices o JOIN Laptops l ON l.Owner = o.City"), ErrorKind::Cancelled);
    EXPECT_EQ(pages, 4U);
}

TEST(JoinRowsOf, TextBesideNumbersAreComparedAsSqlDoes) {
    JoinSiteTables site;
    site.requestsOf("SELECT l.Id, o.Id FROM Laptops l JOIN Offices o ON o.City = l.Id");
    site.requestsOf("SELECT l.Id, p.Id FROM Laptops l JOIN People p ON p.PersonKey = l.Owner_Id");
    site.requestsOf("SELECT o.Id, l.Id FROM Offices o JOIN Laptops l ON l.Price = CAST(o.Floor AS TEXT)");
    site.requestsOf("SELECT p.Id, l.Id FROM People p JOIN Laptops l ON l.Owner_Id = p.PersonKey");
}

// ---- at random

class RandomJoins {
public:
    explicit RandomJoins(unsigned seed) : random_(seed) {}

    std::string query() {
        const std::string outer = table(0), inner = table(1);
        switch (pick(5)) {
            case 0:
                return "SELECT a.Id, " + subquery() + " FROM " + outer + " a" + filter("a");
            case 1:
                return "SELECT a.Id FROM " + outer + " a WHERE " + (pick(2) != 0 ? "EXISTS (" : "NOT EXISTS (") +
                       "SELECT 1 FROM " + inner + " b WHERE " + condition(1, 0) + ")";
            case 2:
                return "SELECT a.Id FROM " + outer + " a WHERE a.Id" + (pick(2) != 0 ? "" : " NOT") + " IN (SELECT " +
                       column(1) + " FROM " + inner + " b WHERE " + condition(1, 0) + ")";
            default:
                return join();
        }
    }

private:
    static constexpr const char* kTables[] = {"Laptops", "People", "Offices"};
    static constexpr const char* kNames[] = {"a", "b", "c"};

    std::size_t pick(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_); }
    std::string table(std::size_t place) {
        chosen_[place] = pick(3);
        return kTables[chosen_[place]];
    }
    std::string column(std::size_t place) {
        static const std::vector<std::string> kColumns[] = {
            {"Id", "Owner_Id", "Owner_Key", "Owner", "Status", "Price", "Name"},
            {"Id", "PersonKey", "Name", "Office_Id", "Boss_Id", "Status"},
            {"Id", "City", "Floor", "Price"}};
        const auto& columns = kColumns[chosen_[place]];
        return std::string(kNames[place]) + '.' + columns[pick(columns.size())];
    }
    // What a join of two of the tables would be written with, or anything.
    std::string condition(std::size_t place, std::size_t other) {
        static const std::vector<std::pair<const char*, const char*>> kUsual[3][3] = {
            {{{"Id", "Id"}, {"Owner_Id", "Owner_Id"}, {"Status", "Status"}, {"Owner", "Owner"}},
             {{"Owner_Id", "Id"}, {"Owner_Key", "PersonKey"}, {"Owner", "Name"}, {"Status", "Status"}},
             {{"Price", "Price"}, {"Price", "Floor"}}},
            {{{"Id", "Owner_Id"}, {"PersonKey", "Owner_Key"}, {"Name", "Owner"}, {"Status", "Status"}},
             {{"Id", "Boss_Id"}, {"Boss_Id", "Id"}, {"Office_Id", "Office_Id"}, {"Name", "Name"}},
             {{"Office_Id", "Id"}}},
            {{{"Price", "Price"}, {"Floor", "Price"}}, {{"Id", "Office_Id"}}, {{"City", "City"}, {"Floor", "Floor"}}}};
        const auto& usual = kUsual[chosen_[place]][chosen_[other]];
        std::string text;
        for (std::size_t parts = 1 + pick(2); parts > 0; --parts) {
            const auto& [mine, theirs] = usual[pick(usual.size())];
            const std::string left = std::string(kNames[place]) + '.' + mine;
            const std::string right = std::string(kNames[other]) + '.' + theirs;
            if (!text.empty()) text += " AND ";
            switch (pick(8)) {
                case 0:
                    text += column(place) + " = " + column(other);
                    break;
                case 1:
                    text += left + " = " + right + " + 1";
                    break;
                case 2:
                    text += left + " < " + right;
                    break;
                case 3:
                    text += left + " IS " + right;
                    break;
                default:
                    text += pick(2) != 0 ? left + " = " + right : right + " = " + left;
            }
        }
        if (pick(4) == 0) text += " AND " + condition(kNames[place]);
        return text;
    }
    std::string condition(const std::string& name) {
        switch (pick(4)) {
            case 0:
                return name + ".Id IN (3, 4, 5, 100001, 100003, 900001)";
            case 1:
                return name + ".Id % 3 = 1";
            case 2:
                return name + ".Id > 20";
            default:
                return "length(" + name + ".Id) > 1";
        }
    }
    std::string filter(const std::string& name) { return pick(2) != 0 ? "" : " WHERE " + condition(name); }
    std::string subquery() {
        static constexpr const char* kWhat[] = {"COUNT(*)", "MIN(b.Id)", "MAX(b.Id)", "SUM(b.Id)"};
        return std::string("(SELECT ") + kWhat[pick(4)] + " FROM " + kTables[chosen_[1]] + " b WHERE " +
               condition(1, 0) + ")";
    }
    std::string join() {
        static constexpr const char* kKinds[] = {" JOIN ", " LEFT JOIN ", " CROSS JOIN ", " RIGHT JOIN ",
                                                 " FULL JOIN "};
        const std::size_t tables = 2 + pick(2);
        std::string from = table(0) + " a";
        std::string items = "a.Id";
        for (std::size_t i = 1; i < tables; ++i) {
            const std::string joined = table(i);
            from += kKinds[pick(5)] + joined + ' ' + kNames[i] + " ON " + condition(i, pick(i));
            items += std::string(", COUNT(") + kNames[i] + ".Id), TOTAL(" + kNames[i] + ".Id)";
        }
        return "SELECT " + items + ", COUNT(*) FROM " + from + filter("a") + " GROUP BY a.Id";
    }

    std::mt19937 random_;
    std::size_t chosen_[3] = {};
};

class JoinAtRandom : public testing::TestWithParam<unsigned> {};

TEST_P(JoinAtRandom, HasTheRowsOfOrdinaryTables) {
    constexpr int kQueries = 60;
    const unsigned seed = GetParam();
    JoinSizes sizes;
    sizes.laptops = 70;
    sizes.people = 45;
    sizes.offices = 12;
    sizes.owners = 15;
    sizes.pageSize = seed % 3 == 0 ? 7 : 30;
    sizes.pushdown = seed % 4 != 3;
    sizes.memory = seed % 2 == 0 ? 2000 : 0;
    JoinSiteTables site(sizes);
    site.behaviour->ignoresCase = seed % 5 == 0;
    site.behaviour->refusesLists = seed % 7 == 0;
    RandomJoins random(seed);
    for (int i = 0; i < kQueries; ++i) {
        const std::string sql = random.query();
        site.requestsOf(sql);
        if (HasFailure()) FAIL() << "seed " << seed << ": " << sql;
    }
}

INSTANTIATE_TEST_SUITE_P(FromASeed, JoinAtRandom, testing::Range(1U, 13U));

}  // namespace
}  // namespace assetsodbc::sqlengine
