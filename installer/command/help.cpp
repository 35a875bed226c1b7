#include <algorithm>

#include "installer/command/command.h"

namespace assetsodbc::installer {
namespace {

constexpr std::size_t kWidth = 100;

std::string heading(const CommandSpec& command) {
    std::string line = "assets-odbc " + std::string(command.name);
    if (!command.options.empty()) line += " [OPTION...]";
    if (!command.operands.empty()) line.append(" ").append(command.operands);
    return line;
}

std::string optionHeading(const OptionSpec& option) {
    std::string text(option.name);
    if (!option.valueName.empty()) text.append(" ").append(option.valueName);
    return text;
}

// "  left    text", the text broken at blanks and aligned.
std::string entry(std::string_view left, std::string_view text, std::size_t column) {
    std::string lines = "  " + std::string(left);
    const std::size_t indent = 2 + column + 2;
    lines.append(indent - std::min(indent, lines.size()), ' ');
    for (std::size_t used = indent; !text.empty();) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (used > indent && used + end > kWidth) {
            lines.append("\n").append(indent, ' ');
            used = indent;
        }
        lines.append(text.substr(0, end));
        used += end;
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!text.empty() && used + 1 < kWidth) lines += ' ', ++used;
    }
    while (lines.back() == ' ') lines.pop_back();
    return lines + "\n";
}

}  // namespace

std::string generalHelp() {
    std::string text = "Usage: assets-odbc COMMAND [OPTION...] [ARGUMENT...]\n\nCommands:\n";
    std::size_t column = 0;
    for (const CommandSpec* command : commands()) column = std::max(column, command->name.size());
    for (const CommandSpec* command : commands()) text += entry(command->name, command->summary, column);
    return text +
           "\n\"assets-odbc help COMMAND\" explains one. Exit code: 0 done, 1 failed (a message says why), 2 wrong "
           "usage.\n";
}

std::string helpOf(const CommandSpec& command) {
    std::string text = "Usage: " + heading(command) + "\n  " + std::string(command.summary) + "\n";
    if (!command.details.empty()) text.append("\n").append(command.details);
    if (command.options.empty()) return text;
    text += "\n";
    std::size_t column = 0;
    for (const OptionSpec& option : command.options) column = std::max(column, optionHeading(option).size());
    for (const OptionSpec& option : command.options) {
        std::string help(option.help);
        if (option.isRepeatable) help += " (may be repeated)";
        text += entry(optionHeading(option), help, column);
    }
    return text;
}

}  // namespace assetsodbc::installer
