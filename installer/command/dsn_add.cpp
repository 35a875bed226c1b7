// assets-odbc dsn add: enters a data source in odbc.ini.
#include <ostream>

#include "common/unicode.h"
#include "installer/command/command.h"
#include "installer/command/secret_input.h"
#include "installer/data_source_file.h"
#include "installer/data_sources.h"
#include "installer/dsn_entries.h"

namespace assetsodbc::installer {
namespace {

// "PROPERTY=VALUE" each.
common::ConnectionAttributes plainEntries(const std::vector<std::string>& words, Terminal& terminal) {
    common::ConnectionAttributes entries;
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        if (equals == std::string::npos || equals == 0)
            throw UsageError("\"" + word.substr(0, equals) + "\" is no PROPERTY=VALUE.");
        entries.push_back({propertyName(word.substr(0, equals)), word.substr(equals + 1)});
        const common::ConnectionAttribute& entry = entries.back();
        if (isSecretProperty(entry.keyword) && !isSecretReference(entry.value))
            terminal.err << "Warning: " << entry.keyword
                         << " was given on the command line, where other users and the shell's history can see it. "
                            "--secret "
                         << entry.keyword << " asks for it instead.\n";
    }
    return entries;
}

// "APIToken" or "APIToken=env:NAME"
common::ConnectionAttribute secretEntry(const std::string& option, Terminal& terminal) {
    const std::size_t equals = option.find('=');
    const std::string name = propertyName(option.substr(0, equals));
    if (!isSecretProperty(name)) throw UsageError("--secret: there is no secret property \"" + name + "\".");
    const std::string from = equals == std::string::npos ? std::string() : option.substr(equals + 1);
    return {name, storableSecret(readSecret(name, from, terminal).reveal())};
}

common::ConnectionAttributes givenEntries(const Arguments& arguments, Terminal& terminal) {
    auto entries = plainEntries({arguments.operands().begin() + 1, arguments.operands().end()}, terminal);
    for (const std::string& option : arguments.values("--secret")) entries.push_back(secretEntry(option, terminal));
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (common::find(entries, entries[i].keyword) != &entries[i])
            throw UsageError(entries[i].keyword + " was given twice.");
    return entries;
}

// Sections of odbc.ini that are the driver managers' own.
void requireFreeName(const std::string& name) {
    for (const char* reserved : {"ODBC", "ODBC Data Sources"}) {
        if (common::equalIgnoringAsciiCase(name, reserved))
            throw UsageError("[" + name + "] is a section of the driver managers. Choose another name.");
    }
}

int run(const Arguments& arguments, Terminal& terminal) {
    const std::string& name = arguments.operands()[0];
    requireFreeName(name);
    const StoredDataSource stored =
        storeDataSource(name, arguments.value("--driver").value_or(kDriverName), givenEntries(arguments, terminal),
                        arguments.has("--system"), arguments.has("--replace"));
    for (const std::string& warning : stored.warnings) terminal.err << "Warning: " << warning << "\n";
    terminal.out << (stored.wasThere ? "Replaced" : "Added") << " the data source [" << name << "] in " << stored.file
                 << ".\n";
    return kDone;
}

constexpr std::string_view kDetails =
    R"(Properties are those of the connection string: URL, User, APIToken and so on. A secret may be a reference that is
followed on every connect: APIToken=env:NAME, APIToken=file:PATH, APIToken=cmd:COMMAND. With --secret it is read now
and kept in the file.

  assets-odbc dsn add MyAssets URL=https://your-site.atlassian.net User=you@example.com --secret APIToken
)";

}  // namespace

const CommandSpec& dsnAddCommand() {
    static const CommandSpec spec{
        "dsn add",
        "NAME PROPERTY=VALUE...",
        "enter a data source",
        kDetails,
        {{"--secret", "PROPERTY[=FROM]",
          "a secret to ask for without echo, or to read from env:NAME, file:PATH, cmd:COMMAND or - (standard input)",
          true},
         {"--system", "", "in everybody's odbc.ini instead of your own"},
         {"--driver", "NAME", "name of the driver in odbcinst.ini, or its library (default: Assets)"},
         {"--replace", "", "replace the data source if it is there already"}},
        2,
        kAnyNumber,
        run};
    return spec;
}

}  // namespace assetsodbc::installer
