// The OAuth scopes of Assets on Cloud, in one table: what each is called, what it is about, and what it is for.
// Requests, error messages, sys.scopes, the command line and the documentation all take them from here. Everything is
// constant; the functions are pure.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace assetsodbc::assets {

enum class ScopeKind {
    Granular,  // one object, one kind of access; chosen among the granular scopes of an app or token
    Classic,   // of Jira Service Management as a whole; chosen among the classic scopes
    Standard,  // of OAuth itself, and set in no console
};
enum class ScopeAccess { Read, Write, Delete, Import, Renew };

struct Scope {
    std::string_view name;  // as an authorization server writes it
    ScopeKind kind;
    ScopeAccess access;
    std::string_view object;  // what it is about: "object types"
    std::string_view allows;  // what a token with it may do, a sentence
};

std::string_view nameOf(ScopeKind kind);      // "granular"
std::string_view nameOf(ScopeAccess access);  // "read"

namespace scopes {

inline constexpr Scope kReadObjects = {"read:cmdb-object:jira", ScopeKind::Granular, ScopeAccess::Read, "objects",
                                       "Read objects, their history, references and tickets, and search them."};
inline constexpr Scope kWriteObjects = {"write:cmdb-object:jira", ScopeKind::Granular, ScopeAccess::Write, "objects",
                                        "Create and change objects."};
inline constexpr Scope kDeleteObjects = {"delete:cmdb-object:jira", ScopeKind::Granular, ScopeAccess::Delete, "objects",
                                         "Delete objects."};
inline constexpr Scope kReadSchemas = {"read:cmdb-schema:jira", ScopeKind::Granular, ScopeAccess::Read,
                                       "object schemas", "Read object schemas."};
inline constexpr Scope kWriteSchemas = {"write:cmdb-schema:jira", ScopeKind::Granular, ScopeAccess::Write,
                                        "object schemas", "Create and change object schemas."};
inline constexpr Scope kDeleteSchemas = {"delete:cmdb-schema:jira", ScopeKind::Granular, ScopeAccess::Delete,
                                         "object schemas", "Delete object schemas."};
inline constexpr Scope kReadTypes = {"read:cmdb-type:jira", ScopeKind::Granular, ScopeAccess::Read, "object types",
                                     "Read object types, but not their attributes."};
inline constexpr Scope kWriteTypes = {"write:cmdb-type:jira", ScopeKind::Granular, ScopeAccess::Write, "object types",
                                      "Create and change object types."};
inline constexpr Scope kDeleteTypes = {"delete:cmdb-type:jira", ScopeKind::Granular, ScopeAccess::Delete,
                                       "object types", "Delete object types."};
inline constexpr Scope kReadAttributes = {"read:cmdb-attribute:jira", ScopeKind::Granular, ScopeAccess::Read,
                                          "attributes", "Read the definitions of attributes."};
inline constexpr Scope kWriteAttributes = {"write:cmdb-attribute:jira", ScopeKind::Granular, ScopeAccess::Write,
                                           "attributes", "Create and change the definitions of attributes."};
inline constexpr Scope kDeleteAttributes = {"delete:cmdb-attribute:jira", ScopeKind::Granular, ScopeAccess::Delete,
                                            "attributes", "Delete the definitions of attributes."};
inline constexpr Scope kReadConfig = {"read:cmdb-config:jira", ScopeKind::Granular, ScopeAccess::Read, "configuration",
                                      "Read statuses, kinds of reference, global configuration and usage."};
inline constexpr Scope kWriteConfig = {"write:cmdb-config:jira", ScopeKind::Granular, ScopeAccess::Write,
                                       "configuration", "Create and change statuses and kinds of reference."};
inline constexpr Scope kDeleteConfig = {"delete:cmdb-config:jira", ScopeKind::Granular, ScopeAccess::Delete,
                                        "configuration", "Delete statuses."};
inline constexpr Scope kReadIcons = {"read:cmdb-icon:jira", ScopeKind::Granular, ScopeAccess::Read, "icons",
                                     "Read icons."};
inline constexpr Scope kImport = {"import:import-configuration:cmdb", ScopeKind::Granular, ScopeAccess::Import,
                                  "imports", "Set up imports and run them."};
inline constexpr Scope kFindWorkspace = {"read:servicedesk-request", ScopeKind::Classic, ScopeAccess::Read, "workspace",
                                         "Find the Assets workspace of the site."};
inline constexpr Scope kOfflineAccess = {"offline_access", ScopeKind::Standard, ScopeAccess::Renew, "sign-in",
                                         "Renew the access without a new log-in."};

}  // namespace scopes

// The 18 scopes that requests need, in the order of the documentation, and offline_access last.
const std::array<const Scope*, 19>& allScopes();
// nullptr when Assets has no such scope.
const Scope* findScope(std::string_view name);

// "the granular scope read:cmdb-icon:jira", for messages.
std::string described(const Scope& scope);

// Whether a list of scopes, separated by blanks or commas, has this one.
bool grants(std::string_view granted, const Scope& scope);
// What reading every table needs, separated by blanks: asked for where nobody chose scopes. Without offline_access.
std::string minimumReadScopes();
// The list with offline_access, which makes an authorization server hand out a refresh token.
std::string withOfflineAccess(std::string_view list);

}  // namespace assetsodbc::assets
