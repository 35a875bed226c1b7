// Definitions that change, or that nobody may see, while tables made of them are read: what was learned before must
// never turn into values that are missing without a word, nor into answers to another question.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.h"
#include "tests/unit/schema/site/site_under_test.h"

namespace assetsodbc::schema {
namespace {

using common::ErrorKind;
using simulator::FaultAction;
using simulator::FaultRule;
using simulator::Id;
using simulator::SiteDescription;
using ::testing::HasSubstr;

class ChangedDefinitions : public ::testing::TestWithParam<bool> {
protected:
    ChangedDefinitions() : site(simulator::SimulatorOptions(), GetParam()) {
        site.simulator->redescribe([this](SiteDescription& description) {
            boxes =
                addType(description,
                        {"ITSM",
                         "Boxes",
                         "",
                         "inherit",
                         {{"Size", "Integer", "", ""}, {"Rank", "Integer", "", ""}, {"Marks", "Text", "many", ""}}});
            crates = addType(description, {"ITSM", "Crates", "Boxes", "", {}});
        });
        for (const char* size : {"3", "10", "200"})
            objects.push_back(
                site.simulator->insertObject({boxes, std::string("b") + size, {{"Size", {size}}, {"Rank", {size}}}}));
        open({});
    }

    void open(SiteTableOptions options) {
        site.restart(options);
        table = site.find("ITSM", "Boxes");
        site.requests();
    }
    void openWithChildren() {
        SiteTableOptions options;
        options.includeChildTypes = true;
        open(options);
    }
    void hideAttributesOf(Id type) {
        for (const std::string& path : {"/objecttype/" + std::to_string(type) + "/attributes",
                                        "/objectschema/" + std::to_string(schemaId()) + "/attributes"}) {
            FaultRule rule = FaultRule::of(
                path.find("schema") == std::string::npos ? FaultAction::Forbidden : FaultAction::NotFound, path);
            rule.times = 0;
            site.simulator->faults().add(rule);
        }
    }
    Id schemaId() { return site.simulator->site().type(boxes)->schemaId; }
    Id attribute(Id type, const std::string& name) {
        for (const auto& each : site.simulator->site().description().attributes)
            if (each.typeId == type && each.name == name) return each.id;
        return 0;
    }
    void change(const std::function<void(SiteDescription&)>& change) { site.simulator->redescribe(change); }
    void change(const std::string& name, const simulator::NewAttribute& to) { change(boxes, name, to); }
    void change(Id type, const std::string& name, const simulator::NewAttribute& to) {
        const Id id = attribute(type, name);
        change([&](SiteDescription& description) { changeAttribute(description, id, to); });
    }

    std::size_t column(const std::string& name) const { return table->spec().columnIndex(name).value(); }
    ScanRequest sizesAbove(std::int64_t bound) const {
        ScanRequest request;
        request.columnsUsed.resize(table->spec().columns.size());
        request.columnsUsed[column("ObjectId")] = request.columnsUsed[column("Size")] = true;
        request.constraints = {{column("Size"), Comparison::Greater, {bound}}};
        return request;
    }
    std::size_t rowsOf(const ScanRequest& request) {
        const auto rows = table->scan(request, site.context);
        std::size_t count = 0;
        for (; rows->next(site.context); ++count) rows->cell(column("ObjectId"));
        return count;
    }
    std::optional<std::uint64_t> count(const ScanRequest& request) { return table->count(request, site.context); }

    // The kind and the text of what a call ends with.
    std::pair<ErrorKind, std::string> failureOf(const std::function<void()>& call) {
        try {
            call();
        } catch (const common::Error& error) {
            return {error.kind(), error.what()};
        }
        return {ErrorKind::Internal, "did not fail"};
    }
    void expectChanged(const std::function<void()>& call) {
        const auto [kind, text] = failureOf(call);
        EXPECT_EQ(kind, ErrorKind::ResultChanged) << text;
        EXPECT_THAT(text, HasSubstr("ITSM.Boxes"));
        EXPECT_THAT(text, HasSubstr("Prepare the statement again"));
        EXPECT_TRUE(table->isOutdated());
    }
    void passAMinute() { site.clock.advance(std::chrono::seconds(60)); }

    SiteUnderTest site;
    Id boxes = 0, crates = 0;
    std::vector<Id> objects;  // boxes
    std::shared_ptr<const Table> table;
};

TEST_P(ChangedDefinitions, ACountOrAnEmptyAnswerCostsOneRequestWhileDefinitionsAreNew) {
    EXPECT_EQ(count(sizesAbove(5)), 2U);
    EXPECT_EQ(site.requests(), 1U);
    EXPECT_EQ(rowsOf(sizesAbove(500)), 0U);
    EXPECT_EQ(site.requests(), 1U);
}

TEST_P(ChangedDefinitions, ATypeThatIsGoneIsNoEmptyTable) {
    ScanRequest everything;
    everything.columnsUsed.resize(table->spec().columns.size());
    everything.columnsUsed[column("ObjectId")] = true;
    change([this](SiteDescription& description) { removeType(description, boxes); });
    passAMinute();
    expectChanged([&] { rowsOf(everything); });
    open({});
    EXPECT_EQ(table, nullptr);
}

TEST_P(ChangedDefinitions, ATypeThatIsGoneIsNotCounted) {
    ScanRequest everything;
    everything.columnsUsed.resize(table->spec().columns.size());
    change([this](SiteDescription& description) { removeType(description, boxes); });
    passAMinute();
    expectChanged([&] { count(everything); });
}

TEST_P(ChangedDefinitions, OldDefinitionsAreConfirmedOnceAMinute) {
    for (const auto& ask : std::vector<std::function<void()>>{
             [this] { EXPECT_EQ(count(sizesAbove(5)), 2U); },
             [this] { EXPECT_EQ(rowsOf(sizesAbove(500)), 0U); },
         }) {
        passAMinute();
        ask();
        EXPECT_EQ(site.requests(), 2U);
        ask();
        EXPECT_EQ(site.requests(), 1U);
    }
    passAMinute();
    EXPECT_EQ(rowsOf(sizesAbove(5)), 2U) << "the answer itself tells the definitions";
    EXPECT_EQ(site.requests(), 1U);
    EXPECT_EQ(count({}), 3U) << "asked by no attribute";
    EXPECT_EQ(site.requests(), 1U);
    EXPECT_FALSE(table->isOutdated());
}

TEST_P(ChangedDefinitions, ACountByAnAttributeOfAnotherKindFails) {
    passAMinute();
    change("Size", {"Size", "Text", "", ""});
    expectChanged([this] { count(sizesAbove(5)); });
    table = site.find("ITSM", "Boxes");
    EXPECT_EQ(count(sizesAbove(5)), std::nullopt) << "texts are compared by SQL";
}

TEST_P(ChangedDefinitions, AnEmptyAnswerByAnAttributeOfAnotherKindFails) {
    passAMinute();
    change("Size", {"Size", "Text", "", ""});
    expectChanged([this] { rowsOf(sizesAbove(500)); });
    table = site.find("ITSM", "Boxes");
    EXPECT_EQ(rowsOf(sizesAbove(500)), 3U);
}

TEST_P(ChangedDefinitions, AConditionThatNothingCouldMeetIsConfirmedToo) {
    ScanRequest request = sizesAbove(0);
    request.constraints[0].values = {1e100};
    EXPECT_EQ(count(request), 0U);
    EXPECT_EQ(site.requests(), 0U);
    passAMinute();
    change("Size", {"Size", "Text", "", ""});
    expectChanged([&] { rowsOf(request); });
}

TEST_P(ChangedDefinitions, ACountByNamesThatWereExchangedFails) {
    passAMinute();
    change("Size", {"Spare", "Integer", "", ""});
    change("Rank", {"Size", "Integer", "", ""});
    change("Spare", {"Rank", "Integer", "", ""});
    expectChanged([this] { count(sizesAbove(5)); });
    expectChanged([this] { rowsOf(sizesAbove(500)); });
}

TEST_P(ChangedDefinitions, AnEmptyAnswerInAnOrderFailsToo) {
    ScanRequest request = sizesAbove(500);
    request.constraints.clear();
    request.order = OrderTerm{column("Size"), true};
    request.rowBound = 1;
    for (const Id id : objects) site.simulator->eraseObject(id);
    EXPECT_EQ(rowsOf(request), 0U);
    passAMinute();
    change("Size", {"Size", "Text", "", ""});
    expectChanged([&] { rowsOf(request); });
}

TEST_P(ChangedDefinitions, ChangesOfOtherAttributesDoNotFailAnAnswer) {
    passAMinute();
    change("Rank", {"Grade", "Text", "", ""});
    EXPECT_EQ(count(sizesAbove(5)), 2U);
    EXPECT_EQ(rowsOf(sizesAbove(500)), 0U);
    EXPECT_TRUE(table->isOutdated());
}

TEST_P(ChangedDefinitions, AnEmptyBridgeOfAnAttributeThatIsCalledOtherwiseFails) {
    table = site.find("ITSM", "Boxes_Marks");
    site.requests();
    ScanRequest request;
    request.columnsUsed.resize(table->spec().columns.size());
    request.columnsUsed[column("ObjectId")] = true;
    EXPECT_EQ(rowsOf(request), 0U);
    EXPECT_EQ(site.requests(), 1U);
    passAMinute();
    EXPECT_EQ(rowsOf(request), 0U);
    EXPECT_EQ(site.requests(), 2U);
    passAMinute();
    change("Marks", {"Signs", "Text", "many", ""});
    EXPECT_EQ(failureOf([&] { rowsOf(request); }).first, ErrorKind::ResultChanged);
}

TEST_P(ChangedDefinitions, ADescendantsAttributeOfAnotherKindIsNoticedWhereTheAncestorsIsTheSame) {
    openWithChildren();
    passAMinute();
    EXPECT_EQ(count(sizesAbove(5)), 2U);
    change(crates, "Size", {"Size", "Text", "", ""});
    passAMinute();
    expectChanged([this] { count(sizesAbove(5)); });
}

TEST_P(ChangedDefinitions, ADescendantThatHidesItsAttributesIsNamed) {
    site.simulator->insertObject({crates, "c", {{"Size", {"7"}}}});
    site.forgetAll();
    hideAttributesOf(crates);
    const auto [kind, text] = failureOf([this] { openWithChildren(); });
    EXPECT_EQ(kind, ErrorKind::Forbidden) << text;
    EXPECT_THAT(text, HasSubstr("Crates"));
    EXPECT_THAT(text, HasSubstr("ITSM.Boxes"));
    EXPECT_NE(site.spec("ITSM", "Boxes"), nullptr) << "the catalog tells it all the same";
}

TEST_P(ChangedDefinitions, ADescendantThatHidesItsAttributesAndHasNoObjectsHidesNothing) {
    site.forgetAll();
    hideAttributesOf(crates);
    openWithChildren();
    EXPECT_EQ(rowsOf(sizesAbove(5)), 2U);
}

TEST_P(ChangedDefinitions, AnAttributeOfADescendantThatIsNotKnownIsNotLeftOut) {
    openWithChildren();
    site.simulator->insertObject({crates, "c", {{"Size", {"7"}}}});
    ScanRequest request = sizesAbove(0);
    request.constraints.clear();
    EXPECT_EQ(rowsOf(request), 4U);
    const Id size = attribute(crates, "Size");
    change([&](SiteDescription& description) {
        removeAttribute(description, size);
        addAttribute(description, crates, {"Size", "Integer", "", ""});
    });
    expectChanged([&] { rowsOf(request); });
}

INSTANTIATE_TEST_SUITE_P(Deployments, ChangedDefinitions, ::testing::Bool(), [](const auto& about) {
    return about.param ? std::string("Cloud") : std::string("DataCenter");
});

}  // namespace
}  // namespace assetsodbc::schema
