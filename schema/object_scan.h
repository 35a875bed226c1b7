// The objects that a scan's conditions find, as one stream over one search per condition. Starts each search when the
// one before has ended. Where the site refuses a search, it is asked again with shorter lists, without the conditions
// that may be left out, and at last without any on attributes (refusable_conditions.h): nothing is lost by that, since
// SQL checks the rows again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "assets/client.h"
#include "assets/id_set.h"
#include "schema/pushdown.h"
#include "schema/refusable_conditions.h"
#include "schema/value.h"

namespace assetsodbc::schema {

class OrderedObjects;

QueryPlace queryPlaceOf(const assets::Client& client);

// What is read of each object.
struct SearchFields {
    assets::ObjectFields fields = assets::ObjectFields::Identity;
    std::vector<std::int64_t> attributeIds = {};  // as in assets::SearchRequest
};

struct ObjectOnPage {
    const assets::AssetObject* object = nullptr;
    const assets::ObjectPage* page = nullptr;
};

// What objects are ordered by: a cell as RowStream::cell() shows it.
using OrderValue = std::function<Value(const assets::AssetObject&, const assets::ObjectPage&)>;

// An order that the objects must come in: NULLs first when ascending and last when descending.
struct ObjectOrder {
    std::string attribute;  // that the site can order by; addressable
    bool descending = false;
    bool mayBeMissing = true;  // whether objects without a value may be among those found
    // The site's value and the object's own may differ by a moment (Created, Updated).
    bool isBlurred = false;
    bool isRefused = false;  // the site would not
    OrderValue valueOf;
    std::function<void()> onRefused;  // may be empty
};

class ObjectScan {
public:
    // Client and memory must outlive the scan. objectBound: the reader is expected to want at most so many objects.
    // Should it go on (the site found objects that SQL does not), the rest is fetched.
    ObjectScan(assets::Client& client, RefusableConditions conditions, SearchFields fields,
               std::optional<std::uint64_t> objectBound, std::optional<ObjectOrder> order = std::nullopt);
    ~ObjectScan();
    ObjectScan(ObjectScan&&) noexcept;

    // nullptr at the end. The object and its page live until the next call.
    const assets::AssetObject* next(const common::CallContext& context);
    const assets::ObjectPage& page() const;
    // The object that comes `steps` (from 1) after the current one, where it is at hand without a request; else nulls.
    ObjectOnPage ahead(std::size_t steps) const;
    // Whether the conditions and the order, as the site took them, ask of attributes.
    bool asksOfAttributes() const { return ordered_ || conditions_.current().asksOfAttributes(); }
    const std::optional<std::string>& givenAql() const { return conditions_.current().givenAql; }

private:
    const assets::AssetObject* nextFound(const common::CallContext& context);
    void startSearch(const common::CallContext& context);
    void restart();
    bool passesChecks(const assets::AssetObject& object) const;
    bool isNew(const assets::AssetObject& object);
    bool goOnBeyondBound();

    assets::Client& client_;
    RefusableConditions conditions_;
    SearchFields fields_;
    std::optional<std::uint64_t> objectBound_;
    std::size_t nextBatch_ = 0;
    std::uint64_t delivered_ = 0, taken_ = 0;   // of all searches, of the one under way
    std::optional<std::uint64_t> searchBound_;  // of the one under way
    std::unique_ptr<assets::ObjectStream> stream_;
    bool mayComeAgain_ = false;
    assets::IdSet seen_;  // only where an object may come twice
    std::unique_ptr<OrderedObjects> ordered_;
};

// How many objects meet the conditions, without fetching any; nullopt where it cannot be told so, or the site refuses a
// condition: the scan finds out then.
std::optional<std::uint64_t> countObjects(assets::Client& client, const ObjectConditions& conditions,
                                          const common::CallContext& context);

}  // namespace assetsodbc::schema
