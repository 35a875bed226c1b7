// History, referrers, tickets, statuses, kinds of reference, usage and workspaces of the simulated company, read over
// HTTP and compared with what the simulator itself holds; and how many requests that takes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "schema/tables/table_operations.h"
#include "tests/simulator/calendar.h"
#include "tests/simulator/object_store.h"
#include "tests/unit/sqlengine/simulated_site.h"

namespace assetsodbc::sqlengine {
namespace {

using assets::Deployment;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kNull = "∅";

std::string timeText(simulator::EpochMs moment) {
    std::string text = simulator::isoTime(moment);
    text[text.find('T')] = ' ';
    text.pop_back();
    return text;
}

std::string joined(const std::vector<std::string>& cells) {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) text += (i == 0 ? "" : "|") + cells[i];
    return text;
}

std::vector<std::string> sorted(std::vector<std::string> rows) {
    std::sort(rows.begin(), rows.end());
    return rows;
}

std::string orNull(const std::optional<simulator::Id>& id) {
    return id ? std::to_string(*id) : kNull;
}

class ObjectDetailTables : public testing::TestWithParam<Deployment> {
protected:
    bool isCloud() const { return GetParam() == Deployment::Cloud; }
    const simulator::SiteDescription& description() { return site.site().description(); }
    std::string userKey(const std::string& accountId) {
        return isCloud() ? accountId : site.site().user(accountId)->userKey;
    }
    // Objects that some change of the company's data tells of, as a list for IN.
    std::string changedObjects(std::size_t most) {
        std::set<simulator::Id> ids;
        for (const auto& change : description().history)
            if (ids.size() < most) ids.insert(change.objectId);
        std::string list;
        for (const auto id : ids) list += (list.empty() ? "" : ", ") + std::to_string(id);
        return list;
    }

    SimulatedSite site{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(OnBoth, ObjectDetailTables, testing::Values(Deployment::Cloud, Deployment::DataCenter),
                         [](const auto& tested) { return tested.param == Deployment::Cloud ? "Cloud" : "DataCenter"; });

TEST_P(ObjectDetailTables, HistoriesHoldWhatTheSiteHas) {
    ASSERT_FALSE(description().history.empty());
    const auto id = description().history.front().objectId;
    std::vector<std::string> expected;
    for (const auto& entry : site.site().historyOf(*site.site().snapshot()->find(id))) {
        expected.push_back(joined(
            {std::to_string(id), std::to_string(entry.id), timeText(entry.created), userKey(entry.actor),
             site.site().user(entry.actor)->displayName, isCloud() ? kNull : std::to_string(entry.type),
             entry.affectedAttribute.value_or(kNull), entry.affectedAttribute ? entry.oldValue.value_or("") : kNull,
             entry.affectedAttribute ? entry.newValue.value_or("") : kNull}));
    }
    const std::string query = "SELECT * FROM ObjectHistory WHERE ObjectId = " + std::to_string(id);
    EXPECT_EQ(sorted(site.run(query)), sorted(expected));
    EXPECT_EQ(site.requestsOf(query), 1U);
    EXPECT_EQ(site.requestsOf("SELECT * FROM ObjectHistory WHERE ObjectId IN (" + changedObjects(3) + ")"), 3U);
}

TEST_P(ObjectDetailTables, AJoinAsksForTheHistoryOfEachObjectOnce) {
    const std::string list = changedObjects(4);
    site.requests().clear();
    const auto rows =
        site.run("SELECT o.ObjectKey, h.Id FROM Objects o JOIN ObjectHistory h ON h.ObjectId = o.Id WHERE o.Id IN (" +
                 list + ")");
    EXPECT_LE(site.requests().size(), 4U + 2U);
    EXPECT_EQ(sorted(rows), sorted(site.run("SELECT (SELECT ObjectKey FROM Objects WHERE Id = h.ObjectId), h.Id FROM "
                                            "ObjectHistory h WHERE h.ObjectId IN (" +
                                            list + ")")));
    EXPECT_GE(rows.size(), 8U) << "the creation and one change at least of each";
}

TEST_P(ObjectDetailTables, AnObjectThatDoesNotExistHasNoRows) {
    for (const char* table : {"ObjectHistory", "ObjectReferences", "ConnectedTickets"})
        EXPECT_THAT(site.run(std::string("SELECT * FROM ") + table + " WHERE ObjectId = 987654321"), IsEmpty());
}

TEST_P(ObjectDetailTables, ReferrersAreCountedByType) {
    // The company's people are referred to by their hardware.
    std::map<simulator::Id, std::set<simulator::Id>> byType;
    const auto snapshot = site.site().snapshot();
    simulator::Id target = 0;
    for (const simulator::Id id : snapshot->all().slice(0, snapshot->size())) {
        const auto inbound = site.site().inboundReferences(*snapshot, id);
        if (inbound.size() < 2) continue;
        target = id;
        for (const auto& reference : inbound)
            byType[snapshot->find(reference.objectId)->typeId].insert(reference.objectId);
        break;
    }
    ASSERT_NE(target, 0);
    std::vector<std::string> expected;
    for (const auto& [typeId, objects] : byType)
        expected.push_back(
            joined({std::to_string(typeId), site.site().type(typeId)->name, std::to_string(objects.size())}));
    EXPECT_EQ(sorted(site.run("SELECT ReferringObjectTypeId, ReferringObjectTypeName, NumberOfReferencedObjects FROM "
                              "ObjectReferences WHERE Ordinal = 0 AND ObjectId = " +
                              std::to_string(target))),
              sorted(expected));
}

TEST_P(ObjectDetailTables, TicketsHoldWhatTheSiteHas) {
    ASSERT_FALSE(description().tickets.empty());
    const auto& ticket = description().tickets.front();
    ASSERT_FALSE(ticket.objectIds.empty());
    const std::string id = std::to_string(ticket.objectIds.front());
    EXPECT_THAT(site.run("SELECT * FROM ConnectedTickets WHERE ObjectId = " + id +
                         " AND TicketId = " + std::to_string(ticket.id)),
                ElementsAre(joined({id, std::to_string(ticket.id), ticket.key, ticket.title, userKey(ticket.reporter),
                                    timeText(ticket.created), timeText(ticket.updated), ticket.statusName,
                                    ticket.typeName, ticket.priorityName})));
    EXPECT_EQ(site.run("SELECT DISTINCT TicketKey FROM ConnectedTickets WHERE ObjectId = " + id).size(),
              site.site().ticketsOf(ticket.objectIds.front()).size());
}

TEST_P(ObjectDetailTables, StatusesHoldWhatTheSiteHas) {
    std::vector<std::string> expected;
    for (const auto& status : description().statuses)
        expected.push_back(joined({std::to_string(status.id), status.name, status.description,
                                   std::to_string(status.category), orNull(status.schemaId)}));
    EXPECT_EQ(sorted(site.run("SELECT * FROM StatusTypes")), sorted(expected));
    EXPECT_EQ(sorted(site.runPlain("SELECT * FROM StatusTypes")), sorted(expected));
    const std::string schema = std::to_string(description().schemas.front().id);
    for (const std::string& where : {"ObjectSchemaId = " + schema, std::string("ObjectSchemaId IS NULL")}) {
        const std::string query = "SELECT Id FROM StatusTypes WHERE " + where;
        EXPECT_EQ(sorted(site.run(query)), sorted(site.runPlain(query))) << where;
        EXPECT_THAT(site.run(query), testing::Not(IsEmpty())) << where;
    }
    EXPECT_EQ(site.requestsOf("SELECT Id FROM StatusTypes WHERE ObjectSchemaId = " + schema), 1U);
}

TEST_P(ObjectDetailTables, KindsOfReferenceAreToldByCloud) {
    if (!isCloud()) {
        EXPECT_THROW(site.run("SELECT * FROM ReferenceTypes"), common::Error);
        return;
    }
    std::vector<std::string> expected;
    for (const auto& type : description().referenceTypes)
        expected.push_back(joined({std::to_string(type.id), type.name, type.color, orNull(type.schemaId)}));
    EXPECT_EQ(sorted(site.run("SELECT Id, Name, Color, ObjectSchemaId FROM ReferenceTypes")), sorted(expected));
}

TEST_P(ObjectDetailTables, UsageAndTheWorkspaceAreThoseOfCloud) {
    if (!isCloud()) {
        EXPECT_THROW(site.run("SELECT * FROM Usage"), common::Error);
        EXPECT_THAT(site.run("SELECT * FROM Workspaces"), IsEmpty());
        return;
    }
    std::vector<std::string> expected;
    const auto snapshot = site.site().snapshot();
    for (const auto& schema : description().schemas)
        expected.push_back(joined({std::to_string(schema.id), schema.name, timeText(schema.created),
                                   std::to_string(site.site().countObjectsOfSchema(*snapshot, schema.id))}));
    EXPECT_EQ(sorted(site.run("SELECT * FROM Usage")), sorted(expected));
    site.requests().clear();
    EXPECT_THAT(site.run("SELECT WorkspaceId FROM Workspaces"), ElementsAre(description().workspaceId));
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM sys.scopes"), ElementsAre("19"));
    EXPECT_EQ(site.requests().size(), 0U);
}

// "/x/jsm/assets/workspace/w/v1/object/12/history" is "GET /object/{id}/history".
std::string operationOf(const std::string& method, std::string path) {
    path.erase(std::min(path.find('?'), path.size()));
    for (const char* base : {"/v1/", "/rest/assets/1.0/"})
        if (const auto at = path.find(base); at != std::string::npos) path.erase(0, at + std::string(base).size() - 1);
    std::string name = method + " ";
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t end = std::min(path.find('/', at + 1), path.size());
        const std::string segment = path.substr(at + 1, end - at - 1);
        const bool isId = segment.find_first_not_of("0123456789") == std::string::npos;
        name += "/" + (isId ? std::string("{id}") : segment);
        at = end;
    }
    return name;
}

// So that what sys.scopes tells of tables is true.
TEST_P(ObjectDetailTables, ATableMakesNoCallThatIsNotAmongItsOperations) {
    const std::string id = std::to_string(description().history.front().objectId);
    const std::string type = std::to_string(description().types.front().id);
    const std::map<std::string, std::string> conditions = {{"Assets.ObjectHistory", " WHERE ObjectId = " + id},
                                                           {"Assets.ObjectReferences", " WHERE ObjectId = " + id},
                                                           {"Assets.ConnectedTickets", " WHERE ObjectId = " + id},
                                                           {"Assets.Attributes", " WHERE ObjectTypeId = " + type},
                                                           {"Assets.Objects", " WHERE Id = " + id},
                                                           {"Assets.ObjectAttributeValues", " WHERE ObjectId = " + id}};
    for (const auto& entry : schema::tableOperations()) {
        const std::string table(entry.table);
        if (table.find('.') == std::string::npos) continue;
        if (!isCloud() && (table == "Assets.ReferenceTypes" || table == "Assets.Usage")) continue;
        std::set<std::string> declared;
        for (const auto& operations : {entry.reads, entry.atTimes})
            for (const auto& operation : operations) declared.emplace(operation.name);
        const auto condition = conditions.find(table);
        site.requests().clear();
        site.run("SELECT * FROM " + table + (condition == conditions.end() ? "" : condition->second));
        EXPECT_NE(site.requests().size(), 0U) << table;
        for (const auto& request : site.requests().entries())
            EXPECT_EQ(declared.count(operationOf(request.method, request.path)), 1U)
                << table << ": " << operationOf(request.method, request.path);
    }
}

// The walk over all objects, on a site that is small.
TEST_P(ObjectDetailTables, WithoutAnIdEveryObjectIsAskedForOnce) {
    const auto objects = site.site().snapshot()->size();
    site.requests().clear();
    const auto rows = site.run("SELECT DISTINCT ObjectId FROM ObjectHistory");
    EXPECT_EQ(rows.size(), objects);
    EXPECT_GE(site.requests().size(), objects);
    EXPECT_LE(site.requests().size(), objects + 5);
    EXPECT_LE(site.requestsOf("SELECT Id FROM ObjectHistory LIMIT 3"), 4U);
}

}  // namespace
}  // namespace assetsodbc::sqlengine
