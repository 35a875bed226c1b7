#include "schema/tables/cells.h"

#include "common/date_time.h"
#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::schema {

CellView objectKeyCell(const assets::AssetObject& object) {
    if (object.objectKey.data() != nullptr) return object.objectKey;
    throw common::Error(common::ErrorKind::BadResponse, "The site sent object " + std::to_string(object.id) +
                                                            " without its key. Try again, and check that "
                                                            "the URL is that of the Assets API.");
}

bool canonicalTimestamp(std::string_view text, std::string& canonical) {
    const auto timestamp = common::parseTimestamp(text);
    if (timestamp) canonical = common::format(*timestamp);
    return timestamp.has_value();
}

void refuseTimestamp(std::string_view text, const CellPlace& place, const std::string& owner) {
    constexpr std::size_t kMostShown = 100;
    throw common::Error(common::ErrorKind::ValueUnreadable,
                        "The site sent '" + std::string(text.substr(0, common::prefixWithin(text, kMostShown))) +
                            "' as " + place.column.name + " of " + owner +
                            ", which is not a timestamp. Leave the column out of the query to read the rest.");
}

}  // namespace assetsodbc::schema
