// Compares what an answer says of its attributes with what a table was made of. A table is made of what the site told
// before; reading on after a definition changed would show one attribute's values as another's, or none at all.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "assets/object_page.h"
#include "schema/site/object_table_shape.h"
#include "schema/site/pushdown_memory.h"

namespace assetsodbc::schema {

class DefinitionCheck {
public:
    // What was found wrong with one shape, by all its scans.
    using Findings = std::set<std::string>;

    // Everything must outlive the object. The memory keeps what a shape made anew did not settle, so that an answer
    // which merely tells less than the metadata does not fail for ever.
    DefinitionCheck(const ObjectTableShape& shape, const std::vector<bool>& columnsUsed, PushdownMemory& memory,
                    std::shared_ptr<Findings> findings, std::function<void()> onStale);

    // Throws Error{ResultChanged} where a used column would be misread; calls onStale where the shape is not what the
    // site has now.
    void check(const assets::ObjectPage& page);

private:
    struct Known {
        std::size_t attribute;
        bool isOwn;  // of the table's own type, not of a descendant
    };

    void compare(const assets::AttributeOutline& told, const Known& known);
    void noteNew(const assets::AttributeOutline& told);
    void requireKnown(const assets::AttributeOutline& told, const assets::ObjectPage& page);
    bool isOfTable(std::int64_t objectTypeId) const;
    bool holdsOthers(const assets::ObjectPage& page) const;
    void requireAll(const assets::ObjectPage& page);
    static bool isTold(std::int64_t attributeId, const assets::ObjectPage& page);
    bool isDescribed(std::int64_t typeId, const assets::ObjectPage& page) const;
    // May return: where it was found before and the site's metadata say the same as before.
    void contradict(std::int64_t attributeId, const char* what, std::size_t attribute, const std::string& change,
                    bool isMisread);

    const ObjectTableShape& shape_;
    PushdownMemory& memory_;
    std::shared_ptr<Findings> findings_;
    std::function<void()> onStale_;
    std::vector<bool> isUsed_;        // per attribute of the shape: its values are read
    std::vector<bool> isShownLabel_;  // its values are read from the objects' label
    std::unordered_map<std::int64_t, Known> knownById_;
};

// The attributes whose values the columns show.
std::vector<bool> attributesUsed(const ObjectTableShape& shape, const std::vector<bool>& columnsUsed);

}  // namespace assetsodbc::schema
