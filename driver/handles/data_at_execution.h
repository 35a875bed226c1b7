// An execution that waits for parameter values: SQLExecute found parameters whose data the application passes later, in
// pieces, by SQLParamData and SQLPutData.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string>
#include <vector>

#include "driver/convert/c_to_sql.h"
#include "driver/parameter_set.h"

namespace assetsodbc::driver {

struct PendingParameter {
    std::size_t set;    // which one, of those that run
    std::size_t index;  // which marker, from 0
    SQLPOINTER token;   // what SQLParamData returns: the bound address
    CSource source;     // types, SQL_C_DEFAULT resolved; the data comes piece by piece
    std::string bytes;
    bool isNull = false;
    bool hasPieces = false;
};

class DataAtExecution {
public:
    DataAtExecution(std::vector<ParameterSet> sets, std::vector<PendingParameter> pending)
        : sets_(std::move(sets)), pending_(std::move(pending)) {}

    // The parameter whose data is being put; nullptr before the first.
    PendingParameter* current() { return started_ ? &pending_[at_] : nullptr; }
    // Ends the current parameter and goes to the next; nullptr when all have their data. Throws OdbcError as cToSql
    // does.
    PendingParameter* advance();
    // Adds one piece to the current parameter. Throws OdbcError HY009, HY019, HY020, HY090.
    void put(const void* data, SQLLEN lengthOrIndicator);
    std::vector<ParameterSet> takeSets() { return std::move(sets_); }

private:
    std::vector<ParameterSet> sets_;
    std::vector<PendingParameter> pending_;
    std::size_t at_ = 0;
    bool started_ = false;
};

}  // namespace assetsodbc::driver
