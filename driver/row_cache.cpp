#include "driver/row_cache.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace assetsodbc::driver {

namespace {

// Enough for a rowset that spans segments, and for an application that goes to and fro between two places.
constexpr std::size_t kLoadedSegments = 4;
constexpr std::string_view kOwner = "The rows of a scrollable cursor", kInstead = "use a forward-only cursor";

}  // namespace

RowCache::RowCache(std::size_t columnCount, RowCacheBounds bounds)
    : columnCount_(columnCount), bounds_(bounds), open_(std::make_unique<schema::RowSegment>(columnCount)) {}

RowCache::~RowCache() = default;

void RowCache::append(const ResultSet& result) {
    if (open_->bytes() >= bounds_.segment && open_->size() != 0) seal();
    open_->append(result);
    ++rowCount_;
    if (window_ == open_.get()) windowRows_ = open_->size();
    // Last: the row was taken from the result, so it is kept whatever the disk says.
    while (sealedMemory_ > bounds_.memory && firstInMemory_ < sealed_.size()) spill(sealed_[firstInMemory_]);
}

void RowCache::seal() {
    auto next = std::make_unique<schema::RowSegment>(columnCount_);
    const std::size_t rows = open_->size();
    open_->close();
    const std::size_t bytes = open_->footprint();
    sealed_.push_back({openFirst_, rows, nullptr, 0, bytes});
    sealed_.back().inMemory = std::exchange(open_, std::move(next));  // nothing throws from here on
    openFirst_ += rows;
    sealedMemory_ += bytes;
}

void RowCache::spill(Sealed& segment) {
    if (file_ == nullptr) file_ = std::make_unique<common::SpillFile>(kOwner, kInstead);
    const std::string bytes = segment.inMemory->serialized();
    segment.offset = file_->append(bytes);
    sealedMemory_ -= segment.bytes;
    segment.bytes = bytes.size();
    if (window_ == segment.inMemory.get()) closeWindow();
    segment.inMemory.reset();
    ++firstInMemory_;
}

void RowCache::showSegmentOf(std::size_t row) const {
    if (row >= openFirst_) {
        window_ = open_.get();
        windowFirst_ = openFirst_;
        windowRows_ = open_->size();
        return;
    }
    const auto after = std::upper_bound(sealed_.begin(), sealed_.end(), row,
                                        [](std::size_t wanted, const Sealed& at) { return wanted < at.firstRow; });
    const auto index = static_cast<std::size_t>(after - sealed_.begin()) - 1;
    closeWindow();  // until the segment is there
    window_ = &segmentAt(index);
    windowFirst_ = sealed_[index].firstRow;
    windowRows_ = sealed_[index].rows;
}

const schema::RowSegment& RowCache::segmentAt(std::size_t index) const {
    const Sealed& wanted = sealed_[index];
    if (wanted.inMemory != nullptr) return *wanted.inMemory;
    const auto found =
        std::find_if(loaded_.begin(), loaded_.end(), [&](const Loaded& loaded) { return loaded.index == index; });
    if (found != loaded_.end()) {
        loaded_.splice(loaded_.begin(), loaded_, found);
        return loaded_.front().segment;
    }
    std::unique_ptr<char[]> bytes(new char[std::max<std::size_t>(1, wanted.bytes)]);
    file_->read(wanted.offset, bytes.get(), wanted.bytes);
    loaded_.push_front({index, schema::RowSegment::restored(columnCount_, wanted.rows, std::move(bytes))});
    if (loaded_.size() > kLoadedSegments) loaded_.pop_back();
    return loaded_.front().segment;
}

// Not only of no rows: a segment to come may be made at the address of one that is gone.
void RowCache::closeWindow() const noexcept {
    window_ = nullptr;
    windowFirst_ = 0;
    windowRows_ = 0;
}

void RowCache::clear() noexcept {
    rowCount_ = 0;
    closeWindow();
    openFirst_ = 0;
    open_->clear();
    sealed_.clear();
    firstInMemory_ = 0;
    sealedMemory_ = 0;
    loaded_.clear();
    file_.reset();
}

std::size_t RowCache::memoryUsed() const noexcept {
    std::size_t bytes = sealedMemory_ + open_->footprint();
    for (const Loaded& loaded : loaded_) bytes += loaded.segment.footprint();
    return bytes;
}

}  // namespace assetsodbc::driver
