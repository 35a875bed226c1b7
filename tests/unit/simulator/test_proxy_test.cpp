// The test proxy, spoken to by libcurl.
#include "tests/simulator/test_proxy.h"

#include <gtest/gtest.h>

#include "tests/simulator/certificates.h"
#include "tests/unit/simulator/curl_call.h"
#include "tests/unit/simulator/simulator_client.h"

namespace assetsodbc::simulator {
namespace {

constexpr const char* kPath = "/_edge/tenant_info";

class Proxy : public testing::Test {
protected:
    Proxy() {
        tls = authority.server({"api.atlassian.com", "example.atlassian.net"});
        SimulatorOptions options;
        plain = started(options);
        options.tlsCertificate = tls.certificate;
        options.tlsKey = tls.key;
        secure = started(options);
    }
    ProxyOptions options(ProxyKind kind = ProxyKind::Http) {
        ProxyOptions made;
        made.kind = kind;
        made.hosts = {{"api.atlassian.com:443", secure->port()},
                      {"example.atlassian.net:443", secure->port()},
                      {"plain.example", plain->port()}};
        return made;
    }
    static ProxyOptions guarded(ProxyOptions made, ProxyAuthentication authentication) {
        made.authentication = authentication;
        made.user = "someone";
        made.password = "let me in";
        return made;
    }
    CurlAnswer through(const TestProxy& proxy, const std::string& url, const char* login = nullptr,
                       long schemes = CURLAUTH_BASIC) {
        CurlCall call(url);
        call.set(CURLOPT_CAINFO, authority.file().c_str()).set(CURLOPT_PROXY, proxy.url().c_str());
        call.set(CURLOPT_PROXY_CAINFO, authority.file().c_str());
        if (login != nullptr) call.set(CURLOPT_PROXYUSERPWD, login).set(CURLOPT_PROXYAUTH, schemes);
        return call.header("Authorization: Bearer of-the-site").perform();
    }
    const std::string secureUrl = std::string("https://api.atlassian.com") + kPath;
    const std::string plainUrl = std::string("http://plain.example") + kPath;

    TestAuthority authority;
    CertificateFiles tls;
    std::unique_ptr<Simulator> plain;
    std::unique_ptr<Simulator> secure;
};

TEST_F(Proxy, TunnelsToTheSimulatorThatPlaysAHost) {
    const TestProxy proxy(options());
    const auto answer = through(proxy, secureUrl);
    EXPECT_EQ(answer.status, 200) << curl_easy_strerror(answer.code);
    EXPECT_EQ(answer.proxyStatus, 200);
    EXPECT_NE(answer.body.find("cloudId"), std::string::npos);
    ASSERT_EQ(proxy.requests().size(), 1u);
    const auto request = proxy.requests().front();
    EXPECT_EQ(request.method, "CONNECT");
    EXPECT_EQ(request.host, "api.atlassian.com");
    EXPECT_EQ(request.port, 443);
    EXPECT_FALSE(request.authorization) << "what is inside a tunnel is not for the proxy";
    EXPECT_EQ(secure->requestLog().entries().front().host, "api.atlassian.com");
}

TEST_F(Proxy, ForwardsRequestsAndSeesTheirHeaders) {
    const TestProxy proxy(options());
    const auto answer = through(proxy, plainUrl);
    EXPECT_EQ(answer.status, 200);
    EXPECT_NE(answer.body.find("cloudId"), std::string::npos);
    const auto request = proxy.requests().front();
    EXPECT_EQ(request.method, "GET");
    EXPECT_EQ(request.target, plainUrl);
    EXPECT_TRUE(request.authorization);
    const auto arrived = plain->requestLog().entries().front();
    EXPECT_EQ(arrived.target, kPath);
    EXPECT_EQ(arrived.host, "plain.example");
    EXPECT_EQ(arrived.authScheme, "Bearer");
}

TEST_F(Proxy, ForwardsBodies) {
    const TestProxy proxy(options());
    CurlCall call(std::string("http://plain.example") + plain->cloudUrl().substr(plain->url().size()) + "/object/aql");
    const std::string body = R"({"qlQuery":")" + std::string(20'000, ' ') + "\"}";
    call.set(CURLOPT_PROXY, proxy.url().c_str()).set(CURLOPT_POSTFIELDS, body.c_str());
    call.header("Content-Type: application/json").header("Expect:");
    EXPECT_EQ(call.set(CURLOPT_USERPWD, "demo@example.com:demo-token").perform().status, 200);
    EXPECT_EQ(plain->requestLog().entries().front().body, body);
}

TEST_F(Proxy, ReachesNothingThatIsNotMapped) {
    const TestProxy proxy(options());
    EXPECT_EQ(through(proxy, "http://unknown.example/").status, 502);
    EXPECT_EQ(through(proxy, "https://api.atlassian.com:8443/").proxyStatus, 502);
    EXPECT_EQ(proxy.hostsAskedFor(), (std::set<std::string>{"unknown.example:80", "api.atlassian.com:8443"}));
    EXPECT_EQ(through(proxy, plain->url() + kPath).status, 200) << "its own machine needs no entry";
}

TEST_F(Proxy, AsksForCredentials) {
    struct Case {
        ProxyAuthentication authentication;
        const char* algorithm;
        long scheme;
    };
    for (const Case& tried : {Case{ProxyAuthentication::Basic, "MD5", CURLAUTH_BASIC},
                              Case{ProxyAuthentication::Digest, "MD5", CURLAUTH_DIGEST},
                              Case{ProxyAuthentication::Digest, "SHA-256", CURLAUTH_DIGEST}}) {
        auto wanted = guarded(options(), tried.authentication);
        wanted.digestAlgorithm = tried.algorithm;
        TestProxy proxy(wanted);
        EXPECT_EQ(through(proxy, plainUrl).status, 407);
        EXPECT_EQ(through(proxy, secureUrl).proxyStatus, 407);
        EXPECT_EQ(through(proxy, secureUrl, "someone:wrong", tried.scheme).proxyStatus, 407);
        proxy.clear();
        EXPECT_EQ(through(proxy, secureUrl, "someone:let me in", tried.scheme).status, 200) << tried.algorithm;
        EXPECT_EQ(through(proxy, plainUrl, "someone:let me in", tried.scheme).status, 200) << tried.algorithm;
        EXPECT_TRUE(proxy.requests().back().authenticated);
        EXPECT_TRUE(proxy.requests().back().proxyAuthorization);
    }
}

TEST_F(Proxy, MayAskForWhatNobodyHereCanGive) {
    for (const auto& [scheme, name] :
         {std::pair(ProxyAuthentication::Negotiate, "Negotiate"), std::pair(ProxyAuthentication::Ntlm, "NTLM")}) {
        const TestProxy proxy(guarded(options(), scheme));
        httplib::Client client("127.0.0.1", plain->port());
        client.set_proxy("127.0.0.1", proxy.port());
        const auto answer = client.Get(kPath);
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 407);
        EXPECT_EQ(answer->get_header_value("Proxy-Authenticate"), name);
        EXPECT_EQ(through(proxy, secureUrl, "someone:let me in", CURLAUTH_ANY).proxyStatus, 407);
    }
}

TEST_F(Proxy, SpeaksTlsItself) {
    auto wanted = options();
    const auto own = authority.server();
    wanted.tls.certificate = own.certificate;
    wanted.tls.key = own.key;
    const TestProxy proxy(wanted);
    EXPECT_EQ(proxy.url(), "https://127.0.0.1:" + std::to_string(proxy.port()));
    EXPECT_EQ(through(proxy, secureUrl).status, 200) << "TLS in TLS";
    EXPECT_EQ(through(proxy, plainUrl).status, 200);
}

TEST_F(Proxy, SpeaksSocks5WithAndWithoutAPassword) {
    const TestProxy open(options(ProxyKind::Socks5));
    EXPECT_EQ(through(open, secureUrl).status, 200);
    EXPECT_EQ(open.requests().front().method, "SOCKS5");
    EXPECT_EQ(open.requests().front().host, "api.atlassian.com");
    EXPECT_EQ(through(open, "http://unknown.example/").code, CURLE_PROXY);
    const TestProxy closed(guarded(options(ProxyKind::Socks5), ProxyAuthentication::Basic));
    EXPECT_EQ(through(closed, secureUrl).code, CURLE_PROXY);
    EXPECT_EQ(through(closed, secureUrl, "someone:wrong").code, CURLE_PROXY);
    EXPECT_EQ(through(closed, secureUrl, "someone:let me in").status, 200);
    EXPECT_TRUE(closed.requests().back().authenticated);
}

TEST_F(Proxy, SpeaksSocks4) {
    const TestProxy proxy(options(ProxyKind::Socks4));
    EXPECT_EQ(through(proxy, secureUrl).status, 200);
    EXPECT_EQ(proxy.requests().front().method, "SOCKS4");
    EXPECT_EQ(proxy.requests().front().host, "api.atlassian.com");
    const TestProxy closed(guarded(options(ProxyKind::Socks4), ProxyAuthentication::Basic));
    EXPECT_EQ(through(closed, secureUrl).code, CURLE_PROXY);
    EXPECT_EQ(through(closed, secureUrl, "someone:").status, 200);
}

TEST_F(Proxy, ASocksClientThatLooksNamesUpItselfShowsAnAddress) {
    const TestProxy proxy(options(ProxyKind::Socks5));
    CurlCall call(plain->url() + kPath);
    call.set(CURLOPT_PROXY, ("socks5://127.0.0.1:" + std::to_string(proxy.port())).c_str());
    EXPECT_EQ(call.perform().status, 200);
    EXPECT_EQ(proxy.requests().front().host, "127.0.0.1");
}

TEST_F(Proxy, MayAnswerSomethingElse) {
    TestProxy proxy(options());
    const auto with = [&](ProxyFault fault, const std::string& url) {
        proxy.configure([&](ProxyOptions& changed) { changed.fault = fault; });
        CurlCall call(url);
        call.set(CURLOPT_CAINFO, authority.file().c_str()).set(CURLOPT_PROXY, proxy.url().c_str());
        if (fault == ProxyFault::Silence) call.set(CURLOPT_TIMEOUT_MS, 100L);
        return call.perform();
    };
    const auto page = with(ProxyFault::HtmlPage, plainUrl);
    EXPECT_EQ(page.status, 503);
    EXPECT_NE(page.body.find("<html>"), std::string::npos);
    EXPECT_EQ(with(ProxyFault::HtmlPage, secureUrl).proxyStatus, 503);
    EXPECT_EQ(with(ProxyFault::HtmlSuccess, plainUrl).status, 200);
    EXPECT_EQ(with(ProxyFault::HtmlSuccess, secureUrl).code, CURLE_SSL_CONNECT_ERROR);
    EXPECT_EQ(with(ProxyFault::Refuse, secureUrl).proxyStatus, 403);
    EXPECT_NE(with(ProxyFault::Close, secureUrl).code, CURLE_OK);
    EXPECT_EQ(with(ProxyFault::Silence, secureUrl).code, CURLE_OPERATION_TIMEDOUT);
    EXPECT_EQ(with(ProxyFault::None, secureUrl).status, 200);
    EXPECT_EQ(secure->requestLog().size(), 1u);
}

TEST_F(Proxy, GoesAwayWithItsConnectionsOpen) {
    auto proxy = std::make_unique<TestProxy>(options());
    httplib::Client client("127.0.0.1", plain->port());
    client.set_proxy("127.0.0.1", proxy->port());
    client.set_keep_alive(true);
    EXPECT_EQ(client.Get(kPath)->status, 200);
    proxy.reset();
    EXPECT_FALSE(client.Get(kPath));
}

TEST(SimulatorWithProxy, OwnsItAndTellsOfIt) {
    SimulatorOptions options;
    options.proxy.emplace();
    options.proxy->hosts = {{"example.atlassian.net", 0}};
    const auto simulator = started(options);
    CurlCall call(std::string("http://Example.Atlassian.net") + kPath);
    EXPECT_EQ(call.set(CURLOPT_PROXY, simulator->proxy().url().c_str()).perform().status, 200);
    SimulatorClient client(*simulator);
    const auto told = client.get("/_sim/proxy").json();
    EXPECT_EQ(told["port"].GetInt(), simulator->proxy().port());
    EXPECT_STREQ(told["requests"][0]["host"].GetString(), "Example.Atlassian.net");
    EXPECT_EQ(client.post("/_sim/proxy", R"({"fault":"Refuse"})").status, 200);
    EXPECT_EQ(call.perform().status, 403);
    EXPECT_EQ(client.post("/_sim/proxy", R"({"fault":"Explode"})").status, 400);
    client.remove("/_sim/proxy");
    EXPECT_TRUE(simulator->proxy().requests().empty());
    const auto without = started();
    EXPECT_EQ(SimulatorClient(*without).get("/_sim/proxy").status, 400);
    EXPECT_THROW(without->proxy(), std::runtime_error);
}

}  // namespace
}  // namespace assetsodbc::simulator
