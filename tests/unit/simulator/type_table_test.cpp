#include "tests/simulator/type_table.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

#include "tests/simulator/object_table.h"

namespace assetsodbc::simulator {
namespace {

SiteDescription descriptionOf(const std::vector<TypeSpec>& types) {
    SiteDescription site;
    site.schemas.push_back({1, "S", "Schema", "", "Ok", 0, 0, true});
    site.icons.push_back({"1", "Icon", true});
    site.referenceTypes.push_back({1, "Reference", "", "", false, std::nullopt});
    site.users.push_back({"acc-1", "JIRAUSER1", "ann", "Ann", "ann@x.example", false, {}});
    site.statuses = {{1, "Open", "", 1, std::nullopt}, {2, "Open", "", 1, 1}};
    addTypes(site, types, {});
    return site;
}

std::vector<Object> objectsOf(const std::vector<AttributeSpec>& attributes, std::string_view cell) {
    const Site site(descriptionOf({{"S", "T", "", "", "Icon", "", attributes}}), std::make_unique<MemoryStore>());
    return readObjects(site, {{"S", "T", {"Name", "A"}, {{"one", cell}, {"two"}}}});
}

TEST(TypeTable, GivesWhatTheFlagsSay) {
    const SiteDescription site =
        descriptionOf({{"S",
                        "T",
                        "",
                        "",
                        "Icon",
                        "",
                        {{"A", "Text", "unique; required; hidden; max=3; suffix=GB; regex=[a-z]+", "why"}}}});
    const AttributeDefinition& attribute = site.attributes.back();
    EXPECT_TRUE(attribute.unique && attribute.hidden);
    EXPECT_EQ(attribute.minimumCardinality, 1);
    EXPECT_EQ(attribute.maximumCardinality, 3);
    EXPECT_EQ(attribute.suffix, "GB");
    EXPECT_EQ(attribute.regexValidation, "[a-z]+");
    EXPECT_EQ(attribute.description, "why");
}

TEST(TypeTable, LetsAReferencePointForward) {
    const SiteDescription site = descriptionOf(
        {{"S", "T", "", "", "Icon", "", {{"A", "-> S/Later", "", ""}}}, {"S", "Later", "", "", "Icon", "", {}}});
    EXPECT_EQ(site.attributes[4].kind, AttributeKind::Object);
    EXPECT_EQ(site.attributes[4].referenceObjectTypeId, 2);
}

TEST(TypeTable, RefusesUnknownNames) {
    const auto build = [](std::string_view type, std::string_view flags) {
        descriptionOf({{"S", "T", "", "", "Icon", "", {{"A", type, flags, ""}}}});
    };
    EXPECT_NO_THROW(build("Text", ""));
    EXPECT_THROW(build("Txt", ""), std::logic_error);
    EXPECT_THROW(build("-> S/Nothing", ""), std::logic_error);
    EXPECT_THROW(build("Text", "uniqe"), std::logic_error);
    EXPECT_THROW(build("Text", "max2=3"), std::logic_error);
    EXPECT_THROW(descriptionOf({{"X", "T", "", "", "Icon", "", {}}}), std::logic_error);
    EXPECT_THROW(descriptionOf({{"S", "T", "P", "", "Icon", "", {}}}), std::logic_error);
    EXPECT_THROW(descriptionOf({{"S", "T", "", "", "Icno", "", {}}}), std::logic_error);
    EXPECT_THROW(descriptionOf({{"S", "T", "", "final", "Icon", "", {}}}), std::logic_error);
}

TEST(ObjectTable, TellsUnsetFromPresentWithoutValues) {
    const std::vector<Object> objects = objectsOf({{"A", "Text", "many", ""}}, "[]");
    EXPECT_EQ(objects[0].attributes.size(), 2U);
    EXPECT_TRUE(objects[0].attributes[1].values.empty());
    EXPECT_EQ(objects[1].attributes.size(), 1U);
}

TEST(ObjectTable, SplitsOnlyMultiValuedCells) {
    EXPECT_EQ(objectsOf({{"A", "Text", "many", ""}}, "x|y")[0].attributes[1].values.size(), 2U);
    EXPECT_EQ(objectsOf({{"A", "Text", "", ""}}, " x|y")[0].attributes[1].values[0].text, " x|y");
}

TEST(ObjectTable, ResolvesReferencesUsersAndStatuses) {
    EXPECT_EQ(objectsOf({{"A", "-> S/T", "", ""}}, "two")[0].attributes[1].values[0].target, 2);
    EXPECT_EQ(objectsOf({{"A", "User", "", ""}}, "ann")[0].attributes[1].values[0].text, "acc-1");
    EXPECT_EQ(objectsOf({{"A", "Status", "", ""}}, "Open")[0].attributes[1].values[0].target, 2);
}

TEST(ObjectTable, RefusesWhatDoesNotFit) {
    EXPECT_THROW(objectsOf({{"B", "Text", "", ""}}, "x"), std::logic_error);
    EXPECT_THROW(objectsOf({{"A", "Integer", "", ""}}, "1.5"), std::logic_error);
    EXPECT_THROW(objectsOf({{"A", "Double", "", ""}}, "1."), std::logic_error);
    EXPECT_THROW(objectsOf({{"A", "Boolean", "", ""}}, "yes"), std::logic_error);
    EXPECT_THROW(objectsOf({{"A", "Date", "", ""}}, "2023-02-29"), std::logic_error);
    EXPECT_THROW(objectsOf({{"A", "Url", "", ""}}, "ftp://x"), std::logic_error);
    EXPECT_THROW(objectsOf({{"A", "Select", "options=x,y", ""}}, "z"), std::logic_error);
    EXPECT_THROW(objectsOf({{"A", "-> S/T", "", ""}}, "three"), std::logic_error);
    EXPECT_THROW(objectsOf({{"A", "User", "", ""}}, "bob"), std::logic_error);
    EXPECT_THROW(objectsOf({{"A", "Text", "max=2", ""}}, "x|y|z"), std::logic_error);
    EXPECT_THROW(objectsOf({{"A", "Text", "required", ""}}, "x"), std::logic_error);  // the second row lacks it
}

}  // namespace
}  // namespace assetsodbc::simulator
