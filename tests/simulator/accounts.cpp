#include "tests/simulator/accounts.h"

#include <algorithm>

namespace assetsodbc::simulator {
namespace {

bool belongsToCloud(CredentialKind kind) {
    return kind == CredentialKind::ApiToken || kind == CredentialKind::AccessToken;
}

bool usesBasic(CredentialKind kind) {
    return kind == CredentialKind::ApiToken || kind == CredentialKind::Password;
}

std::optional<unsigned> base64Digit(char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<unsigned>(c - 'A');
    if (c >= 'a' && c <= 'z') return static_cast<unsigned>(c - 'a' + 26);
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0' + 52);
    if (c == '+') return 62u;
    if (c == '/') return 63u;
    return std::nullopt;
}

std::optional<std::string> decodeBase64(std::string_view text) {
    while (!text.empty() && text.back() == '=') text.remove_suffix(1);
    std::string out;
    unsigned bits = 0;
    int held = 0;
    for (const char c : text) {
        const auto digit = base64Digit(c);
        if (!digit) return std::nullopt;
        bits = (bits << 6) | *digit;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        out.push_back(static_cast<char>((bits >> held) & 0xFF));
    }
    return out;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

std::optional<Credentials> parseBasic(std::string_view encoded) {
    const auto decoded = decodeBase64(encoded);
    if (!decoded) return std::nullopt;
    const auto colon = decoded->find(':');
    if (colon == std::string::npos) return std::nullopt;
    return Credentials{"Basic", decoded->substr(0, colon), decoded->substr(colon + 1)};
}

}  // namespace

std::vector<Account> demoAccounts() {
    const auto account = [](CredentialKind kind, const char* login, const char* secret) {
        Account made;
        made.kind = kind;
        made.login = login;
        made.secret = secret;
        return made;
    };
    return {account(CredentialKind::ApiToken, "demo@example.com", "demo-token"),
            account(CredentialKind::AccessToken, "", "demo-access-token"),
            account(CredentialKind::PersonalAccessToken, "", "demo-pat"),
            account(CredentialKind::Password, "demo", "demo")};
}

std::optional<Credentials> parseAuthorization(std::string_view header) {
    const auto blank = header.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    const auto scheme = header.substr(0, blank);
    const auto rest = header.substr(blank + 1);
    if (equalsIgnoringCase(scheme, "Basic")) return parseBasic(rest);
    if (equalsIgnoringCase(scheme, "Bearer")) return Credentials{"Bearer", "", std::string(rest)};
    return std::nullopt;
}

const Account* findAccount(const std::vector<Account>& accounts, const Credentials& credentials, bool cloud) {
    const bool basic = credentials.scheme == "Basic";
    const auto found = std::find_if(accounts.begin(), accounts.end(), [&](const Account& account) {
        return belongsToCloud(account.kind) == cloud && usesBasic(account.kind) == basic &&
               account.secret == credentials.secret && (!basic || equalsIgnoringCase(account.login, credentials.login));
    });
    return found == accounts.end() ? nullptr : &*found;
}

}  // namespace assetsodbc::simulator
