// An immutable list of object ids in some order: a vector, or a rule that computes the id at a position, so that a
// million results need no memory. Cheap to copy, safe to read from any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "tests/simulator/model.h"

namespace assetsodbc::simulator {

class IdSequence {
public:
    virtual ~IdSequence() = default;
    virtual std::size_t size() const = 0;
    virtual Id at(std::size_t position) const = 0;  // position < size()
};

class IdList {
public:
    IdList() = default;
    explicit IdList(std::vector<Id> ids);
    explicit IdList(std::shared_ptr<const IdSequence> sequence) : sequence_(std::move(sequence)) {}

    std::size_t size() const { return sequence_ ? sequence_->size() : 0; }
    bool empty() const { return size() == 0; }
    Id operator[](std::size_t position) const { return sequence_->at(position); }
    // The ids at [start, start + count), fewer or none at the end.
    std::vector<Id> slice(std::size_t start, std::size_t count) const;
    std::vector<Id> all() const { return slice(0, size()); }

    IdList reversed() const;
    // The same ids in an order that looks arbitrary and is always the same: what a search without ORDER BY answers. A
    // short list is ordered by a hash of the id, so that other objects coming or going do not reorder it.
    IdList scattered() const;

private:
    std::shared_ptr<const IdSequence> sequence_;
};

}  // namespace assetsodbc::simulator
