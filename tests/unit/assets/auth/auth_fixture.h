// A directory of its own for each test, and an authorization server in memory: codes, rotating refresh tokens with a
// leeway, and whatever answer a test puts in its way. Thread-safe.
#pragma once

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "assets/auth/oauth_settings.h"
#include "common/error.h"
#include "tests/unit/assets/fake_clock.h"
#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::assets::testing {

inline common::Secret secret(const std::string& text) {
    return common::Secret(text);
}

inline bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// The error that the call throws; a failure of the test when there is none.
template <typename Call>
common::Error errorOfCall(const Call& call) {
    try {
        call();
    } catch (const common::Error& error) {
        return error;
    }
    ADD_FAILURE() << "nothing was thrown";
    return {common::ErrorKind::Internal, ""};
}

class TemporaryFolder {
public:
    TemporaryFolder() {
        char name[] = "/tmp/assets_auth_XXXXXX";
        path_ = ::mkdtemp(name);
    }
    ~TemporaryFolder() { static_cast<void>(std::system(("rm -rf '" + path_ + "'").c_str())); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

inline std::string contentOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void overwrite(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

inline unsigned modeOf(const std::string& path) {
    struct stat status = {};
    return ::lstat(path.c_str(), &status) == 0 ? status.st_mode & 07777 : 0;
}

// The text of a member of a flat JSON object, or of a form.
inline std::string parameterOf(const Request& request, const std::string& name) {
    const std::string json = "\"" + name + "\":\"";
    if (const auto at = request.body.find(json); at != std::string::npos) {
        const auto begin = at + json.size();
        return request.body.substr(begin, request.body.find('"', begin) - begin);
    }
    const std::string form = "&" + request.body;
    const auto at = form.find("&" + name + "=");
    if (at == std::string::npos) return {};
    const auto begin = at + name.size() + 2;
    return form.substr(begin, form.find('&', begin) - begin);
}

class AuthorizationServer {
public:
    Response answerTo(const Request& request) {
        const std::lock_guard lock(mutex_);
        requests.push_back(request);
        if (instead) return instead(request);
        const std::string grant = parameterOf(request, "grant_type");
        if (grant == "refresh_token") return refresh(parameterOf(request, "refresh_token"));
        if (grant == "authorization_code") {
            if (parameterOf(request, "code") != goodCode) return refused();
            goodCode.clear();
        }
        return issue(grant != "client_credentials");
    }
    std::unique_ptr<Transport> transport() {
        return std::make_unique<FakeTransport>([this](const Request& request) { return answerTo(request); });
    }
    // As if somebody had logged in.
    std::string newRefreshToken() {
        const std::lock_guard lock(mutex_);
        current_ = "refresh-" + std::to_string(++count_);
        return current_;
    }
    static Response refused() {
        return answer(403, R"({"error":"invalid_grant","error_description":"Unknown or invalid refresh token."})");
    }

    std::vector<Request> requests;
    std::function<Response(const Request&)> instead;
    std::string goodCode = "code-1";
    std::string expiresIn = "3600";  // as JSON; empty: left out
    bool hasLeeway = true;           // the token before the last is still good
    bool rotates = true;

private:
    Response refresh(const std::string& token) {
        const bool isGood = token == current_ || (hasLeeway && !before_.empty() && token == before_);
        return isGood ? issue(true) : refused();
    }
    Response issue(bool withRefreshToken) {
        const std::string number = std::to_string(++count_);
        std::string body =
            R"({"access_token":"access-)" + number + R"(","token_type":"Bearer","scope":"read:a read:b")";
        if (!expiresIn.empty()) body += R"(,"expires_in":)" + expiresIn;
        if (withRefreshToken && (rotates || current_.empty())) {
            before_ = current_;
            current_ = "refresh-" + number;
            body += R"(,"refresh_token":")" + current_ + "\"";
        }
        return answer(200, body + "}");
    }

    std::mutex mutex_;
    std::string current_, before_;
    int count_ = 0;
};

class AuthTest : public ::testing::Test {
protected:
    AuthTest() {
        settings.siteUrl = "https://demo.atlassian.net";
        settings.clientId = "client-1";
        settings.clientSecret = secret("client-secret-1");
        settings.account = "ann@example.com";
        settings.dataSource = "Assets";
        settings.storeLocation = folder.path() + "/tokens";
    }

    TemporaryFolder folder;
    OAuthSettings settings;
    AuthorizationServer server;
    FakeClock clock;
    Context context;
};

}  // namespace assetsodbc::assets::testing
