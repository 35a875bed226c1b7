// Texts in the Secret Service of the desktop (GNOME Keyring, KWallet, KeePassXC), through libsecret, which is loaded
// when first needed: neither building nor running the driver depends on it. Calls may wait for the user to unlock the
// keyring.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "common/secret.h"

namespace assetsodbc::assets {

class SecretService {
public:
    // Throws Error{InvalidArgument} when libsecret is not there; the message names OAuthStorage=File.
    explicit SecretService(const std::string& library = "libsecret-1.so.0");
    ~SecretService();
    SecretService(const SecretService&) = delete;
    SecretService& operator=(const SecretService&) = delete;

    // By the name of the entry. Each throws Error{InvalidArgument} when the service does not answer or refuses.
    std::optional<common::Secret> find(const std::string& name) const;
    void store(const std::string& name, const std::string& label, const common::Secret& text) const;
    bool remove(const std::string& name) const;

private:
    struct Library;
    std::unique_ptr<Library> library_;
};

}  // namespace assetsodbc::assets
