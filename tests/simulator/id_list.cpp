#include "tests/simulator/id_list.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace assetsodbc::simulator {

namespace {

class StoredSequence final : public IdSequence {
public:
    explicit StoredSequence(std::vector<Id> ids) : ids_(std::move(ids)) {}
    std::size_t size() const override { return ids_.size(); }
    Id at(std::size_t position) const override { return ids_[position]; }

private:
    std::vector<Id> ids_;
};

class ReversedSequence final : public IdSequence {
public:
    explicit ReversedSequence(std::shared_ptr<const IdSequence> base) : base_(std::move(base)) {}
    std::size_t size() const override { return base_->size(); }
    Id at(std::size_t position) const override { return base_->at(base_->size() - 1 - position); }

private:
    std::shared_ptr<const IdSequence> base_;
};

// Walks the base in steps that have no common divisor with its size, so that every position comes once.
class SteppedSequence final : public IdSequence {
public:
    explicit SteppedSequence(std::shared_ptr<const IdSequence> base) : base_(std::move(base)), size_(base_->size()) {
        step_ = size_ * 5 / 8 + 1;
        while (std::gcd(step_, size_) != 1) ++step_;
    }
    std::size_t size() const override { return size_; }
    Id at(std::size_t position) const override { return base_->at((position * step_ + size_ / 3) % size_); }

private:
    std::shared_ptr<const IdSequence> base_;
    std::size_t size_;
    std::size_t step_ = 1;
};

std::uint64_t scramble(Id id) {
    auto x = static_cast<std::uint64_t>(id) * 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    return x ^ (x >> 31);
}

// Above this size a list is stepped through instead of sorted, which would cost more than the rest of a search.
constexpr std::size_t kLargestSorted = 200'000;

}  // namespace

IdList::IdList(std::vector<Id> ids) : sequence_(std::make_shared<StoredSequence>(std::move(ids))) {}

std::vector<Id> IdList::slice(std::size_t start, std::size_t count) const {
    std::vector<Id> ids;
    if (start >= size()) return ids;
    const std::size_t end = start + std::min(count, size() - start);
    ids.reserve(end - start);
    for (std::size_t i = start; i < end; ++i) ids.push_back(sequence_->at(i));
    return ids;
}

IdList IdList::reversed() const {
    if (size() < 2) return *this;
    return IdList(std::make_shared<ReversedSequence>(sequence_));
}

IdList IdList::scattered() const {
    if (size() < 2) return *this;
    if (size() > kLargestSorted) return IdList(std::make_shared<SteppedSequence>(sequence_));
    std::vector<Id> ids = all();
    std::sort(ids.begin(), ids.end(), [](Id a, Id b) { return scramble(a) < scramble(b); });
    return IdList(std::move(ids));
}

}  // namespace assetsodbc::simulator
