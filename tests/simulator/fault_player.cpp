#include "tests/simulator/fault_player.h"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

#include "tests/simulator/call.h"

namespace assetsodbc::simulator {
namespace {

constexpr const char* kLoginHtml =
    "<!DOCTYPE html>\n<html><head><title>Log in</title></head><body><form id=\"login-form\" action=\"/login.jsp\">"
    "<input name=\"os_username\"><input name=\"os_password\" type=\"password\"></form></body></html>\n";
constexpr const char* kGatewayHtml =
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>"
    "\r\n</html>\r\n";

using JsonValue = rapidjson::Value;
using Allocator = rapidjson::Document::AllocatorType;

std::string retryAfterText(const std::string& setting) {
    static const std::string kDate = "date:";
    if (setting.compare(0, kDate.size(), kDate) != 0) return setting;
    return httpDate(std::chrono::seconds(std::atoi(setting.c_str() + kDate.size())));
}

Reply statusReply(const FaultRule& rule) {
    Reply reply = rule.text.empty() && rule.contentType.empty()
                      ? errorReply(rule.status, "The simulator was told to answer " + std::to_string(rule.status) + ".")
                      : Reply::json(rule.text, rule.status);
    if (!rule.contentType.empty()) reply.contentType = rule.contentType;
    if (rule.retryAfter) reply.headers.emplace_back("Retry-After", retryAfterText(*rule.retryAfter));
    return reply;
}

Reply redirectReply(int status, const std::string& location) {
    Reply reply;
    reply.status = status;
    reply.headers.emplace_back("Location", location);
    return reply;
}

std::optional<Reply> replacementBy(const FaultRule& rule) {
    switch (rule.action) {
        case FaultAction::Status:
            return statusReply(rule);
        case FaultAction::BadGateway:
            return Reply::html(kGatewayHtml, 502);
        case FaultAction::LoginPage:
            return Reply::html(kLoginHtml, 200);
        case FaultAction::LoginRedirect:
            return redirectReply(302, rule.location.empty() ? "/login.jsp" : rule.location);
        case FaultAction::Unauthorized:
            return Reply::json(R"({"code":401,"message":"Unauthorized"})", 401);
        case FaultAction::ScopeMismatch:
            return Reply::json(R"({"code":401,"message":"Unauthorized; scope does not match"})", 401);
        case FaultAction::Forbidden:
            return errorReply(403, "You do not have permission to do this.");
        case FaultAction::NotFound:
            return errorReply(404, "It does not exist any more, or you may not see it.");
        case FaultAction::Redirect:
            return redirectReply(rule.status, rule.location);
        default:
            return std::nullopt;
    }
}

void addUnknownMembers(JsonValue& value, Allocator& allocator) {
    if (value.IsArray()) {
        for (auto& item : value.GetArray()) addUnknownMembers(item, allocator);
    }
    if (!value.IsObject()) return;
    for (auto& member : value.GetObject()) addUnknownMembers(member.value, allocator);
    JsonValue unknown(rapidjson::kObjectType);
    unknown.AddMember("id", "not the id you want", allocator);
    unknown.AddMember("values", JsonValue(rapidjson::kArrayType).PushBack(1.5e300, allocator), allocator);
    value.AddMember("x-unknownField", unknown, allocator);
}

void reverseMembers(JsonValue& value, Allocator& allocator) {
    if (value.IsArray()) {
        for (auto& item : value.GetArray()) reverseMembers(item, allocator);
    }
    if (!value.IsObject()) return;
    JsonValue reversed(rapidjson::kObjectType);
    for (auto member = value.MemberEnd(); member != value.MemberBegin();) {
        --member;
        reverseMembers(member->value, allocator);
        reversed.AddMember(member->name, member->value, allocator);
    }
    value = reversed;
}

void editJson(std::string& body, void (*edit)(JsonValue&, Allocator&)) {
    rapidjson::Document document;
    document.Parse(body.data(), body.size());
    if (document.HasParseError()) return;
    edit(document, document.GetAllocator());
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    document.Accept(writer);
    body.assign(buffer.GetString(), buffer.GetSize());
}

void spoilUtf8(std::string& body) {
    for (const std::string start : {"\"label\":\"", "\"name\":\""}) {
        const auto at = body.find(start);
        if (at == std::string::npos) continue;
        body.insert(at + start.size(), "\xC3\x28");
        return;
    }
}

}  // namespace

std::optional<Reply> replacement(const std::vector<FaultRule>& rules) {
    for (const auto& rule : rules) {
        if (auto reply = replacementBy(rule)) return reply;
    }
    return std::nullopt;
}

bool changesText(const std::vector<FaultRule>& rules) {
    return std::any_of(rules.begin(), rules.end(), [](const FaultRule& rule) {
        return rule.action == FaultAction::TruncateJson || rule.action == FaultAction::InvalidUtf8 ||
               rule.action == FaultAction::ExtraFields || rule.action == FaultAction::ReorderMembers;
    });
}

void distort(const std::vector<FaultRule>& rules, Reply& reply) {
    for (const auto& rule : rules) {
        switch (rule.action) {
            case FaultAction::TruncateJson:
                reply.body.resize(reply.body.size() / 2);
                break;
            case FaultAction::InvalidUtf8:
                spoilUtf8(reply.body);
                break;
            case FaultAction::ExtraFields:
                editJson(reply.body, addUnknownMembers);
                break;
            case FaultAction::ReorderMembers:
                editJson(reply.body, reverseMembers);
                break;
            case FaultAction::AnonymousOk:
                reply.headers.emplace_back("X-Seraph-LoginReason",
                                           rule.text.empty() ? "AUTHENTICATED_FAILED" : rule.text);
                break;
            default:
                break;
        }
    }
}

void arrangeDelivery(const std::vector<FaultRule>& rules, Reply& reply) {
    for (const auto& rule : rules) {
        switch (rule.action) {
            case FaultAction::Trickle:
                reply.delivery.chunkBytes = std::max<std::size_t>(1, rule.chunkBytes);
                reply.delivery.chunkPause = rule.delay;
                break;
            case FaultAction::CutBody:
                reply.delivery.cutAfter = rule.at;
                break;
            case FaultAction::WrongLength:
                reply.delivery.lengthOff = rule.lengthOff;
                break;
            case FaultAction::Drop:
                reply.delivery.drop = true;
                break;
            default:
                break;
        }
    }
}

std::chrono::milliseconds delayOf(const std::vector<FaultRule>& rules) {
    std::chrono::milliseconds total{0};
    for (const auto& rule : rules) {
        if (rule.action == FaultAction::Delay) total += rule.delay;
    }
    return total;
}

std::string namesOf(const std::vector<FaultRule>& rules) {
    std::string names;
    for (const auto& rule : rules) names += (names.empty() ? "" : ",") + rule.name;
    return names;
}

std::string httpDate(std::chrono::seconds ahead) {
    const std::time_t moment = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now() + ahead);
    std::tm parts{};
    gmtime_r(&moment, &parts);
    char text[64];
    std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return text;
}

}  // namespace assetsodbc::simulator
