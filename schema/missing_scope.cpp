#include "schema/missing_scope.h"

#include <string_view>

namespace assetsodbc::schema {

common::Error withNeed(const common::Error& error, const std::string& need) {
    constexpr std::string_view kNeed = " The scope is needed to ";
    const std::string_view message = error.what();
    const bool isTold = message.find(kNeed) != std::string_view::npos;
    if (error.kind() != common::ErrorKind::ScopeMissing || isTold) return error;
    return {error.kind(), std::string(message).append(kNeed) + need + ".", error.httpStatus()};
}

}  // namespace assetsodbc::schema
