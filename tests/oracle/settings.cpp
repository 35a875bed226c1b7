#include "tests/oracle/settings.h"

#include <array>
#include <vector>

namespace assetsodbc::oracle {
namespace {

class SwitchList {
public:
    explicit SwitchList(Random& random) : random_(random) {}

    void flip(const char* name) { add(name, random_.chance(50) ? "true" : "false"); }
    void rarely(const char* name) { add(name, random_.chance(10) ? "true" : "false"); }
    void pick(const char* name, std::initializer_list<const char*> values) { add(name, random_.anyOf(values)); }
    std::string json() const { return "{" + text_ + "}"; }

private:
    void add(const std::string& name, const std::string& value) {
        text_ += (text_.empty() ? "\"" : ",\"") + name + "\":" + value;
    }

    Random& random_;
    std::string text_;
};

std::string randomSwitches(Random& random) {
    SwitchList list(random);
    for (const char* name : {"notEqualMatchesEmpty",
                             "negationRejectsAnyMatch",
                             "timeFunctionsInUtc",
                             "strictCase",
                             "dateEqualityByDay",
                             "falseMatchesEmptyBoolean",
                             "likeWildcards",
                             "referenceMatchesLabel",
                             "referenceMatchesKey",
                             "referenceMatchesId",
                             "userMatchesName",
                             "objectKeyKeyword",
                             "last",
                             "hasMoreResults",
                             "definitionsWithoutAttributes",
                             "definitionsCarryObjectType",
                             "unsetAsEmptyArray",
                             "valueOfUser",
                             "embedDefinitionsOnDataCenter",
                             "typeIdAsText",
                             "gzip"}) {
        list.flip(name);
    }
    list.pick("literalZoneMinutes", {"null", "null", "0", "-720", "840", "330"});
    list.pick("dateLiterals", {"\"All\"", "\"Iso\"", "\"DateOnly\""});
    list.pick("inListLimit", {"0", "0", "0", "200", "50"});
    list.pick("queryLengthLimit", {"0", "0", "8000"});
    list.pick("keyOrder", {"\"Text\"", "\"Number\""});
    list.pick("missingInDescending", {"\"Last\"", "\"First\""});
    list.pick("largestPage", {"1000", "1000", "100", "37"});
    list.pick("shorterPages", {"0", "0", "0", "13", "50"});
    list.pick("isLast", {"\"Boolean\"", "\"Boolean\"", "\"Text\"", "\"Absent\""});
    list.pick("dataCenterZoneMinutes", {"null", "180", "-570"});
    list.pick("displayZoneMinutes", {"0", "600", "-480"});
    list.pick("typeList", {"\"Array\"", "\"Entries\""});
    list.rarely("endAt1000Bug");
    return list.json();
}

}  // namespace

Settings randomSettings(Random& random) {
    Settings settings;
    settings.model.cloud = random.chance(60);
    settings.model.includeChildTypes = random.chance(40);
    settings.model.multiValueSeparator = random.anyOf({"; ", "; ", ", ", "|", "\xE2\x80\xA2"});
    settings.parentsAttributeIds = random.chance(40);
    settings.pageSize = random.anyOf(std::array<int, 8>{1, 3, 7, 25, 50, 100, 500, 500});
    settings.switches = randomSwitches(random);
    return settings;
}

std::string Settings::connectionOptions() const {
    return "Pagesize=" + std::to_string(pageSize) +
           ";IncludeChildTypes=" + (model.includeChildTypes ? "true" : "false") + ";MultiValueSeparator={" +
           model.multiValueSeparator + "};";
}

std::string Settings::describe() const {
    return std::string(model.cloud ? "Cloud" : "Data Center") +
           (parentsAttributeIds ? ", attribute ids of the parents; " : "; ") + connectionOptions() + " " + switches;
}

}  // namespace assetsodbc::oracle
