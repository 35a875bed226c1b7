#include "sqlengine/row_store.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace assetsodbc::sqlengine {
namespace {

constexpr std::size_t kSegmentBytes = 64 * 1024;
constexpr std::size_t kLoadedSegments = 32;
constexpr std::string_view kOwner = "The rows of a join";
constexpr std::string_view kInstead = "narrow the statement";

}  // namespace

common::SpillFile& RowMemory::file() {
    if (file_ == nullptr) file_ = std::make_unique<common::SpillFile>(kOwner, kInstead);
    return *file_;
}

// A quarter at once, so that it is not looked for with every row.
void RowMemory::makeRoom() {
    if (rowBytes_ <= mostBytes_) return;
    const std::size_t wanted = mostBytes_ - mostBytes_ / 4;
    for (RowStore* store : stores_) {
        while (rowBytes_ > wanted && store->spillOldest()) {
        }
        if (rowBytes_ <= wanted) return;
    }
}

const schema::RowSegment& RowMemory::load(const RowStore& store, std::size_t segment) {
    const auto found = std::find_if(loaded_.begin(), loaded_.end(), [&](const Loaded& loaded) {
        return loaded.store == &store && loaded.segment == segment;
    });
    if (found != loaded_.end()) {
        loaded_.splice(loaded_.begin(), loaded_, found);
        return loaded_.front().rows;
    }
    const RowStore::Segment& wanted = store.sealed_[segment];
    std::unique_ptr<char[]> bytes(new char[std::max<std::size_t>(1, wanted.bytes)]);
    file_->read(wanted.offset, bytes.get(), wanted.bytes);
    loaded_.push_front({&store, segment, schema::RowSegment::restored(store.width_, wanted.rows, std::move(bytes))});
    if (loaded_.size() > kLoadedSegments) {
        loaded_.back().store->closeWindow();
        loaded_.pop_back();
    }
    return loaded_.front().rows;
}

void RowMemory::forget(const RowStore& store) noexcept {
    loaded_.remove_if([&](const Loaded& loaded) { return loaded.store == &store; });
}

RowStore::RowStore(RowMemory& memory, std::size_t width)
    : memory_(memory), width_(width), open_(std::make_unique<schema::RowSegment>(width)) {
    place_ = memory_.stores_.insert(memory_.stores_.end(), this);
}

RowStore::~RowStore() {
    memory_.forget(*this);
    memory_.stores_.erase(place_);
    memory_.rowBytes_ -= openBytes_;
    for (const Segment& segment : sealed_) {
        if (segment.inMemory != nullptr) memory_.rowBytes_ -= segment.bytes;
    }
}

void RowStore::countOpen() {
    const std::size_t bytes = open_->footprint();
    memory_.rowBytes_ += bytes - openBytes_;
    openBytes_ = bytes;
    if (window_ == open_.get()) windowRows_ = open_->size();
    if (open_->bytes() >= kSegmentBytes) seal();
    memory_.makeRoom();
}

void RowStore::seal() {
    auto next = std::make_unique<schema::RowSegment>(width_);
    open_->close();
    const std::size_t bytes = open_->footprint();
    memory_.rowBytes_ += bytes - openBytes_;
    openBytes_ = bytes;
    Segment segment;
    segment.firstRow = openFirst_;
    segment.rows = open_->size();
    segment.bytes = bytes;
    sealed_.push_back(std::move(segment));
    sealed_.back().inMemory = std::exchange(open_, std::move(next));  // nothing throws from here on
    openFirst_ += sealed_.back().rows;
    openBytes_ = 0;
}

// Whether there was anything to spill.
bool RowStore::spillOldest() {
    if (firstInMemory_ == sealed_.size()) {
        if (open_->size() == 0) return false;
        seal();
    }
    Segment& segment = sealed_[firstInMemory_];
    const std::string bytes = segment.inMemory->serialized();
    segment.offset = memory_.file().append(bytes);
    memory_.rowBytes_ -= segment.bytes;
    segment.bytes = bytes.size();
    if (window_ == segment.inMemory.get()) closeWindow();
    segment.inMemory.reset();
    ++firstInMemory_;
    return true;
}

schema::CellView RowStore::cell(std::size_t row, std::size_t slot) const {
    if (!failures_.empty()) {
        const auto failure = failures_.find(row * width_ + slot);
        if (failure != failures_.end()) std::rethrow_exception(failure->second);
    }
    if (row - windowFirst_ >= windowRows_) showSegmentOf(row);
    return window_->cell(row - windowFirst_, slot);
}

void RowStore::showSegmentOf(std::size_t row) const {
    closeWindow();  // until the segment is there
    if (row >= openFirst_) {
        window_ = open_.get();
        windowFirst_ = openFirst_;
        windowRows_ = open_->size();
        return;
    }
    const auto after = std::upper_bound(sealed_.begin(), sealed_.end(), row,
                                        [](std::size_t wanted, const Segment& at) { return wanted < at.firstRow; });
    const auto index = static_cast<std::size_t>(after - sealed_.begin()) - 1;
    const Segment& segment = sealed_[index];
    window_ = segment.inMemory != nullptr ? segment.inMemory.get() : &memory_.load(*this, index);
    windowFirst_ = segment.firstRow;
    windowRows_ = segment.rows;
}

void RowStore::closeWindow() const noexcept {
    window_ = nullptr;
    windowFirst_ = 0;
    windowRows_ = 0;
}

}  // namespace assetsodbc::sqlengine
