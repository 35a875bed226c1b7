#include "sqlengine/local/local_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>

#include "common/error.h"
#include "sqlengine/sqlite_error.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr mode_t kOwnerOnly = 0600;

[[noreturn]] void refuseFile(const std::string& path, const std::string& why) {
    throw common::Error(common::ErrorKind::InvalidArgument,
                        "The file of the local tables (LocalStore=" + path + ") " + why + ".");
}

// What SQLite would say less of; it also keeps a new file from being readable for others. A file that is there is never
// opened and closed here: closing any descriptor of it would drop all locks that this process has on it, those of its
// other connections
// (https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
void requireFile(const std::string& path) {
    static std::mutex creation;  // whoever finds the file there finds it closed
    const std::lock_guard<std::mutex> lock(creation);
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        const int file = errno == ENOENT ? ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly) : -1;
        if (file < 0) refuseFile(path, std::string("cannot be opened for writing: ") + std::strerror(errno));
        ::close(file);
        return;
    }
    if (!S_ISREG(status.st_mode)) refuseFile(path, "is not a regular file");
    if (::access(path.c_str(), R_OK | W_OK) != 0) {
        refuseFile(path, std::string("cannot be opened for writing: ") + std::strerror(errno));
    }
}

std::string hexOf(const std::string& text) {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string hex;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        hex += kDigits[byte >> 4];
        hex += kDigits[byte & 15];
    }
    return hex;
}

void configure(sqlite3* db, int option, int value) {
    requireOk(db, sqlite3_db_config(db, option, value, nullptr), "take its configuration");
}

void harden(sqlite3* db) {
    sqlite3_extended_result_codes(db, 0);
    configure(db, SQLITE_DBCONFIG_DEFENSIVE, 1);
    configure(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
    configure(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
    configure(db, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0);
    configure(db, SQLITE_DBCONFIG_DQS_DML, 0);  // "no_such_column" is an error, not a text
    configure(db, SQLITE_DBCONFIG_DQS_DDL, 0);
    configure(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1);
    sqlite3_limit(db, SQLITE_LIMIT_WORKER_THREADS, 0);
}

DatabaseHandle open(const std::string& name, int flags, const char* vfs) {
    sqlite3* db = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &db, flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, vfs);
    DatabaseHandle handle(db);
    requireOk(db, code, "open the store of the local tables");
    harden(db);
    return handle;
}

DatabaseHandle openFile(const std::string& path) {
    requireFile(path);
    DatabaseHandle handle = open(path, SQLITE_OPEN_CREATE, nullptr);
    // Reads the file for the first time. A log beside it lets others read while one writes.
    const int code = sqlite3_exec(handle.get(),
                                  "PRAGMA cell_size_check = ON; PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL",
                                  nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) return handle;
    const bool isForeign = (code & 0xff) == SQLITE_NOTADB;
    refuseFile(path, isForeign ? "is not an SQLite database, or is encrypted"
                               : std::string("cannot be used: ") + sqlite3_errmsg(handle.get()));
}

}  // namespace

DatabaseHandle openLocalStore(const LocalStore& store) {
    switch (store.kind) {
        case LocalStore::Kind::File:
            return openFile(store.name);
        case LocalStore::Kind::Shared:
            // A name that starts with a slash is one store for the whole process.
            return open("/assetsodbc/" + hexOf(store.name), SQLITE_OPEN_CREATE, "memdb");
        case LocalStore::Kind::Private:
            break;
    }
    return open(":memory:", SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY, nullptr);
}

}  // namespace assetsodbc::sqlengine
