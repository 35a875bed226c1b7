// Through proxies of every kind, past them, and what is told when they refuse.
#include <gtest/gtest.h>

#include <cstdlib>

#include "assets/http/curl_transport.h"
#include "assets/http/proxy_exceptions.h"
#include "common/clock.h"
#include "common/error.h"
#include "tests/simulator/certificates.h"
#include "tests/simulator/server.h"
#include "tests/simulator/test_proxy.h"
#include "tests/unit/assets/fake_transport.h"
#include "tests/unit/assets/loopback_server.h"

namespace assetsodbc::assets {
namespace {

using common::Error;
using common::ErrorKind;
using common::Secret;
using simulator::ProxyAuthentication;
using simulator::ProxyFault;
using simulator::ProxyKind;
using simulator::Simulator;
using simulator::TestAuthority;
using simulator::TestProxy;

constexpr const char* kHost = "site.invalid";  // known to the proxy alone

class Environment {
public:
    Environment(const char* name, const std::string& value) : name_(name) { ::setenv(name, value.c_str(), 1); }
    ~Environment() { ::unsetenv(name_); }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

private:
    const char* name_;
};

class ProxyTest : public ::testing::Test {
protected:
    ProxyTest() {
        Simulator::Options secureOptions;
        secureOptions.tlsCertificate = sites.certificate;
        secureOptions.tlsKey = sites.key;
        secure = std::make_unique<Simulator>(secureOptions);
        secure->start();
        plain.start();
        served.hosts = {{std::string(kHost) + ":443", secure->port()}, {std::string(kHost) + ":80", plain.port()}};
        options.tls.caFile = authority.file();
    }
    void serve() {
        proxy.reset();
        proxy = std::make_unique<TestProxy>(served);
        options.proxy.url = proxy->url();
    }
    Response send(const std::string& scheme) {
        CurlTransport transport(options, common::realClock());
        Request request;
        request.url = scheme + "://" + kHost + "/_edge/tenant_info";
        request.headers = {{"Authorization", "Basic secret"}};
        return transport.send(request, context);
    }
    int ask(const std::string& scheme = "https") { return send(scheme).status; }
    TransportError failure(const std::string& scheme = "https") {
        try {
            ask(scheme);
        } catch (const TransportError& error) {
            EXPECT_EQ(std::string(error.what()).find("geheim"), std::string::npos);
            return error;
        }
        return {ErrorKind::Internal, "nothing was thrown"};
    }
    void expectFailure(const std::string& scheme, std::initializer_list<std::string> words) {
        const TransportError error = failure(scheme);
        EXPECT_EQ(error.kind(), ErrorKind::Unreachable) << error.what();
        for (const std::string& word : words)
            EXPECT_NE(std::string(error.what()).find(word), std::string::npos) << word << " in " << error.what();
    }
    void signIn(const char* user, const char* password) {
        options.proxy.user = user;
        options.proxy.password = Secret(std::string(password));
    }
    std::string address() const { return "127.0.0.1:" + std::to_string(proxy->port()); }

    TestAuthority authority;
    simulator::CertificateFiles sites = authority.server({kHost});
    std::unique_ptr<Simulator> secure;
    Simulator plain;
    simulator::ProxyOptions served;
    std::unique_ptr<TestProxy> proxy;
    CurlOptions options;
    testing::Context context;
};

TEST_F(ProxyTest, HttpsSitesAreReachedThroughATunnelThatShowsTheProxyNothing) {
    serve();
    EXPECT_EQ(ask("https"), 200);
    const auto requests = proxy->requests();
    ASSERT_EQ(requests.size(), 1U);
    EXPECT_EQ(requests[0].method, "CONNECT");
    EXPECT_EQ(requests[0].host, kHost);  // the name, which we need not be able to look up
    EXPECT_FALSE(requests[0].authorization);
}

TEST_F(ProxyTest, HttpSitesAreForwardedOrTunnelled) {
    serve();
    EXPECT_EQ(ask("http"), 200);
    EXPECT_EQ(proxy->requests().at(0).method, "GET");
    proxy->clear();
    options.proxy.sslType = ProxySslType::Tunnel;
    EXPECT_EQ(ask("http"), 200);
    EXPECT_EQ(proxy->requests().at(0).method, "CONNECT");
}

TEST_F(ProxyTest, ServerAndPortMayBeGivenApart) {
    serve();
    options.proxy.url = "127.0.0.1";
    options.proxy.port = static_cast<std::uint16_t>(proxy->port());
    EXPECT_EQ(ask(), 200);
}

TEST_F(ProxyTest, SignsInByBasicAndDigest) {
    served.user = "me";
    served.password = "geheim;}=@:";
    for (const auto& [wanted, scheme] : {std::pair(ProxyAuthentication::Basic, ProxyAuthScheme::Basic),
                                         std::pair(ProxyAuthentication::Digest, ProxyAuthScheme::Digest)}) {
        served.authentication = wanted;
        serve();
        options.proxy.authScheme = scheme;
        signIn("me", "geheim;}=@:");
        for (const char* site : {"http", "https"}) EXPECT_EQ(ask(site), 200);
        EXPECT_TRUE(proxy->requests().back().authenticated);
        signIn("", "");
        options.proxy.url = "http://me:geheim%3B%7D%3D%40%3A@" + address();
        EXPECT_EQ(ask(), 200);
        signIn("me", "geheim?");
        for (const char* site : {"http", "https"})
            expectFailure(site, {address(), "407", kHost, "ProxyUser", "ProxyPassword"});
        options.proxy.authScheme = ProxyAuthScheme::None;
        proxy->clear();
        expectFailure("https", {"407", "ProxyAuthScheme"});
        EXPECT_FALSE(proxy->requests().at(0).proxyAuthorization);
    }
}

TEST_F(ProxyTest, SpeaksNtlmWhereAsked) {
    testing::LoopbackServer server(
        {{"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: NTLM\r\n"
          "Content-Length: 0\r\n\r\n"}});
    options.proxy.url = server.url();
    options.proxy.authScheme = ProxyAuthScheme::Ntlm;
    signIn("DOMAIN\\me", "geheim");
    expectFailure("https", {"407"});
    EXPECT_NE(server.requests().at(0).find("Proxy-Authorization: NTLM TlRM"), std::string::npos)
        << server.requests()[0];
}

TEST_F(ProxyTest, TheProxyItselfIsSpokenToByTlsWhereItsAddressOrThePropertySaysSo) {
    const auto files = authority.server();
    served.tls.certificate = files.certificate;
    served.tls.key = files.key;
    serve();
    EXPECT_EQ(options.proxy.url.substr(0, 8), "https://");
    for (const char* site : {"http", "https"}) EXPECT_EQ(ask(site), 200);
    options.proxy.url = address();
    options.proxy.sslType = ProxySslType::Always;
    EXPECT_EQ(ask(), 200);
    TestAuthority other("Another Authority");
    options.tls.caFile = other.file();
    EXPECT_EQ(failure().kind(), ErrorKind::TlsFailure) << failure().what();
}

TEST_F(ProxyTest, ANamedCertificateIsTheSitesAndNotTheProxys) {
    const auto files = authority.server({"localhost"});
    served.tls.certificate = files.certificate;
    served.tls.key = files.key;
    serve();
    options.proxy.url = "https://localhost:" + std::to_string(proxy->port());
    options.tls.serverCert = authority.server({kHost}).fingerprint;
    EXPECT_EQ(failure().kind(), ErrorKind::TlsFailure);
    EXPECT_NE(std::string(failure().what()).find("SSLServerCert"), std::string::npos) << failure().what();
    EXPECT_FALSE(proxy->requests().empty());  // the proxy was trusted as any server is
    options.tls.serverCert = sites.fingerprint;
    EXPECT_EQ(ask(), 200);
}

// A proxy that is spoken to by TLS, told by name or by number, in the properties or in the environment.
class PinnedSiteTest : public ProxyTest {
protected:
    void serveByTls(const simulator::CertificateFiles& files) {
        served.tls.certificate = files.certificate;
        served.tls.key = files.key;
        serve();
        options.proxy.url = "";
    }
    std::string byName() const { return "https://localhost:" + std::to_string(proxy->port()); }
    // Calls with each way to be told of the proxy.
    template <typename F>
    void eachWay(F check) {
        for (const std::string& url : {byName(), "https://" + address()}) {
            proxy->clear();
            options.proxy.url = url;
            check(url);
            options.proxy.url = "";
            proxy->clear();
            const Environment https("https_proxy", url);
            check(url);
        }
    }
    std::string failureText() {
        const TransportError error = failure();
        EXPECT_EQ(error.kind(), ErrorKind::TlsFailure) << error.what();
        return error.what();
    }
};

TEST_F(PinnedSiteTest, TheProxyIsTrustedAsAnyServerIs) {
    serveByTls(authority.server({"localhost", "127.0.0.1"}));
    options.tls.serverCert = sites.fingerprint;
    eachWay([&](const std::string& url) {
        EXPECT_EQ(ask(), 200) << url;
        EXPECT_EQ(proxy->requests().size(), 1U) << url;
    });
}

TEST_F(PinnedSiteTest, TheProxysCertificateIsNeverTakenForTheSites) {
    const auto proxys = authority.server({"localhost", "127.0.0.1", kHost});
    serveByTls(proxys);
    options.tls.serverCert = proxys.fingerprint;
    eachWay([&](const std::string& url) {
        const std::string text = failureText();
        EXPECT_NE(text.find(sites.fingerprint), std::string::npos) << url << ": " << text;
        EXPECT_EQ(text.find(proxys.fingerprint), std::string::npos) << url << ": " << text;
    });
}

TEST_F(PinnedSiteTest, AProxyThatIsNotTrustedIsNamedAndNotToBePinned) {
    TestAuthority other("Another Authority");
    const auto proxys = other.server({"localhost", "127.0.0.1"});
    serveByTls(proxys);
    for (const std::string& pin : {sites.fingerprint, proxys.fingerprint}) {
        options.tls.serverCert = pin;
        eachWay([&](const std::string& url) {
            const std::string text = failureText();
            EXPECT_NE(text.find("through the proxy " + url.substr(8)), std::string::npos) << text;
            EXPECT_NE(text.find("SSLCAFile"), std::string::npos) << text;
            EXPECT_EQ(text.find(proxys.fingerprint), std::string::npos) << text;
            EXPECT_TRUE(proxy->requests().empty()) << url;
        });
    }
}

TEST_F(PinnedSiteTest, ASiteOfTheProxysOwnNameIsToldApartFromIt) {
    served.hosts = {{"localhost:443", secure->port()}};
    serveByTls(authority.server({"localhost"}));
    options.proxy.url = byName();
    Request request;
    request.url = "https://localhost/_edge/tenant_info";
    options.tls.serverCert = sites.fingerprint;
    EXPECT_EQ(CurlTransport(options, common::realClock()).send(request, context).status, 200);
    options.tls.serverCert = authority.server({"localhost"}).fingerprint;
    EXPECT_THROW(CurlTransport(options, common::realClock()).send(request, context), TransportError);
}

TEST_F(ProxyTest, SocksServersLookNamesUp) {
    for (const ProxyKind kind : {ProxyKind::Socks5, ProxyKind::Socks4}) {
        served.kind = kind;
        serve();
        for (const char* site : {"http", "https"}) EXPECT_EQ(ask(site), 200);
        EXPECT_EQ(proxy->requests().at(0).host, kHost);
    }
}

TEST_F(ProxyTest, SocksServersMayWantASignIn) {
    served.kind = ProxyKind::Socks5;
    served.authentication = ProxyAuthentication::Basic;
    served.user = "me";
    served.password = "geheim";
    serve();
    signIn("me", "geheim");
    EXPECT_EQ(ask(), 200);
    signIn("me", "geheim?");
    expectFailure("https", {"ProxyUser", "ProxyPassword", address()});
    signIn("", "");
    expectFailure("https", {"ProxyUser", address()});
}

TEST_F(ProxyTest, RefusalsAreToldAsTheProxys) {
    for (const char* site : {"http", "https"}) {
        served.fault = ProxyFault::Close;
        serve();
        EXPECT_TRUE(failure(site).connectionLost()) << failure(site).what();
    }
    served.fault = ProxyFault::Refuse;
    serve();
    expectFailure("https", {address(), "403", kHost, "ProxyExceptions"});
    EXPECT_FALSE(failure().connectionLost());
    served.fault = ProxyFault::HtmlPage;
    serve();
    expectFailure("https", {address(), "503", kHost});
    EXPECT_TRUE(failure().connectionLost());
    served.fault = ProxyFault::HtmlSuccess;
    serve();
    EXPECT_EQ(failure().kind(), ErrorKind::TlsFailure);
    served.fault = ProxyFault::None;
    served.hosts.clear();
    serve();
    expectFailure("https", {address(), "502", kHost});
    served.kind = ProxyKind::Socks5;
    serve();
    expectFailure("https", {address(), "ProxyServer"});
}

TEST_F(ProxyTest, AProxyThatIsNotThereIsNamed) {
    serve();
    options.proxy.url = address();
    const std::string gone = address();
    proxy.reset();
    expectFailure("https", {gone, "ProxyServer"});
    options.proxy.url = "no-such-proxy.invalid:3128";
    expectFailure("https", {"no-such-proxy.invalid:3128", "ProxyServer"});
}

TEST_F(ProxyTest, ExceptionsGoPastIt) {
    serve();
    CurlTransport viaProxy(options, common::realClock());
    Request request;
    request.url = plain.url() + "/_edge/tenant_info";
    EXPECT_EQ(viaProxy.send(request, context).status, 200);
    EXPECT_EQ(proxy->requests().size(), 1U);
    options.proxy.exceptions = "*.example.com;127.0.0.*";
    CurlTransport past(options, common::realClock());
    EXPECT_EQ(past.send(request, context).status, 200);
    EXPECT_EQ(proxy->requests().size(), 1U);
}

TEST_F(ProxyTest, TheEnvironmentCountsWhereItMayAndNoOtherIsGiven) {
    serve();
    options.proxy.url = "";
    const Environment https("https_proxy", "http://" + address());
    EXPECT_EQ(ask(), 200);
    EXPECT_EQ(proxy->requests().size(), 1U);
    options.proxy.useEnvironment = false;
    EXPECT_NE(failure().kind(), ErrorKind::Internal);  // nobody else knows the name
    EXPECT_EQ(proxy->requests().size(), 1U);
    options.proxy.url = "http://" + address();
    const Environment none("no_proxy", "*");
    EXPECT_EQ(ask(), 200);  // no_proxy is about the environment's
    EXPECT_EQ(proxy->requests().size(), 2U);
}

TEST_F(ProxyTest, AddressesThatAreNoneAreRefusedWithoutBeingTold) {
    for (const char* wrong :
         {"ftp://me:geheim@proxy", "http://me:geheim@", "http://me:geheim@proxy:99999", "://", "a b"}) {
        options.proxy.url = wrong;
        try {
            CurlTransport(options, common::realClock());
            ADD_FAILURE() << wrong;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
            EXPECT_NE(std::string(error.what()).find("ProxyServer"), std::string::npos);
            EXPECT_EQ(std::string(error.what()).find("geheim"), std::string::npos);
        }
    }
}

TEST_F(ProxyTest, SignInsThatAKindOfProxyDoesNotKnowAreRefused) {
    options.proxy.url = "socks5h://127.0.0.1";
    for (const ProxyAuthScheme scheme : {ProxyAuthScheme::Ntlm, ProxyAuthScheme::Digest}) {
        options.proxy.authScheme = scheme;
        EXPECT_THROW(CurlTransport(options, common::realClock()), Error);
    }
}

TEST(ProxyExceptionsTest, CoverHostsDomainsAndPatterns) {
    const ProxyExceptions exceptions(
        "intranet; *.corp.example,.below.example 10.0.*;host.example:8443;[::1]; A*Z.example");
    for (const char* url : {"https://intranet/x", "https://INTRANET:8080", "http://a.corp.example",
                            "http://a.b.corp.example", "https://x.below.example", "http://10.0.3.4:80/",
                            "https://host.example:8443/", "http://[::1]:80/", "https://abcz.example/"})
        EXPECT_TRUE(exceptions.covers(url)) << url;
    for (const char* url :
         {"https://intranet.example/", "https://corp.example", "https://below.example", "http://110.0.3.4/",
          "https://host.example/", "https://notcorp.example/", "https://az.example.org", "not a url"})
        EXPECT_FALSE(exceptions.covers(url)) << url;
    EXPECT_TRUE(ProxyExceptions("*").covers("https://any.example"));
    EXPECT_FALSE(ProxyExceptions("").covers("https://any.example"));
    EXPECT_FALSE(ProxyExceptions(" ;, ").covers("https://any.example"));
}

}  // namespace
}  // namespace assetsodbc::assets
