// Tables of several types, of which one has its own attribute of an inherited name: a condition, an order or a count by
// that name would mean something else for its objects.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/schema/site/site_under_test.h"

namespace assetsodbc::schema {
namespace {

using ::testing::SizeIs;

constexpr Comparison kEvery[] = {Comparison::Eq,      Comparison::In,          Comparison::Less,
                                 Comparison::Greater, Comparison::LessOrEqual, Comparison::GreaterOrEqual,
                                 Comparison::Like,    Comparison::IsNull,      Comparison::IsNotNull};

class MixedKinds : public ::testing::TestWithParam<bool> {
protected:
    MixedKinds() : site(simulator::SimulatorOptions(), GetParam()) {
        site.simulator->redescribe([this](simulator::SiteDescription& description) {
            parent = addType(description, {"ITSM",
                                           "Boxes",
                                           "",
                                           "inherit",
                                           {{"Size", "Integer", "", ""},
                                            {"Cost", "Double", "", ""},
                                            {"Code", "Text", "", ""},
                                            {"Memo", "Text", "", ""},
                                            {"Serial", "Text", "", ""},
                                            {"Tags", "Text", "", ""},
                                            {"Rank", "Integer", "", ""},
                                            {"Place", "Text", "", ""}}});
            child = addType(description, {"ITSM",
                                          "Crates",
                                          "Boxes",
                                          "",
                                          {{"Size", "Text", "", ""},
                                           {"Cost", "Text", "", ""},
                                           {"Code", "Double", "", ""},
                                           {"Memo", "Textarea", "", ""},
                                           {"serial", "Text", "", ""},
                                           {"Tags", "Text", "many", ""}}});
        });
        site.simulator->insertObject({parent, "a", {{"Size", {"3"}}, {"Rank", {"3"}}, {"Place", {"x"}}}});
        site.simulator->insertObject({child, "b", {{"Size", {"10"}}, {"Rank", {"10"}}, {"Place", {"x"}}}});
        site.simulator->insertObject({child, "c", {{"Size", {"200"}}, {"Rank", {"200"}}, {"Place", {"y"}}}});
        SiteTableOptions options;
        options.includeChildTypes = true;
        site.restart(options);
        table = site.find("ITSM", "Boxes");
    }

    std::size_t column(const std::string& name) const { return table->spec().columnIndex(name).value(); }
    bool isTaken(const std::string& name, Comparison comparison) const {
        return table->estimate({{column(name), comparison}}).taken[0];
    }
    std::vector<std::int64_t> idsWhere(const std::string& name, Comparison comparison, Value value) {
        ScanRequest request;
        request.columnsUsed.resize(table->spec().columns.size());
        request.columnsUsed[column("ObjectId")] = request.columnsUsed[column(name)] = true;
        request.constraints = {{column(name), comparison, {std::move(value)}}};
        std::vector<std::int64_t> ids;
        const auto rows = table->scan(request, site.context);
        while (rows->next(site.context)) ids.push_back(std::get<std::int64_t>(rows->cell(column("ObjectId"))));
        return ids;
    }

    SiteUnderTest site;
    simulator::Id parent = 0, child = 0;
    std::shared_ptr<const Table> table;
};

TEST_P(MixedKinds, AskNothingByANameThatMeansTwoThings) {
    for (const char* name : {"Size", "Cost", "Code", "Memo", "Serial", "Tags"}) {
        for (const Comparison comparison : kEvery) EXPECT_FALSE(isTaken(name, comparison)) << name;
        EXPECT_FALSE(table->canOrderBy(column(name))) << name;
    }
    EXPECT_THAT(idsWhere("Size", Comparison::Greater, std::int64_t{5}), SizeIs(3));
    EXPECT_THAT(idsWhere("Serial", Comparison::Eq, std::string("s")), SizeIs(3));
    ScanRequest request;
    request.constraints = {{column("Size"), Comparison::Greater, {std::int64_t{5}}}};
    EXPECT_EQ(table->count(request, site.context), std::nullopt);
}

TEST_P(MixedKinds, AskByWhatIsInheritedAsItIs) {
    EXPECT_TRUE(isTaken("Rank", Comparison::Greater));
    EXPECT_TRUE(isTaken("Place", Comparison::Eq));
    EXPECT_TRUE(isTaken("Name", Comparison::Eq));
    EXPECT_TRUE(isTaken("Created", Comparison::Less));
    EXPECT_TRUE(table->canOrderBy(column("Rank")));
    EXPECT_THAT(idsWhere("Rank", Comparison::Greater, std::int64_t{5}), SizeIs(2));
    ScanRequest request;
    request.constraints = {{column("Rank"), Comparison::Greater, {std::int64_t{5}}}};
    EXPECT_EQ(table->count(request, site.context), 2U);
}

TEST_P(MixedKinds, AskByTheNameWhereTheTableHoldsOneTypeOnly) {
    site.restart({});
    table = site.find("ITSM", "Boxes");
    EXPECT_TRUE(isTaken("Size", Comparison::Greater));
    EXPECT_TRUE(isTaken("Serial", Comparison::Eq));
    EXPECT_TRUE(table->canOrderBy(column("Size")));
}

INSTANTIATE_TEST_SUITE_P(Deployments, MixedKinds, ::testing::Bool(), [](const auto& about) {
    return about.param ? std::string("Cloud") : std::string("DataCenter");
});

}  // namespace
}  // namespace assetsodbc::schema
