#include "assets/auth/redirect_answer.h"

#include <algorithm>
#include <optional>

#include "assets/response_error.h"
#include "common/error.h"

namespace assetsodbc::assets {

namespace {

using common::Error;
using common::ErrorKind;
using common::Secret;

int digitOf(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string decoded(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isEscape =
            text[i] == '%' && i + 2 < text.size() && digitOf(text[i + 1]) >= 0 && digitOf(text[i + 2]) >= 0;
        if (isEscape) {
            plain += static_cast<char>(digitOf(text[i + 1]) * 16 + digitOf(text[i + 2]));
            i += 2;
        } else {
            plain += text[i] == '+' ? ' ' : text[i];
        }
    }
    return plain;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n\"'<>";  // also what mail programs and shells put around addresses
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// The query of an address, or a query alone; nullopt for what is neither.
std::optional<std::string_view> queryIn(std::string_view answer) {
    const std::size_t mark = answer.find('?');
    if (mark != std::string_view::npos) answer.remove_prefix(mark + 1);
    answer = answer.substr(0, answer.find('#'));
    const bool isQuery = mark != std::string_view::npos || answer.rfind("code=", 0) == 0 ||
                         answer.rfind("state=", 0) == 0 || answer.rfind("error=", 0) == 0 ||
                         answer.find("&code=") != std::string_view::npos;
    return isQuery ? std::optional(answer) : std::nullopt;
}

// Takes as long whatever differs.
bool equalInConstantTime(std::string_view a, std::string_view b) {
    unsigned difference = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
    return difference == 0;
}

Error refused(const std::string& code, const std::string& description) {
    std::string words = quotable(code + (description.empty() ? "" : ": " + description));
    const char* const cure = code == "access_denied"
                                 ? "Log in again and allow the access, with an account that may use the site."
                                 : "Check OAuthClientId, CallbackURL and Scope against the settings of the app.";
    return {ErrorKind::AuthenticationFailed, "The log-in was refused: \"" + words + "\". " + cure};
}

Error noCode() {
    return {ErrorKind::AuthenticationFailed,
            "There is no code in the answer of the log-in. Paste the whole address that the browser ended at."};
}

Secret plainCode(std::string_view answer) {
    const auto isOdd = [](char c) { return static_cast<unsigned char>(c) <= 32 || c == 127; };
    if (answer.empty() || answer.find("://") != std::string_view::npos ||
        std::any_of(answer.begin(), answer.end(), isOdd))
        throw noCode();
    return Secret(std::string(answer));
}

Secret codeIn(const std::map<std::string, std::string>& parameters) {
    const auto code = parameters.find("code");
    if (code == parameters.end() || code->second.empty()) throw noCode();
    return Secret(code->second);
}

std::string valueOf(const std::map<std::string, std::string>& parameters, const char* name) {
    const auto found = parameters.find(name);
    return found == parameters.end() ? "" : found->second;
}

void throwIfRefused(const std::map<std::string, std::string>& parameters) {
    const std::string error = valueOf(parameters, "error");
    if (!error.empty()) throw refused(error, valueOf(parameters, "error_description"));
}

}  // namespace

std::map<std::string, std::string> queryParameters(std::string_view query) {
    std::map<std::string, std::string> parameters;
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        if (pair.empty()) continue;
        parameters.emplace(decoded(pair.substr(0, equals)), decoded(pair.substr(std::min(equals + 1, pair.size()))));
    }
    return parameters;
}

bool hasState(std::string_view query, const std::string& state) {
    return equalInConstantTime(valueOf(queryParameters(query), "state"), state);
}

bool isRefusal(std::string_view query) {
    return !valueOf(queryParameters(query), "error").empty();
}

Secret codeFrom(const std::string& answer, const std::string& state, bool mayLackState) {
    const std::string_view text = trimmed(answer);
    const auto query = queryIn(text);
    if (!query && !mayLackState) throw noCode();
    if (!query) return plainCode(text);
    const auto parameters = queryParameters(*query);
    // The state comes first: an answer that is not to our question tells us nothing, not even a refusal.
    if (!equalInConstantTime(valueOf(parameters, "state"), state))
        throw Error(
            ErrorKind::AuthenticationFailed,
            "The answer of the log-in belongs to another log-in (its state differs). Close the other pages, and "
            "log in again.");
    throwIfRefused(parameters);
    return codeIn(parameters);
}

Secret codeFrom(const std::string& answer) {
    const std::string_view text = trimmed(answer);
    const auto query = queryIn(text);
    if (!query) return plainCode(text);
    const auto parameters = queryParameters(*query);
    throwIfRefused(parameters);
    return codeIn(parameters);
}

}  // namespace assetsodbc::assets
