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
