// Texts in the Secret Service of the desktop (GNOME Keyring, KWallet, KeePassXC), through libsecret, which is loaded
// when first needed: neither building nor running the driver depends on it.
//
// With Prompting::Allowed a call may wait for the user to unlock the keyring, as long as that takes: neither a
// cancellation nor a deadline ends it, only the user or the keyring does. With Prompting::Forbidden nobody is asked:
// what a locked keyring holds is an error, and a call only waits for the service's answers on the session bus.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "common/secret.h"

namespace assetsodbc::assets {

class SecretService {
public:
    enum class Prompting { Forbidden, Allowed };

    // Throws Error{InvalidArgument} when libsecret is not there; the message names OAuthStorage=File.
    explicit SecretService(Prompting prompting, const std::string& library = "libsecret-1.so.0");
    ~SecretService();
    void allowPrompts() { prompting_ = Prompting::Allowed; }
    SecretService(const SecretService&) = delete;
    SecretService& operator=(const SecretService&) = delete;

    // By the name of the entry. Each throws Error{InvalidArgument} when the service does not answer or refuses.
    std::optional<common::Secret> find(const std::string& name) const;
    void store(const std::string& name, const std::string& label, const common::Secret& text) const;
    bool remove(const std::string& name) const;

private:
    struct Library;
    std::optional<common::Secret> findUnlocked(const std::string& name) const;
    void requireUnlockedCollection() const;

    Prompting prompting_;
    std::unique_ptr<Library> library_;
};

}  // namespace assetsodbc::assets
