#include <algorithm>
#include <exception>
#include <iostream>
#include <ostream>

#include "installer/command/command.h"
#include "installer/command/odbc.h"

namespace assetsodbc::installer {
namespace {

constexpr const char* kProgram = "assets-odbc";

int showVersion(const Arguments&, Terminal& terminal) {
    terminal.out << kProgram << " " ASSETSODBC_VERSION "\n";
    return kDone;
}

// The commands that a name or the first word of a name stands for: "dsn" is all of "dsn …".
std::vector<const CommandSpec*> commandsNamed(const std::vector<std::string>& words) {
    std::vector<const CommandSpec*> found;
    for (const CommandSpec* command : commands()) {
        const std::string_view name = command->name;
        const std::size_t blank = name.find(' ');
        const bool matches =
            blank == std::string_view::npos
                ? words[0] == name
                : words[0] == name.substr(0, blank) && (words.size() < 2 || words[1] == name.substr(blank + 1));
        if (matches) found.push_back(command);
    }
    return found;
}

int showHelp(const Arguments& arguments, Terminal& terminal) {
    if (arguments.operands().empty()) {
        terminal.out << generalHelp();
        return kDone;
    }
    const auto found = commandsNamed(arguments.operands());
    if (found.empty()) throw UsageError("there is no command \"" + arguments.operands()[0] + "\".");
    for (const CommandSpec* command : found) terminal.out << (command == found[0] ? "" : "\n") << helpOf(*command);
    return kDone;
}

const CommandSpec& versionCommand() {
    static const CommandSpec spec{"version", "", "tell the version of the program", "", {}, 0, 0, showVersion};
    return spec;
}

const CommandSpec& helpCommand() {
    static const CommandSpec spec{"help", "[COMMAND]", "explain a command, or list them all", "", {}, 0, 2, showHelp};
    return spec;
}

bool asksForHelp(const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        if (word == "--") return false;
        if (word == "--help" || word == "-h") return true;
    }
    return false;
}

// "--help" and "--version" where a command is expected.
std::string commandWord(const std::string& word) {
    if (word == "--help" || word == "-h") return "help";
    return word == "--version" ? "version" : word;
}

const CommandSpec& commandOf(const std::vector<std::string>& words) {
    const auto found = commandsNamed(words);
    if (found.size() == 1) return *found[0];
    if (found.empty()) {
        const bool hasFamily = !commandsNamed({words[0]}).empty();
        throw UsageError("there is no command \"" + words[0] + (hasFamily ? " " + words[1] : "") + "\".");
    }
    std::string list;
    for (const CommandSpec* command : found)
        list.append(list.empty() ? "" : ", ").append(command->name.substr(words[0].size() + 1));
    throw UsageError("\"" + words[0] + "\" needs a second word: " + list + ".");
}

void requireOperands(const CommandSpec& command, const Arguments& arguments) {
    const std::size_t count = arguments.operands().size();
    if (count < command.fewestOperands)
        throw UsageError("\"" + std::string(command.name) + "\" needs " + std::string(command.operands) + ".");
    if (count > command.mostOperands)
        throw UsageError("\"" + arguments.operands()[command.mostOperands] + "\" is one argument too many for \"" +
                         std::string(command.name) + "\".");
}

int runCommand(std::vector<std::string> words, Terminal& terminal) {
    if (words.empty()) {
        terminal.err << generalHelp();
        return kWrongUsage;
    }
    words[0] = commandWord(words[0]);
    if (words.size() > 1 && words[0] != "help" && asksForHelp(words)) {
        while (words.size() > 1 && words[1][0] == '-') words.erase(words.begin() + 1);
        words.resize(std::min<std::size_t>(2, words.size()));
        return showHelp(Arguments(words, {}), terminal);
    }
    const CommandSpec& command = commandOf(words);
    const std::ptrdiff_t nameWords = command.name.find(' ') == std::string_view::npos ? 1 : 2;
    const Arguments arguments({words.begin() + nameWords, words.end()}, command.options);
    requireOperands(command, arguments);
    const int code = command.run(arguments, terminal);
    terminal.out.flush();
    if (!terminal.out) throw std::runtime_error("the output could not be written.");
    return code;
}

}  // namespace

const std::vector<const CommandSpec*>& commands() {
    static const std::vector<const CommandSpec*> all = {
        &queryCommand(),  &doctorCommand(),    &loginCommand(),   &logoutCommand(),
        &dsnAddCommand(), &dsnListCommand(),   &dsnTestCommand(), &dsnRemoveCommand(),
        &scopesCommand(), &endpointsCommand(), &versionCommand(), &helpCommand(),
    };
    return all;
}

int runProgram(const std::vector<std::string>& words, Terminal& terminal) {
    try {
        return runCommand(words, terminal);
    } catch (const UsageError& error) {
        terminal.err << kProgram << ": " << error.what() << "\nTry \"" << kProgram << " help\".\n";
        return kWrongUsage;
    } catch (const OdbcError& error) {
        for (const Diagnostic& diagnostic : error.diagnostics()) terminal.err << lineOf(diagnostic) << "\n";
        return kFailed;
    } catch (const std::exception& error) {
        terminal.err << kProgram << ": " << error.what() << "\n";
        return kFailed;
    }
}

}  // namespace assetsodbc::installer
