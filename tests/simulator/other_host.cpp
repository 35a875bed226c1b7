#include "tests/simulator/other_host.h"

#include <algorithm>

namespace assetsodbc::simulator {

OtherHost::OtherHost(HttpServerOptions options)
    : http_(std::move(options), [this](const httplib::Request& request) { return answer(request); }) {
    http_.bind();
    http_.start();
}

OtherHost::~OtherHost() {
    http_.stop();
}

std::string OtherHost::url() const {
    return (http_.usesTls() ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(http_.port());
}

void OtherHost::setAnswer(Reply reply) {
    const std::lock_guard lock(mutex_);
    reply_ = std::move(reply);
}

std::size_t OtherHost::credentialsSeen() const {
    const auto entries = log_.entries();
    return static_cast<std::size_t>(
        std::count_if(entries.begin(), entries.end(), [](const LoggedRequest& entry) { return entry.authorization; }));
}

Reply OtherHost::answer(const httplib::Request& request) {
    LoggedRequest entry = logEntryOf(request);
    log_.arrive(entry);
    Reply reply;
    {
        const std::lock_guard lock(mutex_);
        reply = reply_;
    }
    entry.status = reply.status;
    entry.bytes = reply.body.size();
    log_.complete(std::move(entry));
    return reply;
}

}  // namespace assetsodbc::simulator
