// An error of a missing OAuth scope says which call needed it; these say, besides, what the call was for.
#pragma once

#include <string>

#include "common/error.h"

namespace assetsodbc::schema {

// The error, with the need at its end where it is Error{ScopeMissing}: need = "read Assets.Icons" becomes "The scope is
// needed to read Assets.Icons." The innermost need is told, and no other. All other errors stay as they are.
common::Error withNeed(const common::Error& error, const std::string& need);

// What ask() answers; what it throws is told with the need.
template <class Need, class Ask>
decltype(auto) tellingNeed(Need need, Ask ask) {
    try {
        return ask();
    } catch (const common::Error& error) {
        if (error.kind() != common::ErrorKind::ScopeMissing) throw;
        throw withNeed(error, need());
    }
}

}  // namespace assetsodbc::schema
