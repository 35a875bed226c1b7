// The interruptible part of a statement's call, with the shorter of the statement's and the connection's time-outs.
#pragma once

#include "driver/guard.h"
#include "driver/handles/connection.h"
#include "driver/handles/statement.h"

namespace assetsodbc::driver::api {

inline Interruptible interruptible(Statement& statement) {
    return Interruptible(statement, statement.timeLimit(), statement.number());
}

}  // namespace assetsodbc::driver::api
