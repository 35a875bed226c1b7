// The sockets: ports, many connections, TLS, starting and stopping.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdint>
#include <memory>
#include <thread>

#include "tests/simulator/certificates.h"
#include "tests/unit/simulator/simulator_client.h"

namespace assetsodbc::simulator {
namespace {

TEST(HttpServer, TwoSimulatorsGetPortsOfTheirOwn) {
    const auto first = started();
    const auto second = started();
    EXPECT_NE(first->port(), second->port());
}

TEST(HttpServer, RefusesAPortThatIsTaken) {
    const auto first = started();
    SimulatorOptions options;
    options.port = first->port();
    Simulator second(options);
    try {
        second.start();
        FAIL() << "two simulators on one port";
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find(std::to_string(options.port)), std::string::npos);
    }
}

TEST(HttpServer, ServesManyConnectionsAtOnce) {
    const auto simulator = started();
    std::atomic<int> good{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i) {
        threads.emplace_back([&] {
            SimulatorClient client(*simulator);
            client.asCloudUser();
            for (int j = 0; j < 10; ++j) good += client.search("", "maxResults=20").status == 200 ? 1 : 0;
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(good, 160);
    EXPECT_EQ(simulator->requestLog().size(), 160u);
}

// What comes first after these bytes were sent on a connection of their own.
std::string firstAnswerTo(int port, const std::string& bytes) {
    const int connection = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string answer(256, '\0');
    ssize_t got = -1;
    if (::connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
        ::send(connection, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size())) {
        got = ::recv(connection, answer.data(), answer.size(), 0);
    }
    ::close(connection);
    answer.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return answer;
}

TEST(HttpServer, InvitesABodyThatWaitsToBeAskedFor) {
    const auto simulator = started();
    const auto answer = firstAnswerTo(simulator->port(),
                                      "POST /_sim/latency HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
                                      "Expect: 100-continue\r\n\r\n");
    EXPECT_EQ(answer.substr(0, 21), "HTTP/1.1 100 Continue");
}

TEST(HttpServer, StopsWithOpenConnectionsAndStartsAgain) {
    Simulator simulator;
    simulator.start();
    SimulatorClient client(simulator);
    EXPECT_EQ(client.get("/_edge/tenant_info").status, 200);
    simulator.stop();
    EXPECT_EQ(client.get("/_edge/tenant_info").status, 0);
    simulator.start();
    EXPECT_EQ(SimulatorClient(simulator).get("/_edge/tenant_info").status, 200);
}

TEST(HttpServer, SpeaksTls) {
    TestAuthority authority;
    const auto tls = authority.server();
    SimulatorOptions options;
    options.tlsCertificate = tls.certificate;
    options.tlsKey = tls.key;
    const auto simulator = started(options);
    EXPECT_EQ(simulator->url(), "https://127.0.0.1:" + std::to_string(simulator->port()));
    httplib::SSLClient client("127.0.0.1", simulator->port());
    EXPECT_FALSE(client.Get("/_edge/tenant_info")) << "nobody vouches for the certificate";
    client.enable_server_certificate_verification(false);
    const auto answer = client.Get("/_edge/tenant_info");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(SimulatorClient(*simulator).get("/_edge/tenant_info").status, 0) << "plain HTTP on a TLS port";
}

TEST(HttpServer, RefusesCertificatesItCannotUse) {
    SimulatorOptions options;
    options.tlsCertificate = "/no/such/cert.pem";
    options.tlsKey = "/no/such/key.pem";
    Simulator simulator(options);
    EXPECT_THROW(simulator.start(), std::runtime_error);
}

}  // namespace
}  // namespace assetsodbc::simulator
