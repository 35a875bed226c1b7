// An ini file of unixODBC, changed section by section. Everything else in it stays as it is, byte for byte: odbcinst's
// own functions write the file anew without its comments, and cut the lines of other data sources after 1000
// characters.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/config/connection_string.h"

namespace assetsodbc::installer {

class IniFile {
public:
    // A file that does not exist is empty. Throws common::Error when it cannot be read.
    explicit IniFile(std::string path);

    const std::string& path() const { return path_; }
    bool exists() const { return exists_; }
    // Mode bits of the file; 0 when it does not exist.
    mode_t mode() const { return mode_; }

    // In their order.
    std::vector<std::string> sections() const;
    // Name compared ignoring case.
    std::optional<common::ConnectionAttributes> section(std::string_view name) const;

    // In the place of the section of that name, or at the end. Throws common::Error for what no ini file can hold: line
    // breaks, and blanks around a value.
    void setSection(const std::string& name, const common::ConnectionAttributes& entries);
    // The section, its heading and entries; comments behind it stay. Whether there was one.
    bool removeSection(std::string_view name);

    // Replaces the file as a whole, through symbolic links, with owner kept. Throws common::Error.
    void write(mode_t mode);

private:
    struct Range {
        std::size_t first, end;  // lines, from the heading to behind the last entry
    };
    std::optional<Range> rangeOf(std::string_view name) const;

    std::string path_;
    bool exists_ = false;
    mode_t mode_ = 0;
    std::vector<std::string> lines_;  // with their ends
};

}  // namespace assetsodbc::installer
