#include "tests/simulator/generated_types.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

#include "tests/simulator/calendar.h"

namespace assetsodbc::simulator {

namespace {

using Values = std::vector<Value>;
using References = GeneratedReferences;

constexpr std::array<const char*, 16> kFirstNames = {"Anna",  "Ben",  "Chloé",  "David", "Elif",  "Fritz",
                                                     "Grâce", "Hugo", "Ines",   "Jörg",  "Kenji", "Łucja",
                                                     "María", "Noah", "Øyvind", "太郎"};
constexpr std::array<const char*, 16> kLastNames = {"Adams",  "Bauer",  "Costa",  "Díaz",  "Eriksson", "Fischer",
                                                    "García", "Hansen", "Ivanov", "Jones", "Kowal",    "Lefèvre",
                                                    "Müller", "Nguyễn", "O'Neil", "山田"};
constexpr std::array<const char*, 10> kCities = {"Berlin", "Zürich", "Lyon",  "Porto",  "Gdańsk",
                                                 "Oslo",   "Cork",   "Kyōto", "Boston", "São Paulo"};
constexpr std::array<const char*, 10> kWords = {"ledger", "atlas", "beacon", "harbour", "quartz",
                                                "meadow", "relay", "signal", "tundra",  "vector"};
constexpr EpochMs kFirstDay = 1'577'836'800'000;  // 2020-01-01

template <std::size_t N>
const char* oneOf(const std::array<const char*, N>& texts, Draw& draw) {
    return texts[static_cast<std::size_t>(draw.below(static_cast<int>(N)))];
}

template <typename... Arguments>
std::string print(const char* format, Arguments... arguments) {
    std::array<char, 160> text{};
    std::snprintf(text.data(), text.size(), format, arguments...);
    return text.data();
}

void add(Values& values, std::string text) {
    values.push_back({std::move(text), 0});
}

void addReference(Values& values, Id target) {
    if (target != 0) values.push_back({{}, target});
}

template <int Lowest, int Highest>
void integer(Draw& draw, Id, const References&, Values& values) {
    add(values, std::to_string(Lowest + draw.below(Highest - Lowest + 1)));
}

// Two decimals, of which trailing zeros are left out as a server would.
template <int Highest>
void decimal(Draw& draw, Id, const References&, Values& values) {
    std::string text = print("%d.%02d", draw.below(Highest), draw.below(100));
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    add(values, std::move(text));
}

template <int Percent>
void boolean(Draw& draw, Id, const References&, Values& values) {
    add(values, draw.chance(Percent) ? "true" : "false");
}

void date(Draw& draw, Id, const References&, Values& values) {
    add(values, isoDate(kFirstDay + draw.below(1800) * kMsPerDay));
}

void dateTime(Draw& draw, Id, const References&, Values& values) {
    add(values, isoTime(kFirstDay + draw.below(1800) * kMsPerDay + draw.below(86'400'000)));
}

template <int Count>
void option(Draw& draw, Id, const References&, Values& values) {
    static constexpr std::array<const char*, 5> kOptions = {"Alpha", "Beta", "Gamma", "Delta", "Épsilon"};
    add(values, kOptions[static_cast<std::size_t>(draw.below(Count))]);
}

void tags(Draw& draw, Id, const References&, Values& values) {
    static constexpr std::array<const char*, 5> kTags = {"audited", "critical", "legacy", "monitored", "öffentlich"};
    const int mask = 1 + draw.below(31);
    for (std::size_t i = 0; i < kTags.size(); ++i) {
        if ((mask >> i & 1) != 0) add(values, kTags[i]);
    }
}

void status(Draw& draw, Id, const References&, Values& values) {
    values.push_back({{}, 1 + draw.below(4)});
}

void account(Draw& draw, Id, const References&, Values& values) {
    add(values, print("gen:%04d", draw.below(50)));
}

void ipAddress(Draw& draw, Id, const References&, Values& values) {
    add(values, print("10.%d.%d.%d", draw.below(256), draw.below(256), 1 + draw.below(254)));
}

void paragraph(Draw& draw, Id, const References&, Values& values) {
    std::string text;
    for (int words = 6 + draw.below(24); words > 0; --words) {
        text += oneOf(kWords, draw);
        text += words % 9 == 0 ? ".\n" : " ";
    }
    add(values, text + "end");
}

template <GeneratedType Type>
void reference(Draw& draw, Id, const References& references, Values& values) {
    addReference(values, references.pick(Type, draw));
}

template <GeneratedType Type, int Most>
void severalReferences(Draw& draw, Id, const References& references, Values& values) {
    for (int count = 1 + draw.below(Most); count > 0; --count) {
        const Id target = references.pick(Type, draw);
        const bool known =
            std::any_of(values.begin(), values.end(), [&](const Value& v) { return v.target == target; });
        if (!known) addReference(values, target);
    }
}

void hostName(Draw& draw, Id object, const References&, Values& values) {
    add(values, print("%s-%06lld", oneOf(kWords, draw), static_cast<long long>(object)));
}
void machineName(Draw&, Id object, const References&, Values& values) {
    add(values, print("vm%lld.cloud.example", static_cast<long long>(object)));
}
void applicationName(Draw& draw, Id object, const References&, Values& values) {
    const char* first = oneOf(kWords, draw);
    add(values, print("%s %s %lld", first, oneOf(kWords, draw), static_cast<long long>(object)));
}
void personName(Draw& draw, Id, const References&, Values& values) {
    const char* first = oneOf(kFirstNames, draw);
    add(values, std::string(first) + " " + oneOf(kLastNames, draw));
}
void locationName(Draw& draw, Id object, const References&, Values& values) {
    add(values, std::string(oneOf(kCities, draw)) + " " + std::to_string(object));
}
void city(Draw& draw, Id, const References&, Values& values) {
    add(values, oneOf(kCities, draw));
}
void email(Draw&, Id object, const References&, Values& values) {
    add(values, print("person%lld@generated.example", static_cast<long long>(object)));
}
void number(Draw&, Id object, const References&, Values& values) {
    add(values, std::to_string(object));
}
void phone(Draw& draw, Id, const References&, Values& values) {
    add(values, print("+49 30 555 %04d", draw.below(10'000)));
}
void address(Draw&, Id object, const References&, Values& values) {
    add(values, print("https://app-%lld.generated.example/?a=1&b=2", static_cast<long long>(object)));
}

constexpr const char* kOptionFlags = "options=Alpha,Beta,Gamma,Delta,Épsilon";
constexpr const char* kTagFlags = "many; options=audited,critical,legacy,monitored,öffentlich";

std::vector<GeneratedAttribute> hostAttributes() {
    return {
        {{"Name", "Text", "label", ""}, hostName, 100},
        {{"IP Address", "IP Address", "", ""}, ipAddress, 97},
        {{"CPU Cores", "Integer", "summable", ""}, integer<1, 128>, 100},
        {{"RAM", "Integer", "suffix=GB", ""}, integer<1, 2048>, 95},
        {{"Load", "Double", "", ""}, decimal<100>, 90},
        {{"Active", "Boolean", "", ""}, boolean<80>, 92},
        {{"Installed On", "Date", "", ""}, date, 94},
        {{"Last Seen", "DateTime", "", ""}, dateTime, 88},
        {{"Status", "Status", "", ""}, status, 100},
        {{"Environment", "Select", kOptionFlags, ""}, option<5>, 96},
        {{"Tags", "Select", kTagFlags, ""}, tags, 60},
        {{"Owner", "-> ORG/People", "", ""}, reference<GeneratedType::People>, 93},
        {{"Location", "-> ORG/Locations", "", ""}, reference<GeneratedType::Locations>, 98},
    };
}

std::vector<GeneratedAttribute> machineAttributes() {
    std::vector<GeneratedAttribute> attributes = hostAttributes();
    attributes.front().rule = machineName;
    attributes.push_back({{"Runs On", "-> CMDB/Hosts", "", ""}, reference<GeneratedType::Hosts>, 100});
    return attributes;
}

std::vector<GeneratedAttribute> applicationAttributes() {
    return {
        {{"Name", "Text", "label", ""}, applicationName, 100},
        {{"Tier", "Select", "options=Alpha,Beta,Gamma", ""}, option<3>, 100},
        {{"Address", "Url", "", ""}, address, 90},
        {{"Users", "Integer", "summable", ""}, integer<0, 2'000'000>, 97},
        {{"Cost", "Double", "suffix=EUR", ""}, decimal<1'000'000>, 85},
        {{"Public", "Boolean", "", ""}, boolean<30>, 99},
        {{"Go-Live", "Date", "", ""}, date, 90},
        {{"Reviewed", "DateTime", "", ""}, dateTime, 50},
        {{"Product Owner", "User", "", ""}, account, 80},
        {{"Runs On", "-> CMDB/Hosts", "many; children", ""}, severalReferences<GeneratedType::Hosts, 4>, 95},
        {{"Depends On", "-> CMDB/Applications", "many", ""}, severalReferences<GeneratedType::Applications, 2>, 40},
        {{"Notes", "Textarea", "", ""}, paragraph, 70},
    };
}

std::vector<GeneratedAttribute> personAttributes() {
    return {
        {{"Name", "Text", "label", ""}, personName, 100},
        {{"Email", "Email", "unique; required", ""}, email, 100},
        {{"Employee Number", "Integer", "unique; required", ""}, number, 100},
        {{"Phone", "Text", "", ""}, phone, 75},
        {{"Band", "Select", kOptionFlags, ""}, option<5>, 100},
        {{"Start Date", "Date", "", ""}, date, 100},
        {{"Hours", "Double", "", ""}, decimal<40>, 90},
        {{"Remote", "Boolean", "", ""}, boolean<50>, 90},
        {{"Account", "User", "", ""}, account, 85},
        {{"Manager", "-> ORG/People", "", ""}, reference<GeneratedType::People>, 95},
        {{"Location", "-> ORG/Locations", "", ""}, reference<GeneratedType::Locations>, 100},
    };
}

std::vector<GeneratedAttribute> locationAttributes() {
    return {
        {{"Name", "Text", "label", ""}, locationName, 100},
        {{"City", "Text", "", ""}, city, 100},
        {{"Opened", "Date", "", ""}, date, 90},
        {{"Capacity", "Integer", "", ""}, integer<1, 5000>, 90},
        {{"Latitude", "Double", "", ""}, decimal<90>, 80},
        {{"Longitude", "Double", "", ""}, decimal<180>, 80},
        {{"Accessible", "Boolean", "", ""}, boolean<70>, 90},
        {{"Tags", "Select", kTagFlags, ""}, tags, 50},
        {{"Contact", "-> ORG/People", "", ""}, reference<GeneratedType::People>, 90},
        {{"Notes", "Textarea", "", ""}, paragraph, 60},
    };
}

void addPeopleAndStatuses(SiteDescription& site) {
    for (int i = 0; i < 50; ++i) {
        User user;
        user.accountId = print("gen:%04d", i);
        user.userKey = print("JIRAUSER%d", 10100 + i);
        user.userName = print("user%04d", i);
        user.displayName = std::string(kFirstNames[static_cast<std::size_t>(i) % kFirstNames.size()]) + " " +
                           kLastNames[static_cast<std::size_t>(i) * 5 % kLastNames.size()];
        user.email = user.userName + "@generated.example";
        user.groups = {"jira-users"};
        site.users.push_back(std::move(user));
    }
    site.groups = {{"jira-users"}};
    site.currentUser = site.users.front().accountId;
    site.statuses = {{1, "Planned", "", 2, std::nullopt},
                     {2, "Running", "", 1, std::nullopt},
                     {3, "Stopped", "", 0, std::nullopt},
                     {4, "Action Needed", "", 2, std::nullopt}};
    site.referenceTypes = {{1, "Reference", "", "49a6ed", false, std::nullopt}};
}

}  // namespace

Draw::Draw(std::uint64_t seed, Id object, int attribute)
    : state_(seed * 0x9E3779B97F4A7C15ULL ^ static_cast<std::uint64_t>(object) * 0xD1B54A32D192ED03ULL ^
             static_cast<std::uint64_t>(attribute + 1) * 0x8CB92BA72F3D8DD7ULL) {}

std::uint64_t Draw::next() {  // SplitMix64
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t x = state_;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

const std::vector<GeneratedTypeSpec>& generatedTypes() {
    static const std::vector<GeneratedTypeSpec> types = {
        {{"CMDB", "Hosts", "", "inherit", "Host", "Machines", {}}, hostAttributes()},
        {{"CMDB", "Virtual Machines", "Hosts", "", "Host", "Machines on machines", {}}, machineAttributes()},
        {{"CMDB", "Applications", "", "", "Application", "", {}}, applicationAttributes()},
        {{"ORG", "People", "", "", "Person", "", {}}, personAttributes()},
        {{"ORG", "Locations", "", "", "Place", "", {}}, locationAttributes()},
    };
    return types;
}

SiteDescription describeGeneratedSite() {
    SiteDescription site;
    site.siteName = "generated";
    site.workspaceId = "9d0f6f0a-2f7b-4f0e-8a55-0c6a1f3c7b10";
    site.cloudId = "5a3b9c1e-7c44-4d19-b0de-2f9e6a7d8c01";
    Schema machines;
    machines.id = 1;
    machines.key = "CMDB";
    machines.name = "Configuration";
    machines.created = machines.updated = kFirstDay;
    Schema people = machines;
    people.id = 2;
    people.key = "ORG";
    people.name = "Organisation";
    site.schemas = {machines, people};
    site.icons = {{"1", "Host", true}, {"2", "Application", true}, {"3", "Person", true}, {"4", "Place", true}};
    addPeopleAndStatuses(site);
    std::vector<TypeSpec> table;
    for (const GeneratedTypeSpec& spec : generatedTypes()) {
        TypeSpec type = spec.type;
        for (const GeneratedAttribute& attribute : spec.attributes) {
            const bool inherited = !type.parent.empty() && attribute.spec.name != "Runs On";
            if (!inherited) type.attributes.push_back(attribute.spec);
        }
        table.push_back(std::move(type));
    }
    addTypes(site, table, {});
    return site;
}

}  // namespace assetsodbc::simulator
