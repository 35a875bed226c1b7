// An application out of its mind: calls any ODBC function on any handle with any arguments, short of memory that is not
// there, and checks what every answer must keep whatever the call was. The functions are the driver's own, without a
// driver manager in between, which would refuse or crash on much of this itself.
#pragma once

#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "driver/wide_unit.h"
#include "tests/odbc/random_calls/choices.h"
#include "tests/odbc/random_calls/memory.h"

namespace assetsodbc::randomcalls {

enum Group : unsigned {
    kHandles = 1,
    kConnections = 2,
    kAttributes = 4,
    kDescriptors = 8,
    kParameters = 16,
    kExecution = 32,
    kResults = 64,
    kCatalogs = 128,
    kInformation = 256,
    kDiagnostics = 512,
    kEverything = 1023,
};

struct Texts {
    std::vector<std::string> statements;
    std::vector<std::string> queries;      // those that work, without parameters
    std::vector<std::string> parametered;  // those that work, with one to four parameters
    std::vector<std::string> connections;  // connection strings
    std::vector<std::string> names;        // tables, columns, cursors
};

// What is wrong, for the one who runs the calls to report. Throws nothing by itself.
using Complaint = std::function<void(const std::string&)>;

class Caller {
public:
    Caller(Choices& choices, const Texts& texts, Complaint complain);
    // Frees everything that is left.
    ~Caller();
    Caller(const Caller&) = delete;
    Caller& operator=(const Caller&) = delete;

    // One call of a function of the groups, and the checks of its answer.
    void call(unsigned groups = kEverything);
    // Handles that were made elsewhere; they are used, and freed by calls like any other.
    void adopt(SQLSMALLINT kind, SQLHANDLE handle, SQLHANDLE parent);
    // A connection with statements, made as a sane application makes one.
    void connectLegally(driver::WideUnit unit, const std::string& connectionString);
    // How often a function was called, and how often it succeeded.
    struct Count {
        std::uint64_t calls = 0, successes = 0;
    };
    const std::map<std::string, Count>& counts() const { return counts_; }

    // --- what the functions of the table of calls use ---
    Choices& choices;
    Memory memory;
    const Texts& texts;

    // A handle of the kind, mostly; else one of another kind, a freed one, NULL, or garbage.
    SQLHANDLE handle(SQLSMALLINT kind);
    // Only handles that live; SQL_NULL_HANDLE when there is none.
    SQLHANDLE living(SQLSMALLINT kind);
    bool isLiving(SQLSMALLINT kind, SQLHANDLE handle) const;
    void forget(SQLHANDLE handle);  // and what it owns
    void forgetOwnedBy(SQLHANDLE parent);

    // Text in a buffer of exactly its length, with a terminator only where the length says SQL_NTS. Good until the next
    // call.
    struct TextArgument {
        SQLPOINTER text;
        SQLLEN length;
        SQLCHAR* narrow() const { return static_cast<SQLCHAR*>(text); }
        SQLWCHAR* wide() const { return static_cast<SQLWCHAR*>(text); }
        template <class Length>
        Length as() const {
            return static_cast<Length>(length);
        }
    };
    TextArgument narrowText(const std::vector<std::string>& pool);
    // In the wide unit of the handle's application; the length counts units, or bytes.
    TextArgument wideText(SQLHANDLE handle, const std::vector<std::string>& pool, bool inBytes = false);

    // A buffer of exactly `length` bytes, or null. Good until the next call.
    SQLPOINTER buffer(std::size_t length);
    // A result of its own that may be null.
    template <class T>
    T* result() {
        return choices.oneIn(12) ? nullptr : static_cast<T*>(buffer(sizeof(T)));
    }
    SQLSMALLINT capacity();
    SQLPOINTER bufferOf(SQLLEN capacity, std::size_t unit = 1, std::size_t least = 0);

    SQLSMALLINT cType();
    SQLSMALLINT sqlType();
    SQLULEN smallNumber();

    // For a call that left nothing to check.
    void succeeded(std::string_view function);
    // Checks the answer to a call on `handle`, and returns it.
    SQLRETURN answered(std::string_view function, SQLSMALLINT kind, SQLHANDLE handle, SQLRETURN result);

private:
    struct Owned {
        SQLSMALLINT kind;
        SQLHANDLE handle, parent;
    };
    std::string mutated(std::string text);
    void checkDiagnostics(std::string_view function, SQLSMALLINT kind, SQLHANDLE handle, SQLRETURN result);

    Complaint complain_;
    std::vector<Owned> living_;
    std::vector<SQLHANDLE> freed_;
    std::vector<std::vector<char>> buffers_;  // of this call
    bool goesOn_ = false;                     // this call answered SQL_STILL_EXECUTING: its buffers are still in use
    std::vector<std::vector<char>> kept_;     // of such calls
    std::map<std::string, Count> counts_;
};

// One ODBC function with random arguments.
struct Call {
    const char* name;
    unsigned group;
    unsigned weight;
    void (*make)(Caller&);
};
const std::vector<Call>& handleCalls();
const std::vector<Call>& attributeCalls();
const std::vector<Call>& statementCalls();
const std::vector<Call>& catalogCalls();
const std::vector<Call>& legalCalls();
const std::vector<Call>& allCalls();

}  // namespace assetsodbc::randomcalls
