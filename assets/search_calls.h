// The requests of one search, for Cloud and Data Center alike: a page by its window, and the number of objects found.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "assets/api.h"
#include "assets/client.h"
#include "assets/object_page.h"
#include "assets/page_window.h"

namespace assetsodbc::assets {

class SearchCalls {
public:
    // A page that was asked for. Must not outlive the Api.
    struct PendingPage {
        PageWindow window;
        Asked asked;
        std::unique_ptr<PendingResponse> response;
    };

    // The api must outlive the object. aql is a condition without ORDER BY.
    // attributeIds: whose values are kept, ascending; empty = all.
    SearchCalls(Api& api, std::string aql, ObjectFields fields, std::vector<std::int64_t> attributeIds = {});

    Paging paging() const { return api_.isDataCenter() ? Paging::ByNumber : Paging::ByOffset; }
    // Ordered by key or, when that is refused, as the site likes.
    void setOrdered(bool isOrdered) { isOrdered_ = isOrdered; }
    bool isOrdered() const { return isOrdered_; }
    // Another order than by key: "ORDER BY "Cost" DESC".
    void setOrder(std::string order) { order_ = std::move(order); }

    PendingPage start(const PageWindow& window, const common::CallContext& context) const;
    // Throws Error, InvalidQuery for AQL that the site refuses.
    ObjectPage receive(PendingPage page, const common::CallContext& context) const;
    // Definitions of the attributes of the type of the first object found (Data Center); empty when none is found.
    std::vector<AttributeDefinition> attributeDefinitions(const common::CallContext& context) const;
    // Exact number of objects that the condition finds; nullopt when the site does not tell this account.
    std::optional<std::uint64_t> count(const common::CallContext& context) const;

private:
    Call cloudCall(const PageWindow& window) const;
    Call dataCenterCall(const PageWindow& window) const;
    std::string orderedAql() const;
    std::optional<std::uint64_t> cloudCount(const common::CallContext& context) const;

    Api& api_;
    std::string aql_;
    ObjectFields fields_;
    std::vector<std::int64_t> attributeIds_;
    bool isOrdered_ = true;
    std::string order_ = "ORDER BY Key ASC";
};

}  // namespace assetsodbc::assets
