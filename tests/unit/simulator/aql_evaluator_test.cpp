#include "tests/simulator/aql_evaluator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/simulator/aql_parser.h"
#include "tests/simulator/calendar.h"
#include "tests/simulator/company_data.h"

namespace assetsodbc::simulator {
namespace {

using Labels = std::vector<std::string>;

class AqlEvaluator : public ::testing::Test {
protected:
    AqlEvaluator() {
        context_.now = timeOf("2024-05-17T09:30:00.000Z");
        context_.currentUser = site_->description().currentUser;
    }

    IdList run(std::string_view query) const {
        return evaluateAql(parseAql(query, switches_), *site_, *site_->snapshot(), context_, switches_);
    }
    std::size_t count(std::string_view query) const { return run(query).size(); }

    Labels inOrder(std::string_view query) const {
        Labels labels;
        for (const Id id : run(query).all()) labels.push_back(site_->labelOf(*site_->snapshot()->find(id)));
        return labels;
    }
    Labels labels(std::string_view query) const {
        Labels result = inOrder(query);
        std::sort(result.begin(), result.end());
        return result;
    }
    std::size_t errorPosition(std::string_view query) const {
        try {
            run(query);
        } catch (const AqlError& error) {
            return error.position();
        }
        return std::string_view::npos;
    }

    std::unique_ptr<Site> site_ = makeCompanySite();
    EvaluationContext context_;
    AqlSwitches switches_;
};

constexpr auto kNoError = std::string_view::npos;

TEST_F(AqlEvaluator, AnswersEverythingToAnEmptyQuery) {
    EXPECT_EQ(count(""), site_->snapshot()->size());
    Labels all = inOrder("");
    EXPECT_FALSE(std::is_sorted(all.begin(), all.end()));
    EXPECT_EQ(all, inOrder(""));
}

TEST_F(AqlEvaluator, ComparesTextWithAndWithoutCase) {
    EXPECT_EQ(labels("objectType = Vendors AND Name = lenovo"), Labels{"Lenovo"});
    EXPECT_EQ(labels("objectType = Vendors AND Name == lenovo"), Labels{});
    EXPECT_EQ(labels("objectType = Vendors AND Name == Lenovo"), Labels{"Lenovo"});
    EXPECT_EQ(labels("\"Full Name\" = \"ŁUKASZ żółkowski\""), Labels{"Łukasz Żółkowski"});
    EXPECT_EQ(labels("\"Full Name\" = \"François \\\"Frank\\\" Lefèvre\""), Labels{"François \"Frank\" Lefèvre"});
    EXPECT_EQ(count("objectType = Vendors AND Name != lenovo"), 15U);
}

TEST_F(AqlEvaluator, FindsPartsOfTextIgnoringCase) {
    EXPECT_EQ(labels("objectType = Vendors AND Name like LENOV"), Labels{"Lenovo"});
    EXPECT_EQ(labels("objectType = Vendors AND Name STARTSWITH \"dell \""), Labels{"Dell Technologies"});
    EXPECT_EQ(labels("objectType = Vendors AND Name endswith HOSTING"), Labels{"Liffey Hosting"});
    EXPECT_EQ(labels("\"Full Name\" like 太"), Labels{"山田 太郎"});
    EXPECT_EQ(labels("objectType = Vendors AND Name NOT LIKE e"),
              (Labels{"Atlassian", "Microsoft", "Samsung", "富士通"}));
}

TEST_F(AqlEvaluator, ComparesNumbersAsNumbers) {
    EXPECT_EQ(labels("\"VLAN No.\" > 400"), (Labels{"Guests", "東京 LAN"}));
    EXPECT_EQ(labels("\"VLAN No.\" = 1.0"), Labels{"Management"});
    EXPECT_EQ(labels("Rating >= \"4.6\""), (Labels{"Debian", "EIZO", "Elbe Rechenzentrum GmbH"}));
    EXPECT_EQ(labels("\"Cost per Seat\" < 0"), Labels{"DATEV Mittelstand"});
    EXPECT_EQ(labels("Seats = 2147483647"), Labels{"Debian"});
    EXPECT_EQ(labels("\"VLAN No.\" <= 108"), (Labels{"HAM servers", "Management"}));
    EXPECT_EQ(labels("\"Asset Tag\" < 4004 AND objectType = Laptops"), (Labels{"HAM-LT-001", "HAM-LT-002"}));
}

TEST_F(AqlEvaluator, ComparesBooleans) {
    const std::size_t all = count("objectType = Vendors");
    const std::size_t yes = count("Preferred = true");
    const std::size_t no = count("Preferred = FALSE");
    const std::size_t unset = count("objectType = Vendors AND Preferred is EMPTY");
    EXPECT_EQ(unset, 2U);
    EXPECT_EQ(yes + no + unset, all);
}

TEST_F(AqlEvaluator, ComparesDatesAsDates) {
    EXPECT_EQ(labels("\"Valid Until\" = 9999-12-31 AND \"Valid From\" < 2001-04-07"), (Labels{"PostgreSQL", "Python"}));
    EXPECT_EQ(labels("\"Go-Live\" <= \"2011-05-05\""), Labels{"File shares"});
    EXPECT_EQ(labels("\"Go-Live\" = \"2021-11-30\""), Labels{"Web site"});
    EXPECT_EQ(labels("\"Go-Live\" = \"2021-11-30T23:59:59.999Z\""), Labels{"Web site"});
    EXPECT_EQ(count("\"Go-Live\" = \"2021-11-30 23:59\""), 0U);
    EXPECT_EQ(labels("\"Go-Live\" > \"2022-02-22T22:22:22.221Z\""), Labels{"Monitoring"});
    EXPECT_EQ(labels("\"Go-Live\" > \"2022-02-22T23:22:22.221+0100\""), Labels{"Monitoring"});
}

TEST_F(AqlEvaluator, KnowsTheTimeFunctions) {
    EXPECT_EQ(labels("\"Not After\" < \"now(30d)\""), Labels{"vpn.larkfield.example"});
    EXPECT_EQ(labels("\"Not After\" < now(30d)"), Labels{"vpn.larkfield.example"});
    EXPECT_EQ(count("\"Last Seen\" >= startOfDay()") + count("\"Last Seen\" < startOfDay()"),
              count("\"Last Seen\" is not EMPTY"));
    EXPECT_EQ(count("\"End Date\" > startOfYear() AND \"End Date\" <= endOfYear() AND objectType = Contracts"), 2U);
    EXPECT_EQ(errorPosition("Created > now(5)"), 10U);
    EXPECT_EQ(errorPosition("Created > \"now(x)\""), 10U);
}

TEST_F(AqlEvaluator, ReadsALiteralInTheCallersZoneOrAnother) {
    EXPECT_EQ(labels("\"Go-Live\" = \"2021-11-30\""), Labels{"Web site"});
    context_.zoneMinutes = 60;
    EXPECT_EQ(labels("\"Go-Live\" = \"2021-12-01\""), Labels{"Web site"});
    switches_.literalZoneMinutes = -60;
    EXPECT_EQ(labels("\"Go-Live\" = \"2021-11-30\""), Labels{"Web site"});
    EXPECT_EQ(labels("\"Start Date\" = 2009-04-01"), Labels{"Ingrid Larkfield"}) << "a date has no zone";
}

TEST_F(AqlEvaluator, ComparesADateTimeWithADayOrItsMidnight) {
    EXPECT_EQ(count("\"Go-Live\" = \"2014-01-01\""), 1U);
    switches_.dateEqualityByDay = false;
    EXPECT_EQ(labels("\"Go-Live\" = \"2014-01-01\""), Labels{"ERP"});
    EXPECT_EQ(count("\"Go-Live\" = \"2021-11-30\""), 0U);
    EXPECT_EQ(count("\"Go-Live\" > \"2021-11-30\""), 2U);
    EXPECT_EQ(labels("\"Start Date\" = 2009-04-01"), Labels{"Ingrid Larkfield"});
}

TEST_F(AqlEvaluator, TakesOnlyTheDateSpellingsThatAreSwitchedOn) {
    EXPECT_EQ(errorPosition("Created > \"2024-01-31 10:00\""), kNoError);
    switches_.dateLiterals = DateLiterals::Iso;
    EXPECT_EQ(errorPosition("Created > \"2024-01-31T10:00:00Z\""), kNoError);
    EXPECT_EQ(errorPosition("Created > \"2024-01-31 10:00\""), 10U);
    switches_.dateLiterals = DateLiterals::DateOnly;
    EXPECT_EQ(errorPosition("Created > \"2024-01-31\""), kNoError);
    EXPECT_EQ(errorPosition("Created > \"2024-01-31T10:00:00Z\""), 10U);
    EXPECT_EQ(errorPosition("Created > \"31/Jan/24\""), 10U);
}

TEST_F(AqlEvaluator, FindsListsWithIn) {
    EXPECT_EQ(labels("\"VLAN No.\" IN (1, 110, 12345)"), (Labels{"HAM clients", "Management"}));
    EXPECT_EQ(labels("Tier IN (\"tier 3\") AND objectType = Applications"), (Labels{"Intranet", "Launchpad 🚀"}));
    EXPECT_EQ(count("objectType = Networks AND \"VLAN No.\" NOT IN (1, 110)"), 7U);
}

TEST_F(AqlEvaluator, TreatsAnEmptyArrayAsUnset) {
    EXPECT_EQ(labels("objectType = Contracts AND Vendor = Atlassian AND Approvers is EMPTY"),
              Labels{"Atlassian Cloud Premium"});
    EXPECT_EQ(count("Approvers is not EMPTY") + count("objectType = Contracts AND Approvers is EMPTY"), 11U);
    EXPECT_EQ(count("objectType = Contracts AND Approvers = null"),
              count("objectType = Contracts AND Approvers is EMPTY"));
}

TEST_F(AqlEvaluator, NeverMatchesAnEmptyWithAComparison) {
    for (const char* query : {"\"Support Opens\" != \"00:00:00\"", "\"Support Opens\" < \"zz\"",
                              "\"Support Opens\" not like zz", "\"Support Opens\" not in (\"x\")"}) {
        for (const std::string& label : labels("objectType = Vendors AND " + std::string(query))) {
            EXPECT_NE(label, "Apple") << query;
        }
    }
}

TEST_F(AqlEvaluator, MatchesEmptiesWithNotEqualWhenSwitchedOn) {
    const std::size_t without = count("objectType = Vendors AND Country != Germany");
    switches_.notEqualMatchesEmpty = true;
    EXPECT_EQ(count("objectType = Vendors AND Country != Germany"),
              without + count("objectType = Vendors AND Country is EMPTY"));
}

TEST_F(AqlEvaluator, SatisfiesAConditionWithAnyOfSeveralValues) {
    EXPECT_EQ(labels("Languages = Polish AND Languages = German AND \"Job Title\" startswith Head"),
              Labels{"Łukasz Żółkowski"});
    EXPECT_EQ(labels("Skills = \"C++; embedded\""), Labels{"鈴木 花子"});
    EXPECT_EQ(labels("\"IP Addresses\" = \"203.0.113.45\""), Labels{"dub-vpn-01"});
    const std::size_t speakers = count("Languages is not EMPTY");
    const std::size_t onlyEnglish = speakers - count("Languages != English");
    EXPECT_GT(onlyEnglish, 0U);
    switches_.negationRejectsAnyMatch = true;
    EXPECT_EQ(count("Languages != English"), speakers - count("Languages = English"));
}

TEST_F(AqlEvaluator, MatchesAnUnsetBooleanWithFalseWhenSwitchedOn) {
    const std::size_t without = count("Preferred = false");
    switches_.falseMatchesEmptyBoolean = true;
    EXPECT_EQ(count("Preferred = false"), without + 2);
    EXPECT_EQ(count("objectType = Vendors AND Country = false"), 0U);
}

TEST_F(AqlEvaluator, ComparesReferencesAsTheSwitchesSay) {
    const std::string key = site_->keyOf(*site_->snapshot()->find(run("objectType = Vendors AND Name = Atlassian")[0]));
    const std::string id = key.substr(key.find('-') + 1);
    const Labels expected = {"Confluence", "Jira Service Management"};
    EXPECT_EQ(labels("objectType = Software AND Vendor = Atlassian"), expected);
    EXPECT_EQ(labels("objectType = Software AND Vendor = \"" + key + "\""), expected);
    EXPECT_EQ(count("objectType = Software AND Vendor = " + id), 0U);
    switches_.referenceMatchesLabel = false;
    switches_.referenceMatchesId = true;
    EXPECT_EQ(count("objectType = Software AND Vendor = Atlassian"), 0U);
    EXPECT_EQ(labels("objectType = Software AND Vendor = " + id), expected);
    switches_.referenceMatchesKey = false;
    EXPECT_EQ(count("objectType = Software AND Vendor = \"" + key + "\""), 0U);
}

TEST_F(AqlEvaluator, WalksReferencesOfAnyDepth) {
    EXPECT_EQ(labels("Vendor.Country = Ireland AND objectType = Contracts"),
              (Labels{"Dublin cage", "Server maintenance"}));
    EXPECT_EQ(labels("Software.Vendor.Name = Oracle AND objectType = \"Software Licences\""),
              Labels{"Oracle Database EE"});
    EXPECT_EQ(labels("Applications.\"Runs On\".Location.City = Dublin"), (Labels{"Public web", "Workplace"}));
    EXPECT_EQ(labels("Department.Head.Office.Name = Dublin AND Manager is not EMPTY AND Office.Name = Boston"),
              Labels{"Robert '); DROP TABLE People;--"});
    EXPECT_EQ(labels("Department.\"Parent Department\" is EMPTY AND objectType = People"),
              (Labels{"Heinz-Günther von der Mühlen-Überall", "Ingrid Larkfield"}));
    const Id host = run("Hostname = \"dub-esx-01.larkfield.example\"")[0];
    EXPECT_EQ(labels("Host.Key = \"ITSM-" + std::to_string(host) + "\" AND Roles = Directory"), Labels{"dub-dc-01"});
    EXPECT_EQ(labels("Host.objectId = " + std::to_string(host) + " AND Roles = Directory"), Labels{"dub-dc-01"});
    EXPECT_EQ(errorPosition("Model.Name = x"), 0U);
    EXPECT_EQ(errorPosition("Owner.Nonsense = x"), 6U);
}

TEST_F(AqlEvaluator, ComparesUsersByAccountAndName) {
    EXPECT_EQ(labels("\"Atlassian Account\" = \"Aoife Byrne\""), Labels{"Aoife Byrne"});
    EXPECT_EQ(labels("\"Atlassian Account\" = currentUser()"), Labels{"Miriam Vogel"});
    EXPECT_EQ(labels("\"Atlassian Account\" in user(\"zoe.obrien\", \"grace.kim\")"),
              (Labels{"Grace Kim", "Zoë O'Brien"}));
    EXPECT_EQ(labels("\"Atlassian Account\" having user(currentUser())"), Labels{"Miriam Vogel"});
    EXPECT_EQ(labels("\"Atlassian Account\" in group(finance)"), (Labels{"Peter Schmidt", "Zoë O'Brien"}));
    EXPECT_EQ(labels("\"Support Groups\" in group(\"Qualität & Prüfung\")"), Labels{"Laboratory"});
    EXPECT_GT(count("object having user(\"miriam.vogel\")"), 3U);
    switches_.userMatchesName = false;
    EXPECT_EQ(count("\"Atlassian Account\" = \"Aoife Byrne\""), 0U);
    EXPECT_EQ(labels("\"Atlassian Account\" = 6071b3c8e9f1d2006a7c1105"), Labels{"Aoife Byrne"});
    context_.currentUser.clear();
    EXPECT_EQ(count("\"Atlassian Account\" = currentUser()"), 0U);
}

TEST_F(AqlEvaluator, KnowsTicketContext) {
    EXPECT_EQ(count("\"Jira Project\" = currentProject()"), 0U);
    context_.currentProject = "HRX";
    context_.currentReporter = site_->description().users[1].accountId;
    EXPECT_EQ(labels("\"Jira Project\" = currentProject()"), (Labels{"Human Resources", "Intranet"}));
    EXPECT_EQ(labels("\"Atlassian Account\" = currentReporter()"), Labels{"Jonas Petersen"});
}

TEST_F(AqlEvaluator, ComparesTheOtherKindsByName) {
    EXPECT_EQ(labels("Lifecycle = sunset"), (Labels{"File shares", "Intranet"}));
    EXPECT_EQ(labels("\"Current Version\" = \"2024.1\""), Labels{"Git & builds"});
    EXPECT_EQ(labels("Runbook like erp"), Labels{"ERP"});
    EXPECT_EQ(labels("Repository = debian-image"), Labels{"Debian 12"});
    EXPECT_EQ(labels("\"Support Team\" = legal"), Labels{});
    EXPECT_EQ(labels("\"Jira Project\" = \"IT Service Desk\" AND objectType = Departments"), (Labels{"IT", "Support"}));
}

TEST_F(AqlEvaluator, ReadsOneNameInEachTypesOwnWay) {
    // Status is a status in Laptops and a Select in Monitors.
    EXPECT_EQ(count("Status = Broken"), 1U);
    EXPECT_EQ(count("Status = \"in use\" AND objectType = Monitors"), 24U);
    EXPECT_GT(count("Status = \"in use\" AND objectType = Laptops"), 30U);
}

TEST_F(AqlEvaluator, LeavesChildrenOutOfObjectType) {
    EXPECT_EQ(count("objectType = Hardware"), 0U);
    const std::size_t all =
        count("objectType = Laptops") + count("objectType = Servers") + count("objectType = Phones");
    EXPECT_EQ(count("objectType in objectTypeAndChildren(Hardware)"), all);
    EXPECT_EQ(count("objectType = objectTypeAndChildren(\"Hardware\")"), all);
    EXPECT_EQ(count("objectTypeId in objectTypeAndChildren(1)"), all);
    EXPECT_EQ(errorPosition("Name in objectTypeAndChildren(Hardware)"), 8U);
}

TEST_F(AqlEvaluator, KnowsTheKeywords) {
    EXPECT_EQ(count("objectType = Certificates"), 13U) << "of both schemas";
    EXPECT_EQ(count("objectType = Certificates AND objectSchema = \"it assets\""), 6U);
    EXPECT_EQ(count("objectType = Certificates AND objectSchemaId = 3"), 7U);
    EXPECT_EQ(count("\"objectSchemaId\" in (\"1\", \"3\")"), count(""));
    EXPECT_EQ(count("objectType != null"), count(""));
    EXPECT_EQ(count("objectType startswith Cert OR objectType = Vendors"), 29U);
    const Id id = run("objectType = Vendors AND Label = EIZO")[0];
    EXPECT_EQ(run("objectId = " + std::to_string(id)).all(), std::vector<Id>{id});
    EXPECT_EQ(run("Key = \"itsm-" + std::to_string(id) + "\"").all(), std::vector<Id>{id});
    EXPECT_EQ(count("Key == \"itsm-" + std::to_string(id) + "\""), 0U);
    EXPECT_EQ(count("Key = \"HR-" + std::to_string(id) + "\""), 0U);
    EXPECT_EQ(count("objectId != " + std::to_string(id)), count("") - 1);
    EXPECT_EQ(count("Created >= \"2000-01-01\" AND Updated >= \"2000-01-01\""), count(""));
}

TEST_F(AqlEvaluator, MeansTheAttributeByNameAndTheLabelByLabel) {
    EXPECT_EQ(labels("Label = \"Jennifer Null\""), Labels{"Jennifer Null"});
    EXPECT_EQ(labels("Name = \"Jennifer Null\""), Labels{}) << "the label of People is Full Name";
}

TEST_F(AqlEvaluator, AcceptsObjectKeyWhenSwitchedOn) {
    EXPECT_EQ(errorPosition("objectKey = \"ITSM-80\""), 0U);
    switches_.objectKeyKeyword = true;
    EXPECT_EQ(count("objectKey = \"HR-1\""), 1U);
}

TEST_F(AqlEvaluator, SearchesAnyAttribute) {
    EXPECT_EQ(labels("anyAttribute = \"7KX2N11\""), Labels{"ham-db-01"});
    EXPECT_GT(count("anyAttribute like \"Miriam Vogel\""), 5U);
}

TEST_F(AqlEvaluator, CombinesConditions) {
    EXPECT_EQ(labels("objectType = Vendors AND (Country = Japan OR Country = \"日本\")"), (Labels{"EIZO", "富士通"}));
    EXPECT_EQ(count("objectType = Vendors OR objectType = Networks AND Wireless = true"), 16U + 2U);
}

TEST_F(AqlEvaluator, FindsObjectsByWhoRefersToThem) {
    EXPECT_EQ(labels("object having inboundReferences(objectType = Contracts) AND Country = Ireland"),
              (Labels{"Dell Technologies", "Liffey Hosting"}));
    EXPECT_EQ(labels("objectType = Vendors AND object not having inR()"), (Labels{}));
    EXPECT_EQ(labels("object having inR(objectType = Departments, refType IN (\"Led by\")) AND Office.Name = Dublin"),
              (Labels{"Aoife Byrne", "Zoë O'Brien"}));
    EXPECT_EQ(errorPosition("object having inR(Name = x, refType = \"No such\")"), 14U);
}

TEST_F(AqlEvaluator, FindsObjectsByWhatTheyReferTo) {
    EXPECT_EQ(labels("object having outboundReferences(Name = \"ham-db-01\")"), Labels{"LIMS"});
    EXPECT_EQ(labels("object having outR(Name = \"PostgreSQL\", refType = Runs)"), Labels{"LIMS"});
    EXPECT_EQ(count("object having outR(Name = \"PostgreSQL\")"), 2U);
    EXPECT_EQ(count("object not having outR() AND objectType = Laptops"), 0U);
    EXPECT_EQ(errorPosition("Owner having outR(Name = x)"), 0U);
    EXPECT_EQ(errorPosition("object = x"), 7U);
}

TEST_F(AqlEvaluator, FindsObjectsByTheirTickets) {
    EXPECT_EQ(labels("object having connectedTickets(key = \"IT-1434\")"), Labels{"ham-db-01"});
    EXPECT_EQ(labels("object having connectedTickets(project = LIMS)"), Labels{"LIMS"});
    EXPECT_EQ(labels("object having connectedTickets(issuetype = Incident AND status = Closed)"), Labels{"SYD-PH-02"});
    EXPECT_EQ(labels("objectType = Monitors AND object having connectedTickets(reporter = \"山田 太郎\")"),
              Labels{"TYO-MON-02"});
    EXPECT_EQ(labels("object having connectedTickets(created > now(-3d))"), Labels{"vpn.larkfield.example"});
    EXPECT_EQ(count("object having connectedTickets()") + count("object not having connectedTickets()"), count(""));
    EXPECT_EQ(errorPosition("object having connectedTickets(labels is EMPTY)"), 31U);
}

TEST_F(AqlEvaluator, OrdersByTheTypeOfTheAttribute) {
    EXPECT_EQ(inOrder("objectType = Networks ORDER BY \"VLAN No.\""),
              (Labels{"Management", "HAM servers", "HAM clients", "HAM Wi-Fi", "DUB servers", "DUB clients",
                      "BOS clients", "東京 LAN", "Guests"}));
    EXPECT_EQ(inOrder("objectType = Certificates AND objectSchemaId = 1 order by \"Not After\" desc").front(),
              "Internal CA G2");
    Labels names = inOrder("objectType = Departments ORDER BY Name");
    EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
    EXPECT_EQ(inOrder("objectType = Contracts AND Vendor.Country = Ireland ORDER BY Vendor.Name DESC").front(),
              "Dublin cage");
}

TEST_F(AqlEvaluator, PutsMissingValuesFirstOrLast) {
    EXPECT_EQ(inOrder("objectType = Networks ORDER BY Location").front(), "Guests");
    EXPECT_EQ(inOrder("objectType = Networks ORDER BY Location DESC").back(), "Guests");
    switches_.missingInDescending = MissingInDescending::First;
    EXPECT_EQ(inOrder("objectType = Networks ORDER BY Location DESC").front(), "Guests");
}

TEST_F(AqlEvaluator, OrdersKeysAsTextOrAsNumbers) {
    std::vector<std::string> keys;
    for (const Id id : run("ORDER BY Key").all()) keys.push_back(site_->keyOf(*site_->snapshot()->find(id)));
    EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
    EXPECT_EQ(keys.size(), site_->snapshot()->size());
    const auto byText = run("objectSchemaId = 1 ORDER BY Key").all();
    EXPECT_FALSE(std::is_sorted(byText.begin(), byText.end()));
    switches_.keyOrder = KeyOrder::Number;
    const auto byNumber = run("objectSchemaId = 1 ORDER BY Key").all();
    EXPECT_TRUE(std::is_sorted(byNumber.begin(), byNumber.end()));
    EXPECT_TRUE(std::is_permutation(byText.begin(), byText.end(), byNumber.begin(), byNumber.end()));
}

TEST_F(AqlEvaluator, OrdersByIdExactly) {
    const auto ids = run("ORDER BY objectId").all();
    EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
    const auto descending = run("ORDER BY objectId DESC").all();
    EXPECT_TRUE(std::equal(ids.begin(), ids.end(), descending.rbegin()));
}

TEST_F(AqlEvaluator, RefusesWhatTheSiteDoesNotKnow) {
    EXPECT_EQ(errorPosition("Name = x AND Nonsense = y"), 13U);
    EXPECT_EQ(errorPosition("Name = x ORDER BY \"No such\""), 18U);
    EXPECT_EQ(errorPosition("objectId = abc"), 11U);
    EXPECT_EQ(errorPosition("\"VLAN No.\" > many"), 13U);
    EXPECT_EQ(errorPosition("Name = inR(Name = x)"), 7U);
    EXPECT_EQ(errorPosition("ORDER BY anyAttribute"), 9U);
    EXPECT_EQ(errorPosition("objectType = \"No such type\""), kNoError);
}

TEST_F(AqlEvaluator, WantsNamesAsTheyAreSpeltWhenStrict) {
    EXPECT_EQ(errorPosition("OBJECTTYPE = Laptops AND ram > 1"), kNoError);
    switches_.strictCase = true;
    EXPECT_EQ(errorPosition("objectType = Laptops AND RAM > 1 AND Key STARTSWITH ITSM"), kNoError);
    EXPECT_EQ(errorPosition("objecttype = Laptops"), 0U);
    EXPECT_EQ(errorPosition("ram > 1"), 0U);
    EXPECT_EQ(errorPosition("key = \"HR-1\""), 0U);
}

TEST_F(AqlEvaluator, TakesWildcardsInLikeWhenSwitchedOn) {
    EXPECT_EQ(count("objectType = Vendors AND Name like \"l*o\""), 0U);
    switches_.likeWildcards = true;
    EXPECT_EQ(labels("objectType = Vendors AND Name like \"l?n*o\""), Labels{"Lenovo"});
    EXPECT_EQ(count("objectType = Vendors AND Name like \"%\""), 16U);
}

TEST_F(AqlEvaluator, RestrictsIdsLikeAScanWould) {
    // The same condition inside an OR cannot be answered by ids and types alone.
    for (const char* condition :
         {"objectId > 20 AND objectId <= 40", "objectId IN (3, 30, 300, 7)", "objectId >= 5 AND objectType = Offices",
          "Key IN (\"HR-3\", \"ITSM-4\", \"nothing\")", "objectId < 4 AND objectId > 9", "objectId = 12.5",
          "objectTypeId IN (2, 3) AND objectId < 150", "objectSchema != \"IT Assets\"", "objectTypeId > 18"}) {
        const std::string slow = "(" + std::string(condition) + ") OR Name = \"no such name\"";
        EXPECT_EQ(run(condition).all(), run(slow).all()) << condition;
    }
}

TEST_F(AqlEvaluator, RemembersAnswersUntilTheSiteChanges) {
    AqlEngine engine(*site_, {});
    const auto before = engine.search("objectType = Vendors", site_->snapshot(), context_);
    EXPECT_EQ(engine.search("objectType = Vendors", site_->snapshot(), context_).all(), before.all());
    site_->objects().erase(before[0]);
    EXPECT_EQ(engine.search("objectType = Vendors", site_->snapshot(), context_).size(), before.size() - 1);
    EXPECT_THROW(engine.search("Nonsense = 1", site_->snapshot(), context_), AqlError);
    EXPECT_THROW(engine.search("Nonsense = 1", site_->snapshot(), context_), AqlError);
}

TEST_F(AqlEvaluator, TellsCallersApartWhenItRemembers) {
    AqlEngine engine(*site_, {});
    const std::string query = "\"Atlassian Account\" = currentUser()";
    const auto first = engine.search(query, site_->snapshot(), context_).all();
    context_.currentUser = site_->description().users[1].accountId;
    EXPECT_NE(engine.search(query, site_->snapshot(), context_).all(), first);
    const auto seen = engine.search("\"Last Seen\" > now(-1d)", site_->snapshot(), context_).size();
    context_.now += 3 * kMsPerDay;
    EXPECT_LT(engine.search("\"Last Seen\" > now(-1d)", site_->snapshot(), context_).size(), seen);
}

TEST_F(AqlEvaluator, AnswersManyThreadsAtOnce) {
    AqlEngine engine(*site_, {});
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&, i] {
            for (int turn = 0; turn < 50; ++turn) {
                const std::string query = "objectId > " + std::to_string((turn + i) % 40);
                if (engine.search(query, site_->snapshot(), context_).empty()) ++wrong;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace assetsodbc::simulator
