#include "driver/cached_rows.h"

namespace assetsodbc::driver {

CachedRows::CachedRows(ResultSet& source, const std::vector<sqlengine::ResultColumn>& columns,
                       const common::CallContext& context)
    : columns_(columns), rows_(columns.size()) {
    while (source.next(context)) rows_.append(source);
}

bool CachedRows::next(const common::CallContext&) {
    if (at_ <= rows_.size()) ++at_;
    return at_ <= rows_.size();
}

}  // namespace assetsodbc::driver
