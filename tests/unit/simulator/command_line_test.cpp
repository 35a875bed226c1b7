#include "tests/simulator/command_line.h"

#include <gtest/gtest.h>

namespace assetsodbc::simulator {
namespace {

std::string refusal(const std::vector<std::string>& arguments) {
    try {
        parseCommandLine(arguments);
    } catch (const CommandLineError& error) {
        return error.what();
    }
    return "";
}

TEST(CommandLine, SetsOptionsInBothSpellings) {
    const auto line = parseCommandLine({"--port", "8080", "--objects=50000", "--seed", "7", "--deployment", "dc",
                                        "--context-path", "/jira", "--latency-ms", "150", "--latency-per-object-us",
                                        "20", "--page-cap", "99", "--isLast-text", "--port-file", "p"});
    EXPECT_EQ(line.options.port, 8080);
    EXPECT_EQ(line.options.objects, 50'000u);
    EXPECT_EQ(line.options.seed, 7u);
    EXPECT_EQ(line.options.deployment, ServedDeployment::DataCenter);
    EXPECT_EQ(line.options.contextPath, "/jira");
    EXPECT_EQ(line.options.latency.perRequest, std::chrono::milliseconds(150));
    EXPECT_EQ(line.options.latency.perObject, std::chrono::microseconds(20));
    EXPECT_EQ(line.options.paging.shorterPages, 99);
    EXPECT_EQ(line.options.paging.isLast, EndMarker::Text);
    EXPECT_EQ(line.portFile, "p");
    EXPECT_FALSE(line.help);
}

TEST(CommandLine, AddsCredentialsWithScopes) {
    const auto line =
        parseCommandLine({"--token", "me@x.org:secret=read:a,read:b", "--token", "bearer", "--pat", "u:p"});
    const auto& accounts = line.options.accounts;
    const auto& first = accounts[demoAccounts().size()];
    EXPECT_EQ(first.kind, CredentialKind::ApiToken);
    EXPECT_EQ(first.login, "me@x.org");
    EXPECT_EQ(first.secret, "secret");
    EXPECT_EQ(first.scopes, (std::set<std::string>{"read:a", "read:b"}));
    EXPECT_EQ(accounts[demoAccounts().size() + 1].kind, CredentialKind::AccessToken);
    EXPECT_EQ(accounts.back().kind, CredentialKind::Password);
}

TEST(CommandLine, SetsUpTlsAProxyAndTheAuthorizationServers) {
    const auto line = parseCommandLine({"--tls-cert",
                                        "c.pem",
                                        "--tls-key",
                                        "k.pem",
                                        "--tls-client-ca",
                                        "ca.pem",
                                        "--tls-min",
                                        "1.2",
                                        "--tls-max",
                                        "1.3",
                                        "--handshake-fault",
                                        "trickle",
                                        "--handshake-fault-times",
                                        "2",
                                        "--proxy",
                                        "socks5",
                                        "--proxy-host",
                                        "api.atlassian.com:443",
                                        "--proxy-host",
                                        "other.example=8080",
                                        "--proxy-auth",
                                        "digest-sha256",
                                        "--proxy-user",
                                        "me:pass:word",
                                        "--proxy-tls",
                                        "--proxy-port-file",
                                        "pp",
                                        "--oauth-callback",
                                        "http://localhost:*",
                                        "--access-token-seconds",
                                        "5",
                                        "--site-url",
                                        "https://example.atlassian.net"});
    EXPECT_EQ(line.options.tlsClientCa, "ca.pem");
    EXPECT_EQ(line.options.tlsMinimum, "1.2");
    EXPECT_EQ(line.options.tlsMaximum, "1.3");
    EXPECT_EQ(line.options.handshakeFault, HandshakeFault::Trickle);
    EXPECT_EQ(line.options.handshakeFaultTimes, 2);
    const auto& proxy = *line.options.proxy;
    EXPECT_EQ(proxy.kind, ProxyKind::Socks5);
    EXPECT_EQ(proxy.hosts, (std::map<std::string, int>{{"api.atlassian.com:443", 0}, {"other.example", 8080}}));
    EXPECT_EQ(proxy.authentication, ProxyAuthentication::Digest);
    EXPECT_EQ(proxy.digestAlgorithm, "SHA-256");
    EXPECT_EQ(proxy.user, "me");
    EXPECT_EQ(proxy.password, "pass:word");
    EXPECT_EQ(proxy.tls.certificate, "c.pem");
    EXPECT_EQ(line.proxyPortFile, "pp");
    EXPECT_EQ(line.options.oauth.clients.front().redirectUris.back(), "http://localhost:*");
    EXPECT_EQ(line.options.oauth.accessTokenSeconds, 5);
    EXPECT_EQ(line.options.oauth.siteUrl, "https://example.atlassian.net");
    EXPECT_EQ(refusal({"--proxy", "http", "--proxy-tls"}), "--proxy-tls needs --proxy and --tls-cert");
    EXPECT_EQ(refusal({"--tls-client-ca", "x"}), "--tls-client-ca needs --tls-cert and --tls-key");
}

TEST(CommandLine, RefusesWithTheOptionAndTheReason) {
    EXPECT_EQ(refusal({"--nonsense"}), "there is no option '--nonsense'; --help lists all");
    EXPECT_EQ(refusal({"--port"}), "--port needs a value: P");
    EXPECT_EQ(refusal({"--port", "70000"}), "--port: '70000' must be a whole number from 0 to 65535");
    EXPECT_EQ(refusal({"--objects", "12x"}).substr(0, 10), "--objects:");
    EXPECT_EQ(refusal({"--deployment", "moon"}), "--deployment: 'moon' must be one of cloud, dc, both");
    EXPECT_EQ(refusal({"--isLast-text=yes"}), "--isLast-text takes no value");
    EXPECT_EQ(refusal({"--tls-cert", "a.pem"}), "--tls-cert and --tls-key belong together");
    EXPECT_EQ(refusal({"--context-path", "jira"}), "--context-path: 'jira' must look like /jira");
}

TEST(CommandLine, HelpNamesTheDemoCredentials) {
    EXPECT_TRUE(parseCommandLine({"--help"}).help);
    for (const char* part : {"demo@example.com", "demo-token", "demo-pat", "--objects N", "/_sim/faults"}) {
        EXPECT_NE(helpText().find(part), std::string::npos) << part;
    }
}

}  // namespace
}  // namespace assetsodbc::simulator
