#include "assets/scopes.h"

#include <algorithm>

namespace assetsodbc::assets {

namespace {

constexpr std::string_view kSeparators = " \t\r\n,";

}  // namespace

std::string_view nameOf(ScopeKind kind) {
    switch (kind) {
        case ScopeKind::Granular:
            return "granular";
        case ScopeKind::Classic:
            return "classic";
        case ScopeKind::Standard:
            break;
    }
    return "standard";
}

std::string_view nameOf(ScopeAccess access) {
    switch (access) {
        case ScopeAccess::Read:
            return "read";
        case ScopeAccess::Write:
            return "write";
        case ScopeAccess::Delete:
            return "delete";
        case ScopeAccess::Import:
            return "import";
        case ScopeAccess::Renew:
            break;
    }
    return "renew";
}

const std::array<const Scope*, 19>& allScopes() {
    using namespace scopes;
    static constexpr std::array<const Scope*, 19> kAll = {
        &kReadObjects,     &kWriteObjects,     &kDeleteObjects, &kReadSchemas,  &kWriteSchemas,
        &kDeleteSchemas,   &kReadTypes,        &kWriteTypes,    &kDeleteTypes,  &kReadAttributes,
        &kWriteAttributes, &kDeleteAttributes, &kReadConfig,    &kWriteConfig,  &kDeleteConfig,
        &kReadIcons,       &kImport,           &kFindWorkspace, &kOfflineAccess};
    return kAll;
}

const Scope* findScope(std::string_view name) {
    const auto& all = allScopes();
    const auto* const found =
        std::find_if(all.begin(), all.end(), [name](const Scope* scope) { return scope->name == name; });
    return found == all.end() ? nullptr : *found;
}

std::string described(const Scope& scope) {
    return "the " + std::string(nameOf(scope.kind)) + " scope " + std::string(scope.name);
}

bool grants(std::string_view granted, const Scope& scope) {
    while (!granted.empty()) {
        const std::size_t end = std::min(granted.find_first_of(kSeparators), granted.size());
        if (granted.substr(0, end) == scope.name) return true;
        granted.remove_prefix(std::min(end + 1, granted.size()));
    }
    return false;
}

std::string minimumReadScopes() {
    std::string list;
    for (const Scope* scope : allScopes()) {
        if (scope->access != ScopeAccess::Read) continue;
        if (!list.empty()) list += ' ';
        list += scope->name;
    }
    return list;
}

std::string withOfflineAccess(std::string_view list) {
    std::string all(list);
    if (grants(all, scopes::kOfflineAccess)) return all;
    if (!all.empty()) all += ' ';
    return all.append(scopes::kOfflineAccess.name);
}

}  // namespace assetsodbc::assets
