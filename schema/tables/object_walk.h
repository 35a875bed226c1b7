// The objects whose details a table tells one by one: those that the query names, or all that the site has.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_set>
#include <vector>

#include "schema/tables/site_walk.h"

namespace assetsodbc::schema {

struct ScanRequest;

class ObjectWalk {
public:
    // By the constraint on `idColumn` or, without one, over all objects. The client must outlive the walk.
    ObjectWalk(assets::Client& client, const ScanRequest& request, std::size_t idColumn);

    // nullopt at the end.
    std::optional<std::int64_t> next(const common::CallContext& context);
    IdSource source() const { return source_; }

private:
    enum class Listing { Nothing, FirstFew, All };
    void listMore(const common::CallContext& context);

    assets::Client& client_;
    IdSource source_ = IdSource::Query;
    std::vector<std::int64_t> ids_;
    std::size_t next_ = 0;
    Listing nextListing_ = Listing::Nothing;
    std::uint64_t few_ = 0;
    std::unordered_set<std::int64_t> listed_;  // of the first few
};

}  // namespace assetsodbc::schema
