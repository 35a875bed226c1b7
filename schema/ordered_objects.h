// Objects in an order. Where the site can tell the first ones, they are asked for in its order; objects without a value
// are asked for apart, since where a site puts them is not sure. What comes is checked. Where that does not do (the
// site refuses, more is read than was expected, or an answer is out of order), all objects are read and sorted here.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <vector>

#include "assets/aql.h"
#include "assets/client.h"
#include "assets/id_set.h"
#include "schema/object_scan.h"

namespace assetsodbc::schema {

// All objects of the scan, in no order.
struct AllObjects {
    const ObjectConditions& conditions;
    std::function<void()> restart;
    std::function<ObjectOnPage(const common::CallContext&)> next;  // a null object at the end
};

// NULL before numbers before text.
bool isLess(const Value& a, const Value& b);

class OrderedObjects {
public:
    // bound: how many objects are expected to be read.
    OrderedObjects(assets::Client& client, ObjectOrder order, SearchFields fields, std::uint64_t bound);

    // A null object at the end.
    ObjectOnPage next(const AllObjects& all, const common::CallContext& context);
    const assets::ObjectPage& page() const { return pages_[entries_[next_ - 1].page]; }
    ObjectOnPage ahead(std::size_t steps) const;

private:
    struct Entry {
        std::size_t page = 0, object = 0;
        Value key;
    };
    bool readFromSite(const AllObjects& all, const common::CallContext& context);
    bool readMissing(const assets::AqlExpression& condition, const common::CallContext& context);
    bool readPresent(const assets::AqlExpression& condition, const common::CallContext& context);
    // The entries of a page that is kept from now on, each object once.
    std::vector<Entry> entriesOf(assets::ObjectPage page);
    bool append(std::vector<Entry> entries, bool isWhole);
    void readAll(const AllObjects& all, const common::CallContext& context);
    void keepBest();
    void skipDelivered();

    ObjectOnPage at(const Entry& entry) const {
        return {&pages_[entry.page].objects[entry.object], &pages_[entry.page]};
    }
    std::uint64_t stillWanted() const { return bound_ - std::min<std::uint64_t>(bound_, entries_.size()); }
    bool isBefore(const Value& a, const Value& b) const { return order_.descending ? isLess(b, a) : isLess(a, b); }
    bool isBefore(const Entry& a, const Entry& b) const { return isBefore(a.key, b.key); }

    assets::Client& client_;
    ObjectOrder order_;
    SearchFields fields_;
    std::uint64_t bound_;
    bool isStarted_ = false, isComplete_ = false, wasRefused_ = false;
    std::deque<assets::ObjectPage> pages_;
    std::vector<Entry> entries_;
    std::size_t next_ = 0;
    assets::IdSet delivered_;
    Value lastDelivered_;
};

}  // namespace assetsodbc::schema
