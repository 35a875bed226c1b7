// An environment: the ODBC version that the application asked for, and the connections made in it. Owned by the
// process-wide list in environment.cpp.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "driver/handles/handle.h"

namespace assetsodbc::driver {

class Connection;

class Environment : public Handle {
public:
    static constexpr HandleKind kKind = HandleKind::Environment;

    static Environment& create(WideUnit unit);
    // Requires hasConnections() to be false.
    static void destroy(Environment& environment);
    ~Environment() override;

    Connection& createConnection();
    // Called under the lock of that connection.
    void destroyConnection(Connection& connection);
    bool hasConnections() const;
    // By the time one is used it may be freed; the registry then knows it no more.
    std::vector<SQLHDBC> connectionHandles() const;

    std::string tag() const override;
    const common::Log& log() const override;
    bool isOdbc2() const override { return odbcVersion == SQL_OV_ODBC2; }

    std::int32_t odbcVersion = 0;  // 0 = not set yet

private:
    explicit Environment(WideUnit unit);

    std::uint64_t number_;
    mutable std::mutex connectionsMutex_;  // innermost: connections end under their own lock, not this handle's
    std::vector<std::unique_ptr<Connection>> connections_;
};

}  // namespace assetsodbc::driver
