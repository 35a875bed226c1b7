// Object types of simulated sites as tables: what is found under which name, at how many requests, and what becomes of
// tables when definitions change.
#include "schema/site/site_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "common/error.h"
#include "common/unicode.h"
#include "tests/unit/schema/site/site_under_test.h"

namespace assetsodbc::schema {
namespace {

using simulator::ServedSite;
using simulator::Simulator;
using simulator::SimulatorOptions;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;
using testing::UnorderedElementsAre;
using Site = SiteUnderTest;

SimulatorOptions torture() {
    SimulatorOptions options;
    options.site = ServedSite::Torture;
    options.torture.objectsPerType = 1;
    return options;
}

std::unique_ptr<Simulator> manyTypes(const simulator::ManyTypesOptions& size = {}) {
    return std::make_unique<Simulator>(makeManyTypesSite(size), SimulatorOptions());
}

simulator::Id typeId(Site& site, std::string_view schemaKey, std::string_view name) {
    return site.simulator->site().typeNamed(schemaKey, name)->id;
}

TEST(SiteTables, AsksForWhatANameNeedsAndNothingTwice) {
    Site site;
    const auto laptops = site.find("itsm", "LAPTOPS");
    ASSERT_NE(laptops, nullptr);
    EXPECT_EQ(laptops->spec().schemaName + '.' + laptops->spec().name, "ITSM.Laptops");
    EXPECT_THAT(site.paths(), ElementsAre(testing::EndsWith("/objecttypes/flat"), "/v1/objectschema/list",
                                          testing::MatchesRegex("/v1/objecttype/[0-9]+/attributes")));
    EXPECT_EQ(site.find("ITSM", "Laptops"), laptops);
    EXPECT_EQ(site.requests(), 0U);
    EXPECT_NE(site.find("ITSM", "Vendors"), nullptr);
    EXPECT_EQ(site.requests(), 1U);
    EXPECT_FALSE(laptops->isOutdated());
}

TEST(SiteTables, AnotherConnectionWithTheSameKnowledgeAsksNothing) {
    Site site;
    site.find("ITSM", "Laptops");
    site.requests();
    site.restart({});
    EXPECT_NE(site.find("ITSM", "Laptops"), nullptr);
    EXPECT_EQ(site.requests(), 0U);
}

TEST(SiteTables, AsksAgainWhenTheTimeToLiveIsOver) {
    Site site;
    const auto laptops = site.find("ITSM", "Laptops");
    site.requests();
    site.clock.advance(Site::kTimeToLive);
    EXPECT_EQ(site.find("ITSM", "Laptops"), laptops);
    EXPECT_EQ(site.requests(), 3U);
}

TEST(SiteTables, NeverAskAboutTheDriversOwnSchemas) {
    Site site;
    for (const char* schema : {"Assets", "sys", "main", "temp", "information_schema"}) {
        EXPECT_EQ(site.find(schema, "Objects"), nullptr);
        EXPECT_THAT(site.specs(schema, ""), IsEmpty());
    }
    EXPECT_EQ(site.requests(), 0U);
}

TEST(SiteTables, AskAnewBeforeTheySayNo) {
    Site site;
    EXPECT_EQ(site.find("ITSM", "Nothing"), nullptr);
    EXPECT_EQ(site.requests(), 2U);
    EXPECT_EQ(site.find("ITSM", "Nothing"), nullptr);
    EXPECT_EQ(site.requests(), 2U);
    EXPECT_EQ(site.find("NOWHERE", "Nothing"), nullptr);
    EXPECT_EQ(site.requests(), 1U);
    EXPECT_THAT(site.specs("ITSM", "Nothing"), IsEmpty());
    EXPECT_EQ(site.requests(), 2U);
}

TEST(SiteTables, SeeTypesAndAttributesThatAppear) {
    Site site;
    const auto laptops = site.find("ITSM", "Laptops");
    EXPECT_EQ(site.find("ITSM", "Drones"), nullptr);
    EXPECT_EQ(site.find("ITSM", "Laptops_Stickers"), nullptr);
    const auto laptopsId = typeId(site, "ITSM", "Laptops");
    site.simulator->redescribe([&](simulator::SiteDescription& description) {
        addType(description, {"ITSM", "Drones", "", "", {{"Range", "Integer", "", ""}}});
        addAttribute(description, laptopsId, {"Stickers", "Text", "many", ""});
    });
    ASSERT_NE(site.find("ITSM", "drones"), nullptr);
    EXPECT_TRUE(site.find("ITSM", "Drones")->spec().columnIndex("Range"));
    const auto bridge = site.find("ITSM", "Laptops_Stickers");
    ASSERT_NE(bridge, nullptr);
    EXPECT_EQ(bridge->spec().name, "Laptops_Stickers");
    // The other table is known to be old without another request.
    site.requests();
    EXPECT_TRUE(laptops->isOutdated());
    const auto renewed = site.find("ITSM", "Laptops");
    EXPECT_EQ(site.requests(), 0U);
    EXPECT_NE(renewed, laptops);
    EXPECT_TRUE(renewed->spec().columnIndex("Stickers"));
    EXPECT_FALSE(renewed->isOutdated());
    EXPECT_EQ(laptops->spec().columnIndex("Stickers"), std::nullopt);
}

TEST(SiteTables, KeepTheTableWhoseDefinitionDidNotChange) {
    Site site;
    const auto laptops = site.find("ITSM", "Laptops"), vendors = site.find("ITSM", "Vendors");
    const auto id = typeId(site, "ITSM", "Vendors");
    site.simulator->redescribe([&](simulator::SiteDescription& description) {
        addAttribute(description, id, {"Planet", "Text", "", ""});
    });
    site.cache->forgetEverything();
    EXPECT_EQ(site.find("ITSM", "Laptops"), laptops);
    EXPECT_NE(site.find("ITSM", "Vendors"), vendors);
    EXPECT_FALSE(laptops->isOutdated());
    EXPECT_TRUE(vendors->isOutdated());
}

TEST(SiteTables, OutliveTheConnection) {
    Site site;
    const auto laptops = site.find("ITSM", "Laptops");
    site.tables.reset();
    EXPECT_EQ(laptops->spec().name, "Laptops");
    EXPECT_FALSE(laptops->isOutdated());
}

TEST(SiteTables, TellTypesThatVanishedAsOutdatedAndNotThere) {
    Site site;
    const auto laptops = site.find("ITSM", "Laptops");
    const auto id = typeId(site, "ITSM", "Laptops");
    site.simulator->redescribe([&](simulator::SiteDescription& description) { removeType(description, id); });
    EXPECT_EQ(site.find("ITSM", "Nothing"), nullptr);
    EXPECT_TRUE(laptops->isOutdated());
    EXPECT_EQ(site.find("ITSM", "Laptops"), nullptr);
}

TEST(SiteTables, NameSchemasAndCollidingTypes) {
    Site site(torture());
    const auto names = site.tables->schemaNames(site.context);
    EXPECT_THAT(names, IsSupersetOf({"TORT", "OTHR"}));
    std::size_t suffixed = 0;
    for (const auto& schema : site.simulator->site().description().schemas)
        if (schema.key == "ASSETS" || schema.key == "SYS" || schema.key == "TEMP" || schema.key == "MAIN") {
            EXPECT_THAT(names, Contains(schema.key + '_' + std::to_string(schema.id)));
            EXPECT_THAT(names, Not(Contains(schema.key)));
            ++suffixed;
        }
    EXPECT_EQ(suffixed, 4U);
    EXPECT_EQ(site.find("TORT", "case")->spec().name, "Case");
    const std::string second = "CASE_" + std::to_string(typeId(site, "TORT", "CASE"));
    EXPECT_EQ(site.find("TORT", second)->spec().name, second);
    for (const char* awkward : {"We\"ird.[Type]", "\xF0\x9F\x9A\x80 Rockets", "select", "  Blank Type "})
        EXPECT_EQ(site.find("TORT", awkward)->spec().name, awkward);
    EXPECT_NE(site.find("TORT", std::string(255, 'T')), nullptr);
    EXPECT_NE(site.find("tort", "Objects"), nullptr);
}

TEST(SiteTables, GiveEveryColumnATypeAndANameOfItsOwn) {
    for (const bool isCloud : {true, false}) {
        Site site(torture(), isCloud);
        const auto specs = site.specs("", "");
        ASSERT_GT(specs.size(), 40U);
        std::set<std::string> tables;
        for (const auto& spec : specs) {
            EXPECT_TRUE(tables.insert(common::asciiLower(spec->schemaName + '.' + spec->name)).second) << spec->name;
            std::set<std::string> columns;
            for (const ColumnSpec& column : spec->columns)
                EXPECT_TRUE(columns.insert(common::asciiLower(column.name)).second) << spec->name << '.' << column.name;
            for (const std::string& key : spec->primaryKey) EXPECT_TRUE(spec->columnIndex(key));
        }
        // Every table that is told is found under its name, and looks the same.
        for (const auto& spec : specs) {
            const auto table = site.find(spec->schemaName, spec->name);
            ASSERT_NE(table, nullptr) << spec->schemaName << '.' << spec->name;
            EXPECT_EQ(columnNames(table->spec()), columnNames(*spec));
            EXPECT_EQ(table->spec().name, spec->name);
        }
    }
}

TEST(SiteTables, KeepTheSpellingOfAttributeNames) {
    Site site(torture());
    const auto names = columnNames(*site.spec("TORT", "Names"));
    EXPECT_THAT(names, IsSupersetOf({"Quote\"d", "Dot.ted", "Bra[ck]et", "Back\\slash", "select", "  blanks  ",
                                     "\xF0\x9F\x98\x80 Emoji", "tab\there", std::string(255, 'n').c_str()}));
    const auto id = [&](const char* name) {
        return std::to_string(site.simulator->site().attributeNamed(typeId(site, "TORT", "Names"), name)->id);
    };
    EXPECT_THAT(names, IsSupersetOf({"ObjectId_" + id("ObjectId"), "AQL_" + id("AQL"), "VALUE_" + id("VALUE")}));
}

TEST(SiteTables, YieldTheNameOfABridgeToAType) {
    Site site(torture());
    const auto tags = site.simulator->site().attributeNamed(typeId(site, "TORT", "Laptops"), "Tags")->id;
    EXPECT_TRUE(site.find("TORT", "Laptops_Tags")->spec().columnIndex("Tag"));
    const auto bridge = site.find("TORT", "Laptops_Tags_" + std::to_string(tags));
    ASSERT_NE(bridge, nullptr);
    EXPECT_THAT(columnNames(bridge->spec()), ElementsAre("ObjectId", "Ordinal", "ObjectKey", "Tags"));
    EXPECT_THAT(tableNames(site.specs("TORT", "", false)), Contains("TORT.Laptops_Tags_" + std::to_string(tags)));
}

TEST(SiteTables, ReferToTypesOfOtherSchemasOnlyWhenForeignKeysAreWanted) {
    Site site;
    EXPECT_THAT(site.find("ITSM", "Laptops")->spec().foreignKeys, IsEmpty());
    site.requests();
    std::set<std::string> referenced;
    const auto laptops = site.spec("ITSM", "Laptops"), bridge = site.spec("ITSM", "Laptops_Installed Software");
    for (const ForeignKey& key : laptops->foreignKeys)
        referenced.insert(key.columns[0] + "->" + key.referencedSchema + '.' + key.referencedTable + '.' +
                          key.referencedColumns[0]);
    EXPECT_THAT(referenced, IsSupersetOf({"Owner_Id->HR.People.ObjectId", "Location_Id->HR.Places.ObjectId",
                                          "Operating System_Id->ITSM.Software.ObjectId"}));
    EXPECT_EQ(site.requests(), 1U);  // the types of HR
    std::set<std::string> ofBridge;
    for (const ForeignKey& key : bridge->foreignKeys) ofBridge.insert(key.referencedTable);
    EXPECT_THAT(ofBridge, UnorderedElementsAre("Laptops", "Software"));
}

TEST(SiteTables, HoldDescendantsOfAbstractTypesAndOthersByOption) {
    Site site(torture());
    const auto ids = [&](const char* table) { return site.spec("TORT", table)->columns.size(); };
    ASSERT_GT(ids("Base"), 0U);
    site.requests();
    site.forgetAll();
    // Base and its five descendants: the attributes of the schema at once.
    ASSERT_NE(site.find("TORT", "Base"), nullptr);
    EXPECT_EQ(site.requests(), 3U);
    site.forgetAll();
    SiteTableOptions options;
    options.includeChildTypes = true;
    site.restart(options);
    ASSERT_NE(site.find("TORT", "Leaf A"), nullptr);
    EXPECT_EQ(site.requests(), 3U);
}

TEST(SiteTables, FindWhichSchemasHaveATable) {
    Site site(torture());
    EXPECT_THAT(site.tables->schemasWith("people", site.context), ElementsAre("OTHR", "TORT"));
    EXPECT_THAT(site.tables->schemasWith("Laptops", site.context), ElementsAre("TORT"));
    EXPECT_THAT(site.tables->schemasWith("Nothing", site.context), IsEmpty());
}

TEST(SiteTables, KnowNamesWithoutARequest) {
    Site site;
    EXPECT_THAT(site.tables->knownNames(), IsEmpty());
    site.find("ITSM", "Laptops");
    site.requests();
    EXPECT_THAT(site.tables->knownNames(),
                IsSupersetOf({"ITSM.Laptops", "ITSM.Servers", "ITSM.Laptops_Installed Software"}));
    EXPECT_EQ(site.requests(), 0U);
}

TEST(SiteTables, ListBySchemaAndPattern) {
    Site site;
    TableFilter filter;
    filter.schema.test = [](std::string_view name) { return name == "HR"; };
    filter.table.test = [](std::string_view name) { return name.substr(0, 1) == "P"; };
    filter.columns = false;
    EXPECT_THAT(tableNames(site.tables->specs(filter, site.context)), IsSupersetOf({"HR.People", "HR.Places"}));
    for (const auto& request : site.simulator->requestLog().entries())
        EXPECT_THAT(request.path, Not(testing::EndsWith("/flat")));
    EXPECT_EQ(site.requests(), 2U);
}

// The two kinds of answer that are not established: types embedded in attributes of a schema or not; kinds told or not.
TEST(SiteTables, DescribeTheSameWhateverTheSiteTellsWithTheAttributesOfASchema) {
    Site plain(torture());
    const auto expected = plain.specs("", "");
    SimulatorOptions bare = torture();
    bare.shape.extendedCarriesObjectType = false;
    Site site(bare);
    const auto specs = site.specs("", "");
    ASSERT_EQ(tableNames(specs), tableNames(expected));
    for (std::size_t i = 0; i < specs.size(); ++i) {
        EXPECT_EQ(columnNames(*specs[i]), columnNames(*expected[i]));
        for (std::size_t c = 0; c < specs[i]->columns.size(); ++c)
            EXPECT_EQ(specs[i]->columns[c].type, expected[i]->columns[c].type) << specs[i]->columns[c].name;
        EXPECT_EQ(specs[i]->foreignKeys.size(), expected[i]->foreignKeys.size());
    }
}

TEST(SiteTables, AreAsManyWhereDescendantsKeepTheIdsOfTheirParentsAttributes) {
    SimulatorOptions options = torture();
    options.torture.inheritedAttributeIds = simulator::InheritedAttributeIds::Parents;
    Site site(options), plain(torture());
    EXPECT_EQ(site.specs("", "").size(), plain.specs("", "").size());
    EXPECT_EQ(columnNames(*site.spec("TORT", "Leaf A Child")), columnNames(*plain.spec("TORT", "Leaf A Child")));
}

TEST(SiteTables, StillListTablesWhereKindsAreLeftOut) {
    SimulatorOptions options = torture();
    options.shape.definitionsOmitType = true;
    Site site(options), plain(torture());
    EXPECT_EQ(tableNames(site.specs("TORT", "", false)), tableNames(plain.specs("TORT", "", false)));
    EXPECT_EQ(site.requests(), 2U);
    const auto kinds = site.spec("TORT", "Kinds");
    EXPECT_EQ(kinds->columns[*kinds->columnIndex("Int")].type, integer());
    EXPECT_EQ(kinds->columns[*kinds->columnIndex("Person_Id")].type, bigInt());
    EXPECT_TRUE(kinds->columnIndex("Usr_AccountId"));
}

TEST(SiteTables, ListWithColumnsOnDataCenterForWhoeverSeesNoDefinitions) {
    SimulatorOptions options;
    options.dataCenterMetadataEmpty = true;
    Site site(options, false), plain(SimulatorOptions(), false);
    const auto names = tableNames(site.specs("ITSM", "", false));
    EXPECT_THAT(names, Contains("ITSM.Laptops"));
    EXPECT_EQ(columnNames(*site.spec("ITSM", "Laptops")), columnNames(*plain.spec("ITSM", "Laptops")));
    // Of a type without objects nothing is known but what every table has; a listing does not fail for it.
    const auto specs = site.specs("ITSM", "");
    EXPECT_THAT(tableNames(specs), IsSupersetOf({"ITSM.Printers", "ITSM.Laptops", "ITSM.Laptops_Installed Software"}));
    EXPECT_THROW(site.find("ITSM", "Printers"), common::Error);
}

TEST(ManyTypes, AQueryLoadsWhatItNames) {
    Site site(manyTypes());
    const auto schema = site.simulator->site().description().schemas[17].key;
    const auto& type = *std::find_if(
        site.simulator->site().description().types.begin(), site.simulator->site().description().types.end(),
        [&](const auto& each) { return each.schemaId == site.simulator->site().description().schemas[17].id; });
    ASSERT_NE(site.find(schema, type.name), nullptr);
    EXPECT_EQ(site.requests(), 6U + 2U);  // 300 schemas in pages of 50, the types of one, the attributes of one
}

TEST(ManyTypes, EverythingIsAtMostOneRequestForEachSchema) {
    Site site(manyTypes());
    const std::size_t types = site.simulator->site().description().types.size();
    EXPECT_EQ(types, 5000U);
    EXPECT_GE(site.specs("", "", false).size(), types);
    EXPECT_EQ(site.requests(), 6U + 300U);
    EXPECT_GE(site.specs("", "").size(), types);
    EXPECT_EQ(site.requests(), 0U);
    site.forgetAll();
    const auto described = site.specs("", "");
    EXPECT_GE(described.size(), types);
    std::size_t foreignKeys = 0;
    for (const auto& spec : described) foreignKeys += spec->foreignKeys.size();
    EXPECT_GT(foreignKeys, types);
    EXPECT_EQ(site.requests(), 6U + 300U);
}

}  // namespace
}  // namespace assetsodbc::schema
