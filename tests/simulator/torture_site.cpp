#include "tests/simulator/torture_site.h"

#include <string>
#include <utility>

#include "tests/simulator/calendar.h"

namespace assetsodbc::simulator {
namespace {

void addSchemas(SiteDescription& site) {
    static constexpr std::pair<const char*, const char*> kSchemas[] = {
        {"TORT", "Torture"},         {"OTHR", "Other \"things\" & more"}, {"ASSETS", "Named as the fixed tables"},
        {"SYS", "Named as sys"},     {"TEMP", "Named as temp"},           {"MAIN", "Named as main"},
        {"EMPTY", "Without a type"},
    };
    Id id = 7;
    for (const auto& [key, name] : kSchemas) {
        Schema schema;
        schema.id = id;
        schema.key = key;
        schema.name = name;
        schema.created = timeOf("2022-02-28T23:30:00.001Z") + id * kMsPerDay;
        schema.updated = schema.created + kMsPerHour;
        site.schemas.push_back(std::move(schema));
        id += 3;
    }
}

void addAccounts(SiteDescription& site) {
    static constexpr std::pair<const char*, const char*> kPeople[] = {
        {"ann", "Ann O'Neil"},
        {"ANN", "ann o'neil"},
        {"bob", "Bob \"Bobby\" Brown"},
        {"\xC3\x89mile", "\xC3\x89mile Zola"},
        {"\xC3\xA9mile", "\xC3\xA9mile zola"},
        {"smile", "\xF0\x9F\x98\x80"},
        {"semi", "Semi; Colon"},
        {"gone", "Gone, Long"},
    };
    int number = 20100;
    for (const auto& [name, display] : kPeople) {
        User user;
        user.accountId = "712020:0a" + std::to_string(number);
        user.userKey = "JIRAUSER" + std::to_string(number++);
        user.userName = name;
        user.displayName = display;
        user.email = "user" + std::to_string(number) + "@example.com";
        user.isDeleted = user.userName == "gone";
        user.groups = {"crew"};
        site.users.push_back(std::move(user));
    }
    site.currentUser = site.users.front().accountId;
    for (const char* name : {"crew", "Crew", "\xC3\x89quipe; 1", "50%"}) site.groups.push_back({name});
}

void addConfiguration(SiteDescription& site) {
    site.icons.push_back({"10", "Thing", true});
    site.statuses = {{1, "Open", "", 1, std::nullopt},
                     {2, "OPEN", "", 2, std::nullopt},
                     {3, "Closed; done", "", 0, std::nullopt},
                     {4,
                      "\xC3\x9C"
                      "berf\xC3\xA4llig",
                      "", 2, site.schemas.front().id}};
    Id id = 1;
    for (const char* name : {"Dependency", "Link", "Reference", "Financial", "Technical"}) {
        site.referenceTypes.push_back({id++, name, name, "49a6ed", false, std::nullopt});
    }
    for (Id item = 0; item < 5; ++item) {
        const std::string number = std::to_string(item);
        site.projects.push_back({10'000 + item, "PR" + number, "Project " + number, ""});
        site.versions.push_back({11'000 + item, "", "v1." + number, ""});
        site.confluencePages.push_back({12'000 + item, "", "Page; " + number, "http://127.0.0.1/wiki/" + number});
        site.repositories.push_back({13'000 + item, "", "repo-" + number, ""});
    }
}

}  // namespace

void describeTortureSite(SiteDescription& site) {
    site.siteName = "torture";
    site.workspaceId = "3f2a86f1-9d1b-4c5e-8a7e-0d2c5b7a9e11";
    site.cloudId = "a1c0ffee-5a11-4d7e-9c2d-6b0f1e2d3c4b";
    addSchemas(site);
    addAccounts(site);
    addConfiguration(site);
}

std::unique_ptr<Site> makeTortureSite(const TortureOptions& options) {
    SiteDescription description;
    describeTortureSite(description);
    addTypes(description, tortureTypes(), {options.inheritedAttributeIds});
    const Site names(description, std::make_shared<MemoryStore>());
    std::vector<Object> objects = tortureObjects(names, options);
    return std::make_unique<Site>(std::move(description), std::make_shared<MemoryStore>(std::move(objects)));
}

}  // namespace assetsodbc::simulator
