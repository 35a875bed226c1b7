// What all four kinds of handle have: a place in the registry, diagnostics, and a gate for SQLCancel. Used under the
// lock that Registry::lock takes.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "common/error.h"
#include "driver/diagnostics.h"
#include "driver/handles/registry.h"

namespace assetsodbc::common {
class Log;
}

namespace assetsodbc::driver {

class Handle {
public:
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    virtual ~Handle() = default;

    SQLHANDLE value() const noexcept { return registration_.value(); }
    const Registry::Registration& registration() const noexcept { return registration_; }
    HandleKind kind() const noexcept { return kind_; }
    // What the application's SQLWCHAR is.
    WideUnit wideUnit() const noexcept { return Registry::wideUnitOf(value()); }
    Diagnostics& diagnostics() noexcept { return diagnostics_; }
    const Diagnostics& diagnostics() const noexcept { return diagnostics_; }
    CancelGate& cancelGate() noexcept { return cancelGate_; }
    // What SQLGetDiagRec and its like read: the diagnostics, but while a call runs asynchronously what other calls
    // left behind meanwhile.
    Diagnostics& shownDiagnostics() noexcept { return shown_ == nullptr ? diagnostics_ : *shown_; }
    void showDiagnostics(Diagnostics* instead) noexcept { shown_ = instead; }

    // "dbc1/stmt2", as log lines name it.
    virtual std::string tag() const = 0;
    virtual const common::Log& log() const = 0;
    // Whether the application asked for ODBC 2 behaviour.
    virtual bool isOdbc2() const = 0;
    // Failures of requests count as failures to connect.
    virtual bool isConnecting() const { return false; }
    // Told of every failure that came from below the driver.
    virtual void noteFailure(common::ErrorKind) {}
    // The connection's time limit (seconds), when the running call is under it instead of one of its own; else 0.
    virtual SQLULEN connectionTimeLimit() const { return 0; }
    // Until when the last interruptible call could run; nullopt = no limit.
    std::optional<std::chrono::steady_clock::time_point> deadline;

protected:
    // The wide unit is the owner's, if there is one.
    Handle(HandleKind kind, const Handle* owner, WideUnit unit = WideUnit::Utf16)
        : kind_(kind),
          registration_(*this, kind, owner == nullptr ? nullptr : &owner->registration_, cancelGate_, unit) {}

private:
    HandleKind kind_;
    Diagnostics diagnostics_;
    Diagnostics* shown_ = nullptr;
    CancelGate cancelGate_;
    Registry::Registration registration_;  // last: gone before anything that a lookup may touch
};

// The next number of a kind, for tag().
std::uint64_t nextHandleNumber(HandleKind kind);

}  // namespace assetsodbc::driver
