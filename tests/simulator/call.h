// One call of an API endpoint, as the endpoint functions see it, and what they share.
#pragma once

#include <httplib.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/simulator/address.h"
#include "tests/simulator/aql_evaluator.h"
#include "tests/simulator/options.h"
#include "tests/simulator/reply.h"
#include "tests/simulator/search_pages.h"
#include "tests/simulator/shape.h"
#include "tests/simulator/site.h"

namespace assetsodbc::simulator {

struct Backend {
    Site& site;
    const SimulatorOptions& options;
    AqlEngine& engine;
    SearchPages& pages;
};

struct Call {
    const httplib::Request& request;
    const Address& address;
    const Shape& shape;
    const Account* account;              // null: anonymous
    std::vector<std::string> arguments;  // the variable parts of the path
    std::shared_ptr<const ObjectSet> objects;
    bool gzip;  // the endpoint may compress the answer itself
    Backend& backend;

    const Site& site() const { return backend.site; }
    const SimulatorOptions& options() const { return backend.options; }
    bool isCloud() const { return shape.isCloud(); }

    std::string text(const char* name, const std::string& otherwise = "") const;
    // Throws BadRequest for a text that is no number.
    long number(const char* name, long otherwise) const;
    bool flag(const char* name, bool otherwise) const;

    bool maySee(Id schemaId) const;
    bool mayReadMetadata() const;
    // These answer null for what does not exist and for what the caller may not see.
    const Schema* schema(std::string_view id) const;
    const ObjectType* type(std::string_view id) const;
    std::shared_ptr<const Object> object(std::string_view idOrKey) const;
};

// Answered with status 400 and this text.
class BadRequest : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// {"errorMessages":[text],"errors":{}}
Reply errorReply(int status, std::string_view text);
// 404 for an object, type, schema ... that does not exist or is not visible.
Reply notFound(const Call& call, std::string_view what);

// The number a text consists of, or nothing.
std::optional<Id> parseId(std::string_view text);

}  // namespace assetsodbc::simulator
