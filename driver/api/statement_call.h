// The interruptible part of a statement's call, with the shorter of the statement's and the connection's time-outs.
#pragma once

#include "driver/guard.h"
#include "driver/handles/connection.h"
#include "driver/handles/statement.h"

namespace assetsodbc::driver::api {

inline Interruptible interruptible(Statement& statement) {
    const SQLULEN query = statement.attributes.queryTimeout;
    const SQLULEN connection = statement.connection().attributes.connectionTimeout;
    const bool connectionIsShorter = connection != 0 && (query == 0 || connection < query);
    return Interruptible(statement, connectionIsShorter ? connection : query, statement.number());
}

}  // namespace assetsodbc::driver::api
