#include "tests/simulator/secret_record.h"

#include <fcntl.h>
#include <rapidjson/document.h>
#include <unistd.h>

#include <cstdlib>

namespace assetsodbc::simulator {
namespace {

// Shorter words could stand in a message by chance.
constexpr std::size_t kShortest = 8;
constexpr const char* kBodyMembers[] = {"client_secret", "refresh_token", "code", "access_token"};

std::string decodedBase64(const std::string& text) {
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto at = kAlphabet.find(c);
        if (at == std::string_view::npos) break;
        bits = bits << 6 | static_cast<unsigned>(at);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes.push_back(static_cast<char>(bits >> count & 255));
    }
    return bytes;
}

void recordAuthorization(const std::string& header) {
    const auto blank = header.find(' ');
    if (blank == std::string::npos) return;
    const std::string value = header.substr(blank + 1);
    recordSecret(value);
    if (header.compare(0, blank, "Basic") != 0) return;
    const std::string pair = decodedBase64(value);
    const auto colon = pair.find(':');
    if (colon != std::string::npos) recordSecret(pair.substr(colon + 1));
}

void recordBody(const std::string& body) {
    rapidjson::Document document;
    document.Parse(body.data(), body.size());
    if (document.HasParseError() || !document.IsObject()) return;
    for (const char* name : kBodyMembers) {
        const auto member = document.FindMember(name);
        if (member != document.MemberEnd() && member->value.IsString()) recordSecret(member->value.GetString());
    }
}

}  // namespace

void recordSecret(const std::string& secret) {
    static const char* const file = std::getenv("SECRET_RECORD");
    if (file == nullptr || *file == '\0' || secret.size() < kShortest) return;
    const int descriptor = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return;
    const std::string line = secret + "\n";
    [[maybe_unused]] const auto written = write(descriptor, line.data(), line.size());
    close(descriptor);
}

void recordSecrets(const httplib::Request& request) {
    static const bool isWanted = std::getenv("SECRET_RECORD") != nullptr;
    if (!isWanted) return;
    for (const char* header : {"Authorization", "Proxy-Authorization"}) {
        if (request.has_header(header)) recordAuthorization(request.get_header_value(header));
    }
    if (request.path.find("token") != std::string::npos) recordBody(request.body);
    for (const char* name : kBodyMembers) {
        if (request.has_param(name)) recordSecret(request.get_param_value(name));
    }
}

}  // namespace assetsodbc::simulator
