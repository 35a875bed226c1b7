// Where the tokens of a sign-in live between connections and processes: one entry per authorization server, site,
// client and account (or what it began with, see OAuthSettings::isSeedKeptApart), in a file of its own (mode 0600, in a
// directory of mode 0700) that is always replaced as a whole, or in the Secret Service of the desktop. Entries are
// changed only under a lock that all processes and threads share; it goes with the process that holds it. A damaged
// entry is reported, never taken for an empty one. Thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "assets/auth/oauth_settings.h"
#include "assets/auth/token_set.h"

namespace assetsodbc::common {
struct CallContext;
class Clock;
}  // namespace assetsodbc::common

namespace assetsodbc::assets {

class TokenStore {
public:
    // Works out the place; touches nothing. Throws Error{InvalidArgument} when there is no place (no home directory).
    explicit TokenStore(const OAuthSettings& settings);
    ~TokenStore();

    // "the file /home/…" or "the Secret Service", for messages; the same for two stores only if they are one entry.
    std::string place() const;
    // nullopt when nobody has signed in. Throws Error{AuthenticationFailed} for an entry that is damaged, of another
    // sign-in, or readable by others: the message names the place and how to get out.
    std::optional<TokenSet> read() const;
    // A keyring may be unlocked by the user from now on, as with OAuthSettings::mayPrompt. Before others use the store.
    void allowPrompts();
    // Cheap, and another one whenever the entry has changed; empty when there is no entry or nobody can tell.
    std::string stamp() const;

    // Held while an entry is read, refreshed and written.
    class Lock {
    public:
        Lock(Lock&&) noexcept;
        Lock& operator=(Lock&&) noexcept;
        ~Lock();

    private:
        friend class TokenStore;
        struct Held;
        explicit Lock(std::unique_ptr<Held> held);
        std::unique_ptr<Held> held_;
    };

    // Makes the directory where it is missing, waits for others within the limits of the context (and two minutes), and
    // sets room aside, so that a token that was got can be kept. Throws Error{InvalidArgument} where nothing can be
    // written, Timeout, Cancelled.
    Lock lock(const common::CallContext& context, const common::Clock& clock);
    // On the disk when this returns. Throws Error{InvalidArgument}; the old entry is then still there.
    void write(Lock& lock, const TokenSet& tokens);
    // Of a new login: as write(), but also where a damaged entry is in the way.
    void replace(Lock& lock, const TokenSet& tokens);
    // Whether there was an entry, damaged or not.
    bool remove(Lock& lock);
    // Throws where replace() and remove() would, before anybody logs in in vain.
    void requireReplaceable() const;

private:
    class Backend;
    class FileBackend;
    class SecretServiceBackend;
    [[noreturn]] void refuseForeign(const std::string& what) const;

    std::unique_ptr<Backend> backend_;
    std::string loginCommand_;
};

}  // namespace assetsodbc::assets
