// A file that nobody but this user may read or write, in a directory of the same kind. Follows no symbolic link, trusts
// no file of somebody else, and waits for nothing (a pipe, say). Several processes may use the same file: it is always
// replaced as a whole.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace assetsodbc::assets {

// nullopt when there is no such file, or it is not a regular file of this user with mode 0600, or longer than `most`.
std::optional<std::string> readPrivateFile(const std::string& directory, const std::string& name, std::size_t most);

// Makes the directory (mode 0700) where it is missing. Returns whether the file now holds this text; when not,
// whatever was there is still there.
bool replacePrivateFile(const std::string& directory, const std::string& name, std::string_view text);

}  // namespace assetsodbc::assets
