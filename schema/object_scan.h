// The objects that a scan's conditions find, as one stream over one search per condition. Starts each search when the
// one before has ended.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_set>

#include "assets/client.h"
#include "schema/pushdown.h"

namespace assetsodbc::schema {

QueryPlace queryPlaceOf(const assets::Client& client);

class ObjectScan {
public:
    // The client must outlive the scan. objectBound: the reader is expected to want at most so many objects. Should it
    // go on (the site found objects that SQL does not), the rest is fetched.
    ObjectScan(assets::Client& client, ObjectConditions conditions, assets::ObjectFields fields,
               std::optional<std::uint64_t> objectBound);

    // nullptr at the end. The object and its page live until the next call.
    const assets::AssetObject* next(const common::CallContext& context);
    const assets::ObjectPage& page() const { return stream_->page(); }
    const std::optional<std::string>& givenAql() const { return conditions_.givenAql; }

private:
    void startSearch(const common::CallContext& context);
    bool passesChecks(const assets::AssetObject& object) const;
    bool isNew(const assets::AssetObject& object);
    bool goOnBeyondBound();

    assets::Client& client_;
    ObjectConditions conditions_;
    assets::ObjectFields fields_;
    std::optional<std::uint64_t> objectBound_;
    std::size_t nextBatch_ = 0;
    std::uint64_t delivered_ = 0;
    std::unique_ptr<assets::ObjectStream> stream_;
    std::unordered_set<std::int64_t> seen_;  // only where an object may come twice
};

}  // namespace assetsodbc::schema
