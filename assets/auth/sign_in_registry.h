// The OAuth sign-ins of this process. Those of service accounts are kept, as nothing else remembers their tokens. Used
// under its mutex.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "common/secret.h"

namespace assetsodbc::assets {

class OAuthSignIn;

class SignInRegistry {
public:
    static SignInRegistry& instance();

    std::mutex& mutex() { return mutex_; }
    // nullptr when there is none of this key and these secrets.
    std::shared_ptr<OAuthSignIn> find(const std::string& key, const common::Secret& secrets) const;
    // isKept: also when no connection uses it any more.
    void add(const std::string& key, const common::Secret& secrets, const std::shared_ptr<OAuthSignIn>& signIn,
             bool isKept);

private:
    struct Entry {
        std::string key;
        common::Secret secrets;
        std::weak_ptr<OAuthSignIn> weak;
        std::shared_ptr<OAuthSignIn> kept;
    };
    std::mutex mutex_;
    std::vector<Entry> entries_;
};

}  // namespace assetsodbc::assets
