// The table of an object type, or the bridge of a multi-valued attribute: scans the objects of the shape's types and
// reads their attributes as the types that the shape declares. A value that cannot be read as its declared type fails
// the scan or, by option, is NULL with a warning that names object, attribute and value. Where an answer shows that a
// definition changed since the shape was made, the scan fails with Error{ResultChanged} and `onStale` is called, so
// that the next statement sees the new definition. An answer that tells nothing of its attributes (no object, a
// count) although the site was asked by them is believed only when it told their definitions within the last minute.
#pragma once

#include <functional>
#include <memory>

#include "schema/site/object_table_shape.h"

namespace assetsodbc::assets {
class Client;
}
namespace assetsodbc::common {
struct CallContext;
}

namespace assetsodbc::schema {

class PushdownMemory;

struct ObjectTableEnvironment {
    assets::Client& client;
    PushdownMemory& memory;  // what the site refused before
    SiteTableOptions options;
    std::function<void()> onStale;
    // Whether the shape is older than what is known of the site by now.
    std::function<bool()> isOutdated;
    // The shape as the site describes it; asks anew what was not told within the last minute. nullptr: it knows the
    // type no more. Where it is empty, the shape is believed to be that.
    std::function<std::shared_ptr<const ObjectTableShape>(const common::CallContext&)> latestShape = {};
};

// Client and memory must outlive the table.
std::shared_ptr<const Table> makeObjectTypeTable(std::shared_ptr<const ObjectTableShape> shape,
                                                 ObjectTableEnvironment environment);

}  // namespace assetsodbc::schema
