// What stands behind an open ODBC connection: the catalog of a site and an engine that runs SQL over it. The one place
// where configuration, credentials, transport, client, catalog and engine are put together is session.cpp. Abstract, so
// that the ODBC layer is tested without a site. Used under the connection's lock.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "common/config/connection_config.h"
#include "common/log.h"

namespace assetsodbc::common {
struct CallContext;
}
namespace assetsodbc::schema {
class Catalog;
}
namespace assetsodbc::sqlengine {
class Query;
}

namespace assetsodbc::driver {

class Session {
public:
    virtual ~Session() = default;
    virtual const common::ConnectionConfig& config() const = 0;
    virtual const common::Log& log() const = 0;
    // Both ask the site where its API is when that is not known yet (ConnectOnOpen=false).
    virtual const schema::Catalog& catalog(const common::CallContext& context) = 0;
    // The query must be destroyed before the session.
    virtual std::unique_ptr<sqlengine::Query> prepare(std::string_view sql, const common::CallContext& context) = 0;
    // The number of the last request that the site answered; 0 = none yet.
    virtual std::uint64_t lastAnsweredRequest() const = 0;

    // Of the local tables; see sqlengine::Engine.
    virtual void setAutocommit(bool on, const common::CallContext& context) = 0;
    virtual void commit(const common::CallContext& context) = 0;
    virtual void rollback(const common::CallContext& context) = 0;
    virtual bool inTransaction() const = 0;
    // Also one that changed nothing yet: with autocommit, one that the application began by SQL.
    virtual bool hasOpenTransaction() const = 0;
};

// With ConnectOnOpen the site is asked at once whether the credentials work; without, no request is made. Throws
// common::Error.
std::unique_ptr<Session> openSession(common::ConnectionConfig config, const common::CallContext& context);

}  // namespace assetsodbc::driver
