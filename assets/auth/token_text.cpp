#include "assets/auth/token_text.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <utility>

#include "assets/http/url.h"
#include "assets/json_request.h"
#include "assets/json_tree.h"
#include "common/error.h"

namespace assetsodbc::assets {

namespace {

using common::Secret;
using std::chrono::duration_cast;
using std::chrono::seconds;

constexpr std::string_view kMagic = "assetsodbc tokens ";
constexpr std::string_view kVersion = "1 ";
constexpr std::size_t kSumDigits = 16;

// FNV-1a: tells damage, and names apart. It protects nothing.
std::string checkSum(std::string_view text) {
    std::uint64_t sum = 14695981039346656037U;
    for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 1099511628211U;
    char digits[kSumDigits + 1];
    std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(sum));
    return digits;
}

std::string withoutSlash(std::string text) {
    while (!text.empty() && text.back() == '/') text.pop_back();
    return text;
}

std::string sumOfSeed(const Secret& seed) {
    return seed.empty() ? "" : checkSum(seed.reveal());
}

// The same for all ways to write one address.
std::string normalized(const std::string& url) {
    const auto origin = originOf(url);
    return origin ? withoutSlash(*origin + pathOf(url)) : url;
}

class Writer {
public:
    Writer() { text_.reserve(kRoom); }  // so that growing leaves no copies of the secrets behind
    void add(std::string_view name, std::string_view value) {
        if (value.empty()) return;
        const Secret quoted(jsonQuoted(value));
        begin(name).append(quoted.reveal());
    }
    void add(std::string_view name, std::int64_t value) { begin(name).append(std::to_string(value)); }
    std::string take() { return std::move(text_.append("}\n")); }

private:
    static constexpr std::size_t kRoom = std::size_t{64} << 10;

    std::string& begin(std::string_view name) {
        text_.append(text_.empty() ? "{" : ",\n ").append("\"").append(name).append("\": ");
        return text_;
    }

    std::string text_;
};

std::int64_t epoch(TokenSet::Time time) {
    return duration_cast<seconds>(time.time_since_epoch()).count();
}

TokenSet::Time timeOf(std::int64_t epochSeconds) {
    return TokenSet::Time(duration_cast<TokenSet::Time::duration>(seconds(epochSeconds)));
}

std::string memberText(const json::Value& root, const char* name) {
    return json::text(root, name);
}

ReadTokens read(const TokenOwner& owner, std::string_view body) {
    const json::Tree tree(body, "the token store");
    ReadTokens result;
    if (!tree.isComplete() || !tree.root().IsObject()) return result;
    const json::Value& root = tree.root();
    const json::Numbers numbers(tree);
    result.owner = {memberText(root, "server"), memberText(root, "site"), memberText(root, "client"),
                    memberText(root, "account"), ""};
    TokenSet& tokens = result.tokens;
    tokens.accessToken = Secret(memberText(root, "access_token"));
    tokens.refreshToken = Secret(memberText(root, "refresh_token"));
    tokens.previousRefreshToken = Secret(memberText(root, "previous_refresh_token"));
    tokens.seed = Secret(memberText(root, "seed"));
    tokens.scope = memberText(root, "scope");
    if (const auto lifetime = numbers.optional(root, "lifetime")) tokens.lifetime = seconds(*lifetime);
    if (const auto end = numbers.optional(root, "expires_at")) tokens.expiresAt = timeOf(*end);
    tokens.rotatedAt = timeOf(numbers.orZero(root, "rotated_at"));
    result.owner.seed = sumOfSeed(tokens.seed);
    result.state = owner.owns(result.owner) ? TokenTextState::Good : TokenTextState::OfAnother;
    return result;
}

}  // namespace

TokenOwner TokenOwner::of(const OAuthSettings& settings) {
    return {normalized(settings.serverUrl()), normalized(settings.siteUrl), settings.clientId, settings.account,
            settings.isSeedKeptApart() ? sumOfSeed(settings.seed()) : ""};
}

std::string TokenOwner::fileName() const {
    std::string host = hostOf(site);
    const auto isPlain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    };
    host.erase(std::remove_if(host.begin(), host.end(), [&](char c) { return !isPlain(c); }), host.end());
    constexpr std::size_t kMost = 100;
    if (host.empty() || host.front() == '.') host.insert(0, "site");
    const std::string all = server + '\n' + site + '\n' + client + '\n' + account;
    return host.substr(0, kMost) + "-" + checkSum(seed.empty() ? all : all + '\n' + seed) + ".tokens";
}

Secret toText(const TokenOwner& owner, const TokenSet& tokens) {
    Writer writer;
    writer.add("server", owner.server);
    writer.add("site", owner.site);
    writer.add("client", owner.client);
    writer.add("account", owner.account);
    writer.add("access_token", tokens.accessToken.reveal());
    writer.add("refresh_token", tokens.refreshToken.reveal());
    writer.add("previous_refresh_token", tokens.previousRefreshToken.reveal());
    writer.add("seed", tokens.seed.reveal());
    writer.add("scope", tokens.scope);
    if (tokens.lifetime) writer.add("lifetime", tokens.lifetime->count());
    if (tokens.expiresAt) writer.add("expires_at", epoch(*tokens.expiresAt));
    writer.add("rotated_at", epoch(tokens.rotatedAt));
    const Secret body(writer.take());
    std::string text;
    text.reserve(kMagic.size() + kVersion.size() + kSumDigits + 1 + body.reveal().size());
    text.append(kMagic).append(kVersion).append(checkSum(body.reveal())).append("\n").append(body.reveal());
    return Secret(std::move(text));
}

ReadTokens fromText(const TokenOwner& owner, std::string_view text) {
    ReadTokens damaged;
    const std::string_view start = text.substr(0, kMagic.size());
    if (start != kMagic) {
        if (kMagic.substr(0, start.size()) != start) damaged.state = TokenTextState::Foreign;
        return damaged;
    }
    text.remove_prefix(kMagic.size());
    const std::size_t head = kVersion.size() + kSumDigits + 1;
    if (text.size() < head || text.substr(0, kVersion.size()) != kVersion || text[head - 1] != '\n') return damaged;
    const std::string_view body = text.substr(head);
    if (checkSum(body) != text.substr(kVersion.size(), kSumDigits)) return damaged;
    try {
        return read(owner, body);
    } catch (const common::Error&) {
        return damaged;
    }
}

}  // namespace assetsodbc::assets
