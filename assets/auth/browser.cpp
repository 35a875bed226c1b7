#include "assets/auth/browser.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <initializer_list>
#include <string_view>
#include <thread>
#include <vector>

#include "assets/http/url.h"
#include "common/spawn_files.h"

extern char** environ;  // NOLINT: POSIX declares it nowhere

namespace assetsodbc::assets {

namespace {

bool isSet(const char* variable) {
    const char* const value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

// The program's path; empty when there is none.
std::string programNamed(const std::string& name) {
    const char* const path = std::getenv("PATH");
    std::string_view rest = path == nullptr ? "" : path;
    while (!rest.empty()) {
        const std::string_view folder = rest.substr(0, rest.find(':'));
        rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
        std::string candidate = std::string(folder) + "/" + name;
        if (!folder.empty() && ::access(candidate.c_str(), X_OK) == 0) return candidate;
    }
    return {};
}

// Without our descriptors, and silent. -1 when it cannot be started.
pid_t started(const std::vector<std::string>& command) {
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    for (const int number : {1, 2}) ::posix_spawn_file_actions_addopen(&files, number, "/dev/null", O_WRONLY, 0);
    common::closeDescriptorsFrom(files, 3);
    std::vector<char*> arguments;
    for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));  // NOLINT
    arguments.push_back(nullptr);
    pid_t process = -1;
    const bool failed = ::posix_spawn(&process, arguments.front(), &files, nullptr, arguments.data(), environ) != 0;
    ::posix_spawn_file_actions_destroy(&files);
    return failed ? -1 : process;
}

// Not by blocking: where the program ignores SIGCHLD, that would last until all its children have ended.
void collect(pid_t process) {
    constexpr int kMostTries = 2000;
    for (int tries = 0; tries < kMostTries && ::waitpid(process, nullptr, WNOHANG) == 0; ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

}  // namespace

bool hasDisplay() {
    return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
}

bool openBrowser(const std::string& url) {
    const std::string opener = programNamed("xdg-open");
    if (!hasDisplay() || !originOf(url) || opener.empty()) return false;
    // A browser that runs on is the child of setsid, which ends at once, and not of the application.
    const std::string setsid = programNamed("setsid");
    std::vector<std::string> command = {opener, url};
    if (!setsid.empty()) command.insert(command.begin(), {setsid, "--fork"});
    const pid_t process = started(command);
    if (process < 0) return false;
    collect(process);
    return true;
}

}  // namespace assetsodbc::assets
