#include "driver/handles/environment.h"

#include "common/log.h"
#include "driver/handles/connection.h"
#include "driver/handles/owned.h"

namespace assetsodbc::driver {

namespace {

struct Environments {
    std::mutex mutex;
    std::vector<std::unique_ptr<Environment>> all;
};

Environments& environments() {
    Registry::instance();  // constructed first, so destroyed last
    static Environments list;
    return list;
}

}  // namespace

Environment::Environment(WideUnit unit) : Handle(kKind, nullptr, unit), number_(nextHandleNumber(kKind)) {}

Environment::~Environment() = default;

Environment& Environment::create(WideUnit unit) {
    Environments& list = environments();
    std::unique_ptr<Environment> environment(new Environment(unit));
    const std::lock_guard lock(list.mutex);
    list.all.push_back(std::move(environment));
    return *list.all.back();
}

void Environment::destroy(Environment& environment) {
    std::unique_ptr<Environment> last;
    Environments& list = environments();
    const std::lock_guard lock(list.mutex);
    last = takeOwned(list.all, environment);
}

Connection& Environment::createConnection() {
    auto connection = std::make_unique<Connection>(*this);
    const std::lock_guard lock(connectionsMutex_);
    connections_.push_back(std::move(connection));
    return *connections_.back();
}

void Environment::destroyConnection(Connection& connection) {
    std::unique_ptr<Connection> last;
    {
        const std::lock_guard lock(connectionsMutex_);
        last = takeOwned(connections_, connection);
    }
}

bool Environment::hasConnections() const {
    const std::lock_guard lock(connectionsMutex_);
    return !connections_.empty();
}

std::vector<SQLHDBC> Environment::connectionHandles() const {
    const std::lock_guard lock(connectionsMutex_);
    std::vector<SQLHDBC> handles;
    for (const auto& connection : connections_) handles.push_back(connection->value());
    return handles;
}

std::string Environment::tag() const {
    return "env" + std::to_string(number_);
}

const common::Log& Environment::log() const {
    static const common::Log off;
    return off;
}

}  // namespace assetsodbc::driver
