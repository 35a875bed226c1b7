#include "assets/auth/sign_in_registry.h"

#include <algorithm>

namespace assetsodbc::assets {

SignInRegistry& SignInRegistry::instance() {
    static SignInRegistry registry;
    return registry;
}

std::shared_ptr<OAuthSignIn> SignInRegistry::find(const std::string& key, const common::Secret& secrets) const {
    for (const Entry& entry : entries_)
        if (auto known = entry.weak.lock(); known && entry.key == key && entry.secrets == secrets) return known;
    return nullptr;
}

void SignInRegistry::add(const std::string& key, const common::Secret& secrets,
                         const std::shared_ptr<OAuthSignIn>& signIn, bool isKept) {
    const auto isGone = [](const Entry& entry) { return entry.weak.expired(); };
    entries_.erase(std::remove_if(entries_.begin(), entries_.end(), isGone), entries_.end());
    constexpr std::size_t kMostKept = 100;
    const auto isUnused = [](const Entry& entry) { return entry.kept != nullptr && entry.kept.use_count() == 1; };
    if (entries_.size() >= kMostKept)
        entries_.erase(std::remove_if(entries_.begin(), entries_.end(), isUnused), entries_.end());
    entries_.push_back({key, secrets, signIn, isKept ? signIn : nullptr});
}

}  // namespace assetsodbc::assets
