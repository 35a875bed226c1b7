// assets-odbc dsn add: enters a data source in odbc.ini.
#include <odbcinst.h>

#include <ostream>

#include "common/config/connection_properties.h"
#include "common/error.h"
#include "installer/command/command.h"
#include "installer/command/dsn_entries.h"
#include "installer/command/secret_input.h"
#include "installer/data_sources.h"
#include "installer/ini_file.h"

namespace assetsodbc::installer {
namespace {

using common::Error;
using common::ErrorKind;

constexpr mode_t kOwnerOnly = 0600, kEverybodyReads = 0644, kOthersRead = 0044;

void requireValidName(const std::string& name) {
    if (SQLValidDSN(name.c_str()) != 0) return;
    throw Error(
        ErrorKind::InvalidArgument,
        "\"" + name +
            "\" cannot be the name of a data source: it must have 1 to 32 characters, none of []{}(),;?*=!@\\.");
}

// "APIToken" or "APIToken=env:NAME"
common::ConnectionAttribute secretEntry(const std::string& option, Terminal& terminal) {
    const std::size_t equals = option.find('=');
    const std::string name = option.substr(0, equals);
    const common::PropertySpec* const property = common::findProperty(name);
    if (property == nullptr || property->secrecy != common::PropertySecrecy::Secret)
        throw UsageError("--secret: there is no secret property \"" + name + "\".");
    const std::string from = equals == std::string::npos ? std::string() : option.substr(equals + 1);
    const common::Secret secret = readSecret(std::string(property->name), from, terminal);
    // What begins like a reference would be taken for one.
    const bool looksLikeReference = isSecretReference(secret.reveal()) || secret.reveal().rfind("text:", 0) == 0;
    return {std::string(property->name), (looksLikeReference ? "text:" : "") + secret.reveal()};
}

common::ConnectionAttributes givenEntries(const Arguments& arguments, Terminal& terminal) {
    auto entries = entriesOf({arguments.operands().begin() + 1, arguments.operands().end()});
    for (const common::ConnectionAttribute& entry : entries) {
        const common::PropertySpec* const property = common::findProperty(entry.keyword);
        const bool isSecret = property != nullptr && property->secrecy == common::PropertySecrecy::Secret;
        if (isSecret && !isSecretReference(entry.value))
            terminal.err << "Warning: " << entry.keyword
                         << " was given on the command line, where other users and the shell's history can see it. "
                            "--secret "
                         << entry.keyword << " asks for it instead.\n";
    }
    for (const std::string& option : arguments.values("--secret")) {
        common::ConnectionAttribute entry = secretEntry(option, terminal);
        if (common::find(entries, entry.keyword) != nullptr) throw UsageError(entry.keyword + " was given twice.");
        entries.push_back(std::move(entry));
    }
    return entries;
}

// Who may read the file from now on.
mode_t modeFor(const IniFile& file, bool isSystem, bool holdsSecret, Terminal& terminal) {
    if (!file.exists()) return isSystem ? kEverybodyReads : kOwnerOnly;
    if (!holdsSecret || (file.mode() & kOthersRead) == 0) return file.mode();
    if (isSystem) return file.mode();
    terminal.err << "Note: " << file.path() << " holds a secret now, and was made readable for you only (0600).\n";
    return kOwnerOnly;
}

void warnAboutReaders(const IniFile& file, bool holdsSecret, Terminal& terminal) {
    if (!holdsSecret || (file.mode() & kOthersRead) == 0) return;
    terminal.err << "Warning: " << file.path()
                 << " holds a secret and can be read by everybody on this machine. Keep the secret elsewhere "
                    "(env:NAME, file:PATH, cmd:COMMAND), or use a data source of your own.\n";
}

int run(const Arguments& arguments, Terminal& terminal) {
    const std::string& name = arguments.operands()[0];
    requireValidName(name);
    const std::string driver = arguments.value("--driver").value_or(kDriverName);
    common::ConnectionAttributes entries = givenEntries(arguments, terminal);
    const CheckedEntries checked = checkedEntries(entries);
    entries.insert(entries.begin(), {"Driver", driver});

    const bool isSystem = arguments.has("--system");
    IniFile file(isSystem ? systemIniFile() : userIniFile());
    const bool isThere = file.section(name).has_value();
    if (isThere && !arguments.has("--replace"))
        throw Error(ErrorKind::InvalidArgument,
                    file.path() + " has a data source [" + name + "] already. --replace puts this one in its place.");
    file.setSection(name, entries);
    file.write(modeFor(file, isSystem, checked.holdsSecret, terminal));
    for (const std::string& warning : checked.warnings) terminal.err << "Warning: " << warning << "\n";
    warnAboutReaders(file, checked.holdsSecret, terminal);
    if (libraryOf(driver).empty())
        terminal.err << "Warning: " << driversIniFile() << " has no driver [" << driver
                     << "]. Enter it with \"assets-odbc-register install\".\n";
    terminal.out << (isThere ? "Replaced" : "Added") << " the data source [" << name << "] in " << file.path() << ".\n";
    return kDone;
}

constexpr std::string_view kDetails =
    R"(Properties are those of the connection string: URL, User, APIToken and so on. A secret may be a reference that is followed
on every connect: APIToken=env:NAME, APIToken=file:PATH, APIToken=cmd:COMMAND. With --secret it is read now and kept in
the file.

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
