// Everything of the company that is not an object: schemas, icons, accounts, groups, statuses, projects, tickets,
// changes.
#include "tests/simulator/calendar.h"
#include "tests/simulator/company_tables.h"

namespace assetsodbc::simulator {

namespace {

void addSchemas(SiteDescription& site) {
    Schema assets;
    assets.id = 1;
    assets.key = "ITSM";
    assets.name = "IT Assets";
    assets.description = "Hardware, software and the contracts behind them";
    assets.created = timeOf("2021-04-01T08:30:00.125Z");
    assets.updated = timeOf("2024-05-02T06:11:45.900Z");
    Schema people;
    people.id = 3;
    people.key = "HR";
    people.name = "People & Places";
    people.description = "People, departments, offices; kept by Human Resources";
    people.created = timeOf("2021-04-01T08:52:13.004Z");
    people.updated = timeOf("2024-04-22T15:00:01.000Z");
    people.canManage = false;
    site.schemas = {assets, people};
}

void addIcons(SiteDescription& site) {
    const std::string_view global[] = {"Hardware", "Laptop",      "Server",  "Phone",       "Monitor", "Network",
                                       "Software", "Licence",     "Service", "Application", "Vendor",  "Contract",
                                       "Person",   "Certificate", "Office",  "Place"};
    int id = 10;
    for (const auto name : global) site.icons.push_back({std::to_string(id++), std::string(name), true});
    site.icons.push_back({"6f1f3c9e-51d4-4a0c-9d57-0d1f9b7c2e41", "Department", false});
}

struct UserSpec {
    const char* userName;
    const char* displayName;
    const char* accountId;
    std::vector<std::string> groups;
    bool isDeleted = false;
};

// The accounts of the people in company_people.cpp who have one; user names are what cells refer to.
std::vector<UserSpec> userSpecs() {
    return {
        {"miriam.vogel", "Miriam Vogel", "5b10a2844c20165700ede21a", {"jira-users", "infrastructure", "site-admins"}},
        {"jonas.petersen", "Jonas Petersen", "5b10a2844c20165700ede21b", {"jira-users", "infrastructure"}},
        {"zoe.obrien", "Zoë O'Brien", "5b10ac8d82e05b22cc7d4ef5", {"jira-users", "finance"}},
        {"taro.yamada", "山田 太郎", "5d53f3cbc6b9320d9ea5bdc2", {"jira-users", "developers"}},
        {"hanako.suzuki", "鈴木 花子", "5d53f3cbc6b9320d9ea5bdc9", {"jira-users", "developers"}},
        {"luiza.carvalho", "Luíza Carvalho", "557058:0867a421-a9ee-4659-801a-bc0ee4a4487e", {"jira-users", "sales"}},
        {"lukasz.zolkowski",
         "Łukasz Żółkowski",
         "557058:1c2e6a11-4b21-4f7c-8f6b-3f2a17a1d001",
         {"jira-users", "developers"}},
        {"francois.lefevre",
         "François \"Frank\" Lefèvre",
         "557058:295406f3-a1fc-4733-b906-dd15d021bd79",
         {"jira-users", "sales"}},
        {"soren.aero", "Søren Ærø", "6071b3c8e9f1d2006a7c1101", {"jira-users", "infrastructure"}},
        {"layla.haddad", "ليلى حداد", "6071b3c8e9f1d2006a7c1102", {"jira-users", "legal"}},
        {"grace.kim", "Grace Kim", "6071b3c8e9f1d2006a7c1103", {"jira-users", "developers", "site-admins"}},
        {"daniel.nguyen", "Daniel Nguyễn", "6071b3c8e9f1d2006a7c1104", {"jira-users", "developers"}},
        {"aoife.byrne", "Aoife Byrne", "6071b3c8e9f1d2006a7c1105", {"jira-users", "support"}},
        {"jennifer.null", "Jennifer Null", "6071b3c8e9f1d2006a7c1106", {"jira-users", "support"}},
        {"peter.schmidt", "Peter Schmidt", "6071b3c8e9f1d2006a7c1107", {"jira-users", "finance"}},
        {"anna.schmidt", "Anna Schmidt", "6071b3c8e9f1d2006a7c1108", {"jira-users", "hr"}},
        {"olivia.brown", "Olivia Brown", "6071b3c8e9f1d2006a7c1109", {"jira-users", "sales"}},
        {"rajesh.iyer", "Rajesh Iyer", "6071b3c8e9f1d2006a7c110a", {"jira-users", "infrastructure"}},
        {"kaan.demir", "Kaan Demir", "6071b3c8e9f1d2006a7c110b", {"jira-users"}, true},
        {"automation", "Automation for Jira", "557058:f58131cb-b67d-43c7-b30d-6b58d40bd077", {}},
    };
}

void addUsers(SiteDescription& site) {
    int number = 10100;
    for (const UserSpec& spec : userSpecs()) {
        User user;
        user.accountId = spec.accountId;
        user.userKey = "JIRAUSER" + std::to_string(number++);
        user.userName = spec.userName;
        user.displayName = spec.displayName;
        user.email = std::string(spec.userName) + "@larkfield.example";
        user.isDeleted = spec.isDeleted;
        user.groups = spec.groups;
        site.users.push_back(std::move(user));
    }
    site.currentUser = site.users.front().accountId;
    for (const char* name : {"jira-users", "site-admins", "infrastructure", "developers", "support", "finance", "sales",
                             "legal", "hr", "Qualität & Prüfung"}) {
        site.groups.push_back({name});
    }
}

void addStatuses(SiteDescription& site) {
    const Id assets = site.schemas[0].id;
    site.statuses = {
        {1, "In use", "With its owner", 1, std::nullopt},
        {2, "In stock", "In the store room", 2, std::nullopt},
        {3, "Active", "", 1, std::nullopt},
        {4, "In repair", "With the manufacturer", 2, std::nullopt},
        {5, "Retired", "Gone, kept for the books", 0, std::nullopt},
        {6, "Lost or stolen", "Reported", 0, std::nullopt},
        {11, "Draft", "Not signed yet", 2, assets},
        {12, "Signed", "In force", 1, assets},
        {13, "Expired", "", 0, assets},
        {14, "Live", "", 1, assets},
        {15, "Sunset", "Being replaced", 0, assets},
    };
}

void addReferenceTypes(SiteDescription& site) {
    const char* const global[] = {"Dependency", "Link", "Reference", "Financial", "Technical"};
    Id id = 1;
    for (const char* name : global) site.referenceTypes.push_back({id++, name, name, "49a6ed", false, std::nullopt});
    const char* const assets[] = {"Supplied by", "Used by",      "Located in", "Covered by", "Runs",
                                  "Depends on",  "Connected to", "Licence of", "Paid by",    "Owned by"};
    for (const char* name : assets) site.referenceTypes.push_back({id++, name, "", "688e6e", true, site.schemas[0].id});
    const char* const people[] = {"Part of", "Led by", "Member of", "Reports to", "Held by", "Visits"};
    for (const char* name : people) site.referenceTypes.push_back({id++, name, "", "f15c75", true, site.schemas[1].id});
}

void addLinkedItems(SiteDescription& site) {
    site.projects = {{10000, "IT", "IT Service Desk", "https://larkfield.atlassian.net/browse/IT"},
                     {10001, "LIMS", "Laboratory Information System", "https://larkfield.atlassian.net/browse/LIMS"},
                     {10002, "FW", "Firmware", "https://larkfield.atlassian.net/browse/FW"},
                     {10003, "HRX", "HR Requests", "https://larkfield.atlassian.net/browse/HRX"}};
    site.versions = {{10200, "LIMS", "4.2.0", "https://larkfield.atlassian.net/projects/LIMS/versions/10200"},
                     {10201, "LIMS", "4.2.1", "https://larkfield.atlassian.net/projects/LIMS/versions/10201"},
                     {10202, "LIMS", "5.0.0-rc1", "https://larkfield.atlassian.net/projects/LIMS/versions/10202"},
                     {10203, "FW", "2024.1", "https://larkfield.atlassian.net/projects/FW/versions/10203"},
                     {10204, "FW", "2024.2 \"Möwe\"", "https://larkfield.atlassian.net/projects/FW/versions/10204"}};
    site.confluencePages = {
        {65601, "OPS", "Runbook: LIMS", "https://larkfield.atlassian.net/wiki/spaces/OPS/pages/65601"},
        {65602, "OPS", "Runbook: ERP", "https://larkfield.atlassian.net/wiki/spaces/OPS/pages/65602"},
        {65603, "OPS", "How we install Debian", "https://larkfield.atlassian.net/wiki/spaces/OPS/pages/65603"},
        {65604, "OPS", "Windows 11: known issues", "https://larkfield.atlassian.net/wiki/spaces/OPS/pages/65604"},
        {65605, "OPS", "新入社員ガイド", "https://larkfield.atlassian.net/wiki/spaces/OPS/pages/65605"}};
    site.repositories = {{701, "ops/debian-image", "debian-image", "https://bitbucket.org/larkfield/debian-image"},
                         {702, "ops/windows-image", "windows-image", "https://bitbucket.org/larkfield/windows-image"},
                         {703, "lims/server", "lims-server", "https://bitbucket.org/larkfield/lims-server"},
                         {704, "lims/web", "lims-web", "https://bitbucket.org/larkfield/lims-web"},
                         {705, "fw/spectra", "spectra-firmware", "https://bitbucket.org/larkfield/spectra-firmware"}};
}

}  // namespace

void describeCompany(SiteDescription& site) {
    site.siteName = "larkfield";
    site.workspaceId = "3f8e1a52-6c0d-4b7e-9a41-52d7c1e80b96";
    site.cloudId = "b1c7d9e4-08f2-4c55-8d3a-7e60f4a2915c";
    addSchemas(site);
    addIcons(site);
    addUsers(site);
    addStatuses(site);
    addReferenceTypes(site);
    addLinkedItems(site);
}

std::vector<TicketSpec> companyTickets() {
    return {
        {"IT-1412",
         "Laptop does not wake up from sleep",
         "zoe.obrien",
         "In Progress",
         "yellow",
         "Incident",
         "Medium",
         "2024-04-08T07:31:12.410Z",
         "2024-04-09T12:00:00.000Z",
         {"ITSM/Laptops/DUB-LT-002"}},
        {"IT-1420",
         "New starter in Boston on 3 June",
         "grace.kim",
         "Waiting for support",
         "blue-gray",
         "Service Request",
         "Low",
         "2024-05-02T19:22:51.002Z",
         "2024-05-02T19:22:51.002Z",
         {"ITSM/Laptops/BOS-LT-006", "HR/Offices/Boston"}},
        {"IT-1433",
         "Database server: disk 3 predicted to fail",
         "automation",
         "In Progress",
         "yellow",
         "Incident",
         "High",
         "2024-05-11T02:14:00.000Z",
         "2024-05-11T06:40:09.330Z",
         {"ITSM/Servers/ham-db-01", "ITSM/Applications/LIMS", "ITSM/Business Services/Laboratory"}},
        {"IT-1434",
         "Replace disk 3 of ham-db-01",
         "jonas.petersen",
         "Open",
         "blue-gray",
         "Change",
         "High",
         "2024-05-11T06:41:30.000Z",
         "2024-05-11T06:41:30.000Z",
         {"ITSM/Servers/ham-db-01"}},
        {"IT-1440",
         "画面が映らない",
         "taro.yamada",
         "Open",
         "blue-gray",
         "Incident",
         "Medium",
         "2024-05-14T01:05:44.871Z",
         "2024-05-14T01:05:44.871Z",
         {"ITSM/Monitors/TYO-MON-02"}},
        {"IT-1441",
         "VPN certificate expires in 30 days",
         "automation",
         "Open",
         "blue-gray",
         "Change",
         "Medium",
         "2024-05-15T00:00:03.000Z",
         "2024-05-15T00:00:03.000Z",
         {"ITSM/Certificates/vpn.larkfield.example"}},
        {"LIMS-208",
         "Label printer ignores umlauts (\"Größe\")",
         "soren.aero",
         "Open",
         "blue-gray",
         "Bug",
         "Low",
         "2024-03-19T13:13:13.130Z",
         "2024-04-30T09:10:11.000Z",
         {"ITSM/Applications/LIMS"}},
        {"IT-1398",
         "Phone stolen on the train",
         "olivia.brown",
         "Closed",
         "green",
         "Incident",
         "High",
         "2024-02-27T22:48:00.500Z",
         "2024-03-01T04:00:00.000Z",
         {"ITSM/Phones/SYD-PH-02"}},
    };
}

std::vector<ChangeSpec> companyChanges() {
    return {
        {"ITSM/Laptops/HAM-LT-002", "miriam.vogel", "2023-01-16T08:02:10.000Z", "Status", "In stock", "In use"},
        {"ITSM/Laptops/HAM-LT-002", "miriam.vogel", "2023-01-16T08:02:10.000Z", "Owner", "", "Miriam Vogel"},
        {"ITSM/Laptops/HAM-LT-002", "automation", "2024-03-04T03:00:00.741Z", "Battery Health", "93.5", "91"},
        {"ITSM/Laptops/DUB-LT-002", "jonas.petersen", "2024-04-09T12:00:00.000Z", "Status", "In use", "In repair"},
        {"ITSM/Phones/SYD-PH-02", "jonas.petersen", "2024-02-28T07:15:00.000Z", "Status", "In use", "Lost or stolen"},
        {"ITSM/Servers/ham-db-01", "rajesh.iyer", "2023-11-12T21:30:00.000Z", "RAM", "256", "512"},
        {"ITSM/Servers/ham-db-01", "rajesh.iyer", "2023-11-12T21:31:12.000Z", "Notes", "",
         "Memory doubled;\nsee the change ticket."},
        {"HR/People/Zoë O'Brien", "anna.schmidt", "2023-07-03T09:00:00.000Z", "Full Name", "Zoë Walsh", "Zoë O'Brien"},
        {"HR/People/Kaan Demir", "anna.schmidt", "2023-12-29T10:20:30.400Z", "End Date", "", "2023-12-31"},
        {"ITSM/Contracts/Hamburg colocation", "zoe.obrien", "2023-10-02T14:45:00.000Z", "State", "Draft", "Signed"},
    };
}

}  // namespace assetsodbc::simulator
