#include "common/config/ini_section.h"

#include <fstream>

#include "common/unicode.h"

namespace assetsodbc::common {
namespace {

std::string_view sectionName(std::string_view line) {
    return withoutOuterBlanks(
        line.substr(1, line.find(']') == std::string_view::npos ? line.size() : line.find(']') - 1));
}

ConnectionAttribute entryOf(std::string_view line) {
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) return {std::string(line), ""};
    return {std::string(withoutOuterBlanks(line.substr(0, equals))),
            std::string(withoutOuterBlanks(line.substr(equals + 1)))};
}

}  // namespace

std::optional<ConnectionAttributes> readIniSection(const std::string& file, std::string_view section) {
    std::ifstream in(file, std::ios::binary);
    std::optional<ConnectionAttributes> entries;
    for (std::string raw; std::getline(in, raw);) {
        const std::string_view line = withoutOuterBlanks(raw);
        if (line.empty() || line.front() == ';' || line.front() == '#') continue;
        if (line.front() == '[') {
            if (entries) break;
            if (equalIgnoringAsciiCase(sectionName(line), section)) entries.emplace();
        } else if (entries) {
            entries->push_back(entryOf(line));
        }
    }
    return entries;
}

}  // namespace assetsodbc::common
