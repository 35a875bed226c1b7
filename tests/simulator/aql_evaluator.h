// Runs AQL over a site. AqlEngine is what a server uses: it parses, evaluates, and remembers the answers of the last
// queries, so that fetching page after page of one query evaluates it once. Thread-safe.
#pragma once

#include <future>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "tests/simulator/aql_ast.h"
#include "tests/simulator/aql_switches.h"
#include "tests/simulator/id_list.h"
#include "tests/simulator/site.h"

namespace assetsodbc::simulator {

struct EvaluationContext {
    EpochMs now = 0;
    int zoneMinutes = 0;          // the caller's zone, east of UTC
    std::string currentUser;      // account id
    std::string currentReporter;  // account id, empty outside a ticket
    std::string currentProject;   // project key, empty outside a ticket
};

// The matching objects in the order of the query (scattered when it has none). Throws AqlError.
IdList evaluateAql(const AqlStatement& statement, const Site& site, const ObjectSet& objects,
                   const EvaluationContext& context, const AqlSwitches& switches);

class AqlEngine {
public:
    AqlEngine(const Site& site, AqlSwitches switches) : site_(site), switches_(switches) {}

    // Parses, evaluates over `objects` (a snapshot of the site), and throws AqlError when the query is not valid.
    IdList search(std::string_view query, const std::shared_ptr<const ObjectSet>& objects,
                  const EvaluationContext& context);
    const AqlSwitches& switches() const { return switches_; }

private:
    struct Answer {
        std::shared_future<IdList> ids;
        bool isNew;  // the caller has to evaluate it
    };
    Answer findOrAdd(const std::string& key, std::promise<IdList>& promise);

    const Site& site_;
    const AqlSwitches switches_;
    std::mutex mutex_;
    std::list<std::pair<std::string, std::shared_future<IdList>>> answers_;  // most recently used first
};

}  // namespace assetsodbc::simulator
