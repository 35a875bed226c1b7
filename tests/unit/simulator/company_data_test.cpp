#include "tests/simulator/company_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "tests/simulator/calendar.h"

namespace assetsodbc::simulator {
namespace {

class CompanyData : public ::testing::TestWithParam<InheritedAttributeIds> {
protected:
    std::unique_ptr<Site> site_ = makeCompanySite({GetParam()});
    std::shared_ptr<const ObjectSet> objects_ = site_->snapshot();

    template <typename Visitor>
    void visitValues(Visitor visit) const {
        for (const Id id : objects_->all().all()) {
            const auto object = objects_->find(id);
            for (const AttributeDefinition* attribute : site_->attributesOf(object->typeId)) {
                visit(*object, *attribute, site_->valuesOf(*object, *attribute));
            }
        }
    }
};

INSTANTIATE_TEST_SUITE_P(BothWaysOfInheriting, CompanyData,
                         ::testing::Values(InheritedAttributeIds::Own, InheritedAttributeIds::Parents));

TEST_P(CompanyData, HasAboutThreeHundredObjectsInTwoSchemas) {
    EXPECT_GE(objects_->size(), 270U);
    EXPECT_LE(objects_->size(), 330U);
    std::size_t counted = 0;
    for (const Schema& schema : site_->description().schemas) {
        EXPECT_GT(site_->countObjectsOfSchema(*objects_, schema.id), 50U) << schema.name;
        counted += site_->countObjectsOfSchema(*objects_, schema.id);
    }
    EXPECT_EQ(counted, objects_->size());
}

TEST_P(CompanyData, NumbersKeysByObjectId) {
    for (const Id id : objects_->all().all()) {
        const auto object = objects_->find(id);
        const std::string key = site_->keyOf(*object);
        EXPECT_EQ(key.substr(key.find('-') + 1), std::to_string(id));
        EXPECT_EQ(key.substr(0, key.find('-')), site_->schema(site_->type(object->typeId)->schemaId)->key);
    }
}

TEST_P(CompanyData, UsesNoAttributeThatItsTypeLacks) {
    for (const Id id : objects_->all().all()) {
        const auto object = objects_->find(id);
        std::set<Id> seen;
        for (const AttributeValues& values : object->attributes) {
            EXPECT_NE(site_->attribute(object->typeId, values.attributeId), nullptr) << site_->keyOf(*object);
            EXPECT_TRUE(seen.insert(values.attributeId).second) << "twice in " << site_->keyOf(*object);
        }
    }
}

TEST_P(CompanyData, ResolvesWhateverAValuePointsAt) {
    visitValues([&](const Object& object, const AttributeDefinition& attribute, const std::vector<Value>& values) {
        const std::string where = site_->keyOf(object) + " " + attribute.name;
        for (const Value& value : values) {
            switch (attribute.kind) {
                case AttributeKind::Default:
                    break;
                case AttributeKind::Object: {
                    const auto target = objects_->find(value.target);
                    ASSERT_NE(target, nullptr) << where;
                    std::vector<Id> allowed = {*attribute.referenceObjectTypeId};
                    if (attribute.includeChildObjectTypes) allowed = site_->withDescendants(allowed.front());
                    EXPECT_NE(std::find(allowed.begin(), allowed.end(), target->typeId), allowed.end()) << where;
                    break;
                }
                case AttributeKind::User:
                    EXPECT_NE(site_->user(value.text), nullptr) << where;
                    break;
                case AttributeKind::Group:
                    EXPECT_NE(site_->group(value.text), nullptr) << where;
                    break;
                case AttributeKind::Status:
                    EXPECT_NE(site_->status(value.target), nullptr) << where;
                    break;
                default:
                    EXPECT_NE(site_->linkedItem(attribute.kind, value.target), nullptr) << where;
            }
        }
    });
}

TEST_P(CompanyData, KeepsToCardinalities) {
    visitValues([&](const Object& object, const AttributeDefinition& attribute, const std::vector<Value>& values) {
        const std::string where = site_->keyOf(object) + " " + attribute.name;
        EXPECT_GE(static_cast<int>(values.size()), attribute.minimumCardinality) << where;
        if (attribute.maximumCardinality != kUnlimited) {
            EXPECT_LE(static_cast<int>(values.size()), attribute.maximumCardinality) << where;
        }
    });
}

TEST_P(CompanyData, KeepsUniqueAttributesUnique) {
    std::map<std::pair<Id, Id>, std::set<std::string>> seen;
    visitValues([&](const Object& object, const AttributeDefinition& attribute, const std::vector<Value>& values) {
        if (!attribute.unique) return;
        for (const Value& value : values) {
            EXPECT_TRUE(seen[std::pair(object.typeId, attribute.id)].insert(value.text).second)
                << attribute.name << " " << value.text;
        }
    });
    EXPECT_GE(seen.size(), 8U);
}

TEST_P(CompanyData, HasEveryKindOfAttributeWithValues) {
    std::set<int> kinds;
    std::set<int> defaultTypes;
    std::set<int> multiValuedKinds;
    bool anyUnset = false;
    visitValues([&](const Object&, const AttributeDefinition& attribute, const std::vector<Value>& values) {
        anyUnset = anyUnset || values.empty();
        if (values.empty()) return;
        kinds.insert(static_cast<int>(attribute.kind));
        if (attribute.kind == AttributeKind::Default) defaultTypes.insert(static_cast<int>(attribute.defaultType));
        if (values.size() > 1) multiValuedKinds.insert(static_cast<int>(attribute.kind));
    });
    EXPECT_EQ(kinds, (std::set<int>{0, 1, 2, 3, 4, 5, 6, 7, 8}));
    EXPECT_EQ(defaultTypes, (std::set<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
    EXPECT_EQ(multiValuedKinds, (std::set<int>{0, 1, 2, 3, 4, 5, 6, 8}));
    EXPECT_TRUE(anyUnset);
}

TEST_P(CompanyData, HasTheAwkwardValuesThatTestsNeed) {
    std::set<std::string> texts;
    bool leadingBlank = false;
    bool lineBreak = false;
    bool longText = false;
    bool emptyArray = false;
    for (const Id id : objects_->all().all()) {
        for (const AttributeValues& stored : objects_->find(id)->attributes) {
            emptyArray = emptyArray || stored.values.empty();
            for (const Value& value : stored.values) {
                texts.insert(value.text);
                leadingBlank = leadingBlank || value.text.substr(0, 1) == " ";
                lineBreak = lineBreak || value.text.find('\n') != std::string::npos;
                longText = longText || value.text.size() > 8000;
            }
        }
    }
    EXPECT_TRUE(leadingBlank && lineBreak && longText && emptyArray);
    for (const char* text :
         {"NULL", "山田 太郎", "Launchpad 🚀", "Zoë O'Brien", "9999-12-31", "2147483647", "C++; embedded"}) {
        EXPECT_EQ(texts.count(text), 1U) << text;
    }
}

TEST_P(CompanyData, HasHiddenAttributesSuffixesAndAnEmptyType) {
    const auto& attributes = site_->description().attributes;
    const auto has = [&](auto matches) { return std::any_of(attributes.begin(), attributes.end(), matches); };
    EXPECT_TRUE(has([](const AttributeDefinition& a) { return a.hidden; }));
    EXPECT_TRUE(has([](const AttributeDefinition& a) { return a.suffix == "GB"; }));
    EXPECT_TRUE(has([](const AttributeDefinition& a) { return a.name == "Size (\")"; }));
    EXPECT_TRUE(has([](const AttributeDefinition& a) { return a.name == "VLAN No."; }));
    EXPECT_EQ(site_->countObjects(*objects_, site_->typeNamed("HR", "Visitors")->id), 0U);
    EXPECT_EQ(site_->countObjects(*objects_, site_->typeNamed("ITSM", "Hardware")->id), 0U);
}

TEST_P(CompanyData, GivesEveryTypeItsSystemAttributesAndOneLabel) {
    for (const ObjectType& type : site_->description().types) {
        const auto& attributes = site_->attributesOf(type.id);
        ASSERT_GE(attributes.size(), 4U);
        EXPECT_EQ(attributes[0]->name, "Key");
        EXPECT_TRUE(attributes[1]->label);
        EXPECT_EQ(std::count_if(attributes.begin(), attributes.end(), [](const auto* a) { return a->label; }), 1);
        std::set<std::string> names;
        for (std::size_t i = 0; i < attributes.size(); ++i) {
            EXPECT_EQ(attributes[i]->position, static_cast<int>(i));
            EXPECT_TRUE(names.insert(attributes[i]->name).second) << attributes[i]->name;
        }
    }
}

TEST_P(CompanyData, InheritsAttributesUnderTheIdsAskedFor) {
    const Id hardware = site_->typeNamed("ITSM", "Hardware")->id;
    const Id laptops = site_->typeNamed("ITSM", "Laptops")->id;
    const AttributeDefinition* parents = site_->attributeNamed(hardware, "Owner");
    const AttributeDefinition* inherited = site_->attributeNamed(laptops, "Owner");
    ASSERT_NE(inherited, nullptr);
    EXPECT_TRUE(inherited->isInherited());
    EXPECT_EQ(inherited->definedInTypeId, hardware);
    EXPECT_EQ(inherited->typeId, laptops);
    EXPECT_EQ(inherited->id == parents->id, GetParam() == InheritedAttributeIds::Parents);
    EXPECT_NE(site_->attributeNamed(laptops, "Name")->id, site_->attributeNamed(hardware, "Name")->id);
}

TEST_P(CompanyData, LinksTicketsAndChangesToObjectsThatExist) {
    std::set<Id> ids;
    EXPECT_GE(site_->description().tickets.size(), 5U);
    for (const Ticket& ticket : site_->description().tickets) {
        EXPECT_NE(site_->user(ticket.reporter), nullptr);
        EXPECT_TRUE(ids.insert(ticket.id).second);
        for (const Id id : ticket.objectIds) {
            EXPECT_NE(objects_->find(id), nullptr);
            const auto tickets = site_->ticketsOf(id);
            EXPECT_NE(std::find(tickets.begin(), tickets.end(), &ticket), tickets.end());
        }
    }
    for (const HistoryEntry& entry : site_->description().history) {
        const auto object = objects_->find(entry.objectId);
        ASSERT_NE(object, nullptr);
        EXPECT_TRUE(ids.insert(entry.id).second);
        EXPECT_NE(site_->attributeNamed(object->typeId, *entry.affectedAttribute), nullptr) << *entry.affectedAttribute;
    }
}

TEST_P(CompanyData, BeginsEveryHistoryWithTheCreation) {
    for (const Id id : objects_->all().all()) {
        const auto object = objects_->find(id);
        const auto history = site_->historyOf(*object);
        ASSERT_FALSE(history.empty());
        EXPECT_FALSE(history.front().affectedAttribute.has_value());
        EXPECT_EQ(history.front().created, object->created);
    }
}

TEST_P(CompanyData, FindsWhoRefersToAnObject) {
    const auto ids = objects_->all().all();
    const auto miriam = std::find_if(ids.begin(), ids.end(),
                                     [&](Id id) { return site_->labelOf(*objects_->find(id)) == "Miriam Vogel"; });
    ASSERT_NE(miriam, ids.end());
    std::set<std::string> attributes;
    for (const InboundReference& reference : site_->inboundReferences(*objects_, *miriam)) {
        const auto object = objects_->find(reference.objectId);
        attributes.insert(site_->attribute(object->typeId, reference.attributeId)->name);
    }
    EXPECT_EQ(attributes, (std::set<std::string>{"Head", "Manager", "Owner", "Person", "Assigned To"}));
}

TEST_P(CompanyData, IsTheSameEveryTime) {
    const auto again = makeCompanySite({GetParam()});
    const auto objects = again->snapshot();
    for (const Id id : objects_->all().all()) {
        EXPECT_EQ(objects->find(id)->created, objects_->find(id)->created);
        EXPECT_EQ(again->labelOf(*objects->find(id)), site_->labelOf(*objects_->find(id)));
        EXPECT_LT(objects_->find(id)->updated, timeOf("2024-12-31"));
        EXPECT_GE(objects_->find(id)->updated, objects_->find(id)->created);
    }
}

}  // namespace
}  // namespace assetsodbc::simulator
