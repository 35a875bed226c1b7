// What each bit of SQLGetInfo's masks claims, as SQL that must run exactly when the bit is set. Data only; the tests
// are in info_claims_test.cpp.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <vector>

namespace assetsodbc::odbctest {

struct Claim {
    SQLUSMALLINT infoType;
    SQLUINTEGER bit;
    const char* name;
    const char* sql;  // one statement a line; the last one is what the bit is about
};

// Functions, expressions, predicates and joins of queries.
const std::vector<Claim>& queryClaims();
// What needs tables of its own: CREATE, DROP, ALTER, INSERT, constraints.
const std::vector<Claim>& definitionClaims();

}  // namespace assetsodbc::odbctest
