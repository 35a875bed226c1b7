// Which handle values the driver has given out, and what they mean. An application's handle is a number (slot and
// generation), never an address, so that a stale, foreign or invented one is recognised before anything is read.
// Every slot names the mutex that guards its handle: that of its connection, or of its environment. Slots and mutexes
// are never deallocated, so a lookup that races with a free finds the slot's generation changed, and no dangling
// memory. Thread-safe; a lookup takes no lock but the handle's own. The value also tells what the SQLWCHAR of its
// application is, so that text is understood before anything is looked up.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "common/call_context.h"
#include "driver/wide_unit.h"

namespace assetsodbc::driver {

class Handle;

enum class HandleKind : SQLSMALLINT {
    Environment = SQL_HANDLE_ENV,
    Connection = SQL_HANDLE_DBC,
    Statement = SQL_HANDLE_STMT,
    Descriptor = SQL_HANDLE_DESC,
};

class AsyncCall;

// What other threads may touch without the handle's lock: the token of the call that is running, for SQLCancel, and a
// call that runs asynchronously.
class CancelGate {
public:
    CancelGate();
    ~CancelGate();
    CancelGate(const CancelGate&) = delete;
    CancelGate& operator=(const CancelGate&) = delete;

    // One interruptible call, from its start to its end. Runs within a run are part of it, so that a cancellation
    // between two of them counts.
    class Run {
    public:
        explicit Run(CancelGate& gate) : gate_(gate) { gate_.begin(); }
        ~Run() { gate_.end(); }
        Run(const Run&) = delete;
        Run& operator=(const Run&) = delete;

    private:
        CancelGate& gate_;
    };
    void begin() noexcept;
    void end() noexcept;
    common::CancelToken& token() { return token_; }
    // Cancels the running call; without one it does nothing.
    void cancel() noexcept;
    // The statement waits for data-at-execution parameters between two calls.
    void setAwaitsData(bool awaits) noexcept { awaitsData_.store(awaits); }
    bool awaitsData() const noexcept { return awaitsData_.load(); }
    // Made when it is first asked for.
    AsyncCall& async();
    bool hasAsync() const noexcept { return async_ != nullptr; }
    // Cancels an asynchronous call and waits for its end.
    void endAsync() noexcept;

private:
    std::mutex mutex_;
    int running_ = 0;
    std::atomic<bool> awaitsData_{false};
    common::CancelToken token_;
    std::unique_ptr<AsyncCall> async_;
};

enum class CancelOutcome { NoSuchHandle, Signalled, AwaitsData };

class Registry {
    struct Slot;

public:
    static Registry& instance();
    ~Registry();

    // A handle together with its lock, or nothing when the value names none of this kind.
    class Access {
    public:
        Access() = default;
        explicit operator bool() const noexcept { return handle_ != nullptr; }
        Handle& handle() const noexcept { return *handle_; }
        // False once the handle was freed under this very lock.
        bool isAlive() const noexcept;

    private:
        friend class Registry;
        std::unique_lock<std::mutex> lock_;
        Slot* slot_ = nullptr;
        Handle* handle_ = nullptr;
        std::uintptr_t value_ = 0;
    };
    Access lock(SQLHANDLE value, HandleKind kind);
    // Looks up without the handle's lock and cancels what runs on the handle.
    CancelOutcome cancel(SQLHANDLE value, HandleKind kind);
    // What is known of a statement's asynchronous calls, without any lock.
    struct AsyncFlags {
        bool isWanted;    // SQL_ATTR_ASYNC_ENABLE
        bool isUnderWay;  // a call was started and its result not collected yet
    };
    AsyncFlags asyncFlags(SQLHANDLE value) const noexcept;
    // Runs body(Handle&, CancelGate&) without the handle's lock, but with the certainty that the handle is not freed;
    // a body that starts or ends an asynchronous call is followed. False when the value names none of this kind.
    template <class Body>
    bool withGate(SQLHANDLE value, HandleKind kind, Body body);
    // For a handle that the held lock of another guards too: a descriptor named by SQLSetStmtAttr.
    Handle* findUnderLockOf(const Handle& locked, SQLHANDLE value, HandleKind kind);

    // What the SQLWCHAR of a handle's application is; for a value that is no handle, anything.
    static WideUnit wideUnitOf(SQLHANDLE value) noexcept {
        return (reinterpret_cast<std::uintptr_t>(value) & kUtf32Bit) != 0 ? WideUnit::Utf32 : WideUnit::Utf16;
    }

    // Membership of one handle, ended by destruction. A handle with an owner shares the owner's mutex and wide unit.
    class Registration {
    public:
        Registration(Handle& handle, HandleKind kind, const Registration* owner, CancelGate& gate,
                     WideUnit unit = WideUnit::Utf16);
        ~Registration();
        Registration(const Registration&) = delete;
        Registration& operator=(const Registration&) = delete;
        SQLHANDLE value() const noexcept { return reinterpret_cast<SQLHANDLE>(value_); }
        void setAsyncWanted(bool wanted) const noexcept;
        // Before a statement is freed, under its lock: from now on nobody finds it, so that no asynchronous call begins
        // that would wait for that very lock. False, and nothing is done, when one is under way.
        bool retire() const noexcept;
        // Takes retire() back.
        void restore() const noexcept;

    private:
        friend class Registry;
        Slot* slot_;
        std::uintptr_t value_;
    };

private:
    // 8 bits of slot number within a chunk, 12 bits of chunk, one of wide unit; the rest of the value is the
    // generation.
    static constexpr unsigned kSlotBits = 8, kChunkBits = 12, kGenerationShift = kSlotBits + kChunkBits + 1;
    static constexpr std::uintptr_t kUtf32Bit = std::uintptr_t{1} << (kSlotBits + kChunkBits);
    static constexpr std::size_t kSlotsPerChunk = std::size_t{1} << kSlotBits;
    static constexpr std::size_t kChunks = std::size_t{1} << kChunkBits;

    struct Slot {
        std::atomic<std::uintptr_t> value{0};  // 0 = free
        std::atomic<std::mutex*> mutex{nullptr};
        HandleKind kind = HandleKind::Environment;  // this and the next two: guarded by mutex or by cancelMutex
        Handle* handle = nullptr;
        CancelGate* gate = nullptr;
        std::atomic<bool> isAsyncWanted{false};
        std::atomic<bool> isAsyncUnderWay{false};
        std::mutex ownMutex;     // of environments and connections
        std::mutex cancelMutex;  // held while a handle is cancelled or freed
        std::uintptr_t index = 0;
        std::uintptr_t generation = 0;
    };

    Registry() = default;
    Slot* slotOf(std::uintptr_t value) const noexcept;
    static bool isUnderWay(CancelGate& gate) noexcept;
    Slot& takeSlot();
    void release(Slot& slot);

    std::array<std::atomic<Slot*>, kChunks> chunks_{};
    std::mutex growth_;
    std::vector<std::unique_ptr<Slot[]>> storage_;  // guarded by growth_, as is free_
    std::vector<Slot*> free_;
};

template <class Body>
bool Registry::withGate(SQLHANDLE value, HandleKind kind, Body body) {
    const auto number = reinterpret_cast<std::uintptr_t>(value);
    Slot* const slot = slotOf(number);
    if (slot == nullptr) return false;
    const std::lock_guard lock(slot->cancelMutex);
    if (slot->value.load(std::memory_order_acquire) != number || slot->kind != kind) return false;
    body(*slot->handle, *slot->gate);
    slot->isAsyncUnderWay.store(isUnderWay(*slot->gate), std::memory_order_release);
    return true;
}

}  // namespace assetsodbc::driver
