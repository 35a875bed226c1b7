// For those who bring a data source of another driver for Assets: its properties that work here as well, and where they
// differ. With foreignKeywords() this is all that the documentation tells about it. Constant.
#pragma once

#include <string_view>
#include <vector>

namespace assetsodbc::common {

struct SharedProperty {
    std::string_view name;        // as the other driver writes it: a property of ours or another spelling of one
    std::string_view difference;  // whole sentences; empty = the same
};

const std::vector<SharedProperty>& sharedProperties();

}  // namespace assetsodbc::common
