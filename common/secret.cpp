#include "common/secret.h"

namespace assetsodbc::common {

Secret::~Secret() {
    // Through a volatile pointer, so that the compiler cannot drop the writes to a dying object.
    volatile char* at = value_.data();
    for (std::size_t i = 0; i < value_.size(); ++i) at[i] = 0;
}

}  // namespace assetsodbc::common
