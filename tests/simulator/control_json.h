// Control requests as JSON: fault rules and new objects. Every mistake is refused with std::invalid_argument, whose
// text goes back to the caller: a fault that is silently not played would make a test pass for nothing.
#pragma once

#include <string>
#include <vector>

#include "tests/simulator/faults.h"
#include "tests/simulator/proxy_options.h"
#include "tests/simulator/site_definitions.h"
#include "tests/simulator/site_edit.h"

namespace assetsodbc::simulator {

// One rule or an array of them, for example
//   {"action":"status","path":"/object/aql","nth":3,"times":2,"status":429,"retryAfter":"1"}
std::vector<FaultRule> parseFaultRules(const std::string& json);

struct NewObjects {
    NewObject object;
    int count = 1;
};

// {"objectTypeId":5,"label":"New one","attributes":{"Serial":["A1"]},"count":1}
NewObjects parseNewObjects(const std::string& json);

// {"schemaKey":"ITSM","name":"Drones","parent":"Hardware","flags":"","attributes":[{"name":"Range","type":"Integer",
// "flags":"suffix=km"}]}, in the terms of type_table.h; parent, flags and attributes may be left out.
NewType parseNewType(const std::string& json);

// {"objectTypeId":5,"name":"Range","type":"Integer","flags":"required"}; the type's id may be left out.
struct NewAttributeOfType {
    Id typeId = 0;
    NewAttribute attribute;
};
NewAttributeOfType parseNewAttribute(const std::string& json);

// {"perRequestMs":150,"perObjectMs":1}, either may be left out; microseconds come back, -1 for what was left out.
struct NewLatency {
    std::int64_t perRequestMicros = -1;
    std::int64_t perObjectMicros = -1;
};
NewLatency parseLatency(const std::string& json);

// {"fault":"Close","times":2}: of the next so many connections, at least 1, or control itself would be shut out
struct NewHandshakeFault {
    HandshakeFault fault = HandshakeFault::None;
    int times = 1;
};
NewHandshakeFault parseHandshakeFault(const std::string& json);

// {"fault":"HtmlPage"}, a name of ProxyFault
ProxyFault parseProxyFault(const std::string& json);

}  // namespace assetsodbc::simulator
