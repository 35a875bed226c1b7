// Plays the rules that are due on one request: answers in place of the endpoint, changes its answer, or changes the way
// it is sent. Delays and changes of data are left to the caller, who owns the clock and the site. Stateless.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/simulator/faults.h"
#include "tests/simulator/reply.h"

namespace assetsodbc::simulator {

// The answer given instead of the endpoint's, by the first rule that has one.
std::optional<Reply> replacement(const std::vector<FaultRule>& rules);

// Whether some rule changes the text of an answer, so that the answer must not be compressed before.
bool changesText(const std::vector<FaultRule>& rules);

// Applies the rules that change an answer's text or headers.
void distort(const std::vector<FaultRule>& rules, Reply& reply);

// Applies the rules that change how an answer is sent.
void arrangeDelivery(const std::vector<FaultRule>& rules, Reply& reply);

// How long the answer is held back.
std::chrono::milliseconds delayOf(const std::vector<FaultRule>& rules);

std::string namesOf(const std::vector<FaultRule>& rules);  // comma separated

// "Wed, 21 Oct 2015 07:28:00 GMT", this many seconds from now.
std::string httpDate(std::chrono::seconds ahead);

}  // namespace assetsodbc::simulator
