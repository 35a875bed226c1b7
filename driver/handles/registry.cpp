#include "driver/handles/registry.h"

#include "driver/handles/async_call.h"
#include "driver/handles/handle.h"

#include <new>

namespace assetsodbc::driver {

CancelGate::CancelGate() = default;

CancelGate::~CancelGate() {
    endAsync();
}

void CancelGate::begin() noexcept {
    const std::lock_guard lock(mutex_);
    if (running_++ == 0) token_.reset();
}

void CancelGate::end() noexcept {
    const std::lock_guard lock(mutex_);
    --running_;
}

AsyncCall& CancelGate::async() {
    if (async_ == nullptr) async_ = std::make_unique<AsyncCall>(*this);
    return *async_;
}

void CancelGate::endAsync() noexcept {
    if (async_ == nullptr) return;
    cancel();
    async_.reset();
}

void CancelGate::cancel() noexcept {
    const std::lock_guard lock(mutex_);
    if (running_ != 0) token_.cancel();
}

Registry& Registry::instance() {
    static Registry registry;
    return registry;
}

Registry::~Registry() = default;

bool Registry::Access::isAlive() const noexcept {
    return slot_ != nullptr && slot_->value.load(std::memory_order_acquire) == value_;
}

Registry::Slot* Registry::slotOf(std::uintptr_t value) const noexcept {
    // Slot numbers count from 1 inside the value, so that 0 (SQL_NULL_HANDLE) is never one.
    const std::uintptr_t number = value & ((std::uintptr_t{1} << (kSlotBits + kChunkBits)) - 1);
    if (number == 0) return nullptr;
    Slot* const chunk = chunks_[(number - 1) >> kSlotBits].load(std::memory_order_acquire);
    return chunk == nullptr ? nullptr : &chunk[(number - 1) & (kSlotsPerChunk - 1)];
}

Registry::Access Registry::lock(SQLHANDLE handle, HandleKind kind) {
    const auto value = reinterpret_cast<std::uintptr_t>(handle);
    Slot* const slot = slotOf(value);
    Access access;
    if (slot == nullptr || slot->value.load(std::memory_order_acquire) != value) return access;
    std::mutex* const mutex = slot->mutex.load(std::memory_order_acquire);
    std::unique_lock lock(*mutex);
    // Under the lock the slot no longer changes hands; it may have done so while we waited.
    if (slot->value.load(std::memory_order_acquire) != value || slot->kind != kind) return access;
    access.lock_ = std::move(lock);
    access.slot_ = slot;
    access.handle_ = slot->handle;
    access.value_ = value;
    return access;
}

CancelOutcome Registry::cancel(SQLHANDLE handle, HandleKind kind) {
    const auto value = reinterpret_cast<std::uintptr_t>(handle);
    Slot* const slot = slotOf(value);
    if (slot == nullptr) return CancelOutcome::NoSuchHandle;
    const std::lock_guard lock(slot->cancelMutex);
    if (slot->value.load(std::memory_order_acquire) != value || slot->kind != kind) return CancelOutcome::NoSuchHandle;
    slot->gate->cancel();
    return slot->gate->awaitsData() ? CancelOutcome::AwaitsData : CancelOutcome::Signalled;
}

Registry::AsyncFlags Registry::asyncFlags(SQLHANDLE handle) const noexcept {
    const auto value = reinterpret_cast<std::uintptr_t>(handle);
    const Slot* const slot = slotOf(value);
    if (slot == nullptr || slot->value.load(std::memory_order_acquire) != value) return {false, false};
    return {slot->isAsyncWanted.load(std::memory_order_acquire), slot->isAsyncUnderWay.load(std::memory_order_acquire)};
}

bool Registry::isUnderWay(CancelGate& gate) noexcept {
    return gate.hasAsync() && gate.async().isUnderWay();
}

void Registry::Registration::setAsyncWanted(bool wanted) const noexcept {
    slot_->isAsyncWanted.store(wanted, std::memory_order_release);
}

bool Registry::Registration::retire() const noexcept {
    const std::lock_guard lock(slot_->cancelMutex);
    if (slot_->isAsyncUnderWay.load(std::memory_order_acquire)) return false;
    slot_->value.store(0, std::memory_order_release);
    return true;
}

void Registry::Registration::restore() const noexcept {
    slot_->value.store(value_, std::memory_order_release);
}

Handle* Registry::findUnderLockOf(const Handle& locked, SQLHANDLE handle, HandleKind kind) {
    const auto value = reinterpret_cast<std::uintptr_t>(handle);
    Slot* const slot = slotOf(value);
    if (slot == nullptr || slot->value.load(std::memory_order_acquire) != value) return nullptr;
    // We hold the mutex: if it is this slot's, then it was all along.
    if (slot->mutex.load(std::memory_order_acquire) != locked.registration().slot_->mutex.load()) return nullptr;
    return slot->kind == kind ? slot->handle : nullptr;
}

Registry::Slot& Registry::takeSlot() {
    const std::lock_guard lock(growth_);
    if (free_.empty()) {
        const std::size_t chunk = storage_.size();
        if (chunk == kChunks) throw std::bad_alloc();
        storage_.push_back(std::make_unique<Slot[]>(kSlotsPerChunk));
        for (std::size_t i = kSlotsPerChunk; i-- > 0;) {
            storage_.back()[i].index = (chunk << kSlotBits) + i + 1;
            free_.push_back(&storage_.back()[i]);
        }
        chunks_[chunk].store(storage_.back().get(), std::memory_order_release);
    }
    Slot* const slot = free_.back();
    free_.pop_back();
    return *slot;
}

void Registry::release(Slot& slot) {
    {
        const std::lock_guard lock(slot.cancelMutex);
        slot.value.store(0, std::memory_order_release);
        slot.handle = nullptr;
        slot.gate = nullptr;
        slot.isAsyncWanted.store(false);
        slot.isAsyncUnderWay.store(false);
    }
    const std::lock_guard lock(growth_);
    free_.push_back(&slot);
}

Registry::Registration::Registration(Handle& handle, HandleKind kind, const Registration* owner, CancelGate& gate,
                                     WideUnit unit)
    : slot_(&Registry::instance().takeSlot()) {
    const std::lock_guard lock(slot_->cancelMutex);
    const WideUnit inherited = owner == nullptr ? unit : wideUnitOf(owner->value());
    value_ = (++slot_->generation << kGenerationShift) | slot_->index;
    if (inherited == WideUnit::Utf32) value_ |= kUtf32Bit;
    slot_->kind = kind;
    slot_->handle = &handle;
    slot_->gate = &gate;
    slot_->mutex.store(owner == nullptr ? &slot_->ownMutex : owner->slot_->mutex.load(), std::memory_order_release);
    slot_->value.store(value_, std::memory_order_release);
}

Registry::Registration::~Registration() {
    Registry::instance().release(*slot_);
}

}  // namespace assetsodbc::driver
