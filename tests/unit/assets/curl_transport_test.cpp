// libcurl underneath: reuse, bounds, time limits, cancellation, and what breaks connections.
#include "assets/http/curl_transport.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <thread>

#include "common/clock.h"
#include "common/error.h"
#include "tests/simulator/server.h"
#include "tests/unit/assets/fake_transport.h"
#include "tests/unit/assets/loopback_server.h"

namespace assetsodbc::assets {
namespace {

using common::Error;
using common::ErrorKind;
using std::chrono::milliseconds;
using testing::Context;
using testing::LoopbackServer;
using testing::ok;
using testing::WireAnswer;

class CurlTransportTest : public ::testing::Test {
protected:
    static Request get(const std::string& url) {
        Request request;
        request.url = url;
        return request;
    }
    CurlTransport transport() const { return {options, common::realClock()}; }
    TransportError failure(CurlTransport& curl, const std::string& url) {
        try {
            curl.send(get(url), context);
        } catch (const TransportError& error) {
            return error;
        }
        return {ErrorKind::Internal, "nothing was thrown"};
    }

    CurlOptions options;
    Context context;
};

TEST_F(CurlTransportTest, SendsAPostAndReadsStatusHeadersAndBody) {
    LoopbackServer server({{"HTTP/1.1 201 Created\r\nX-One: a b \r\nContent-Length: 2\r\n\r\nhi"}});
    auto curl = transport();
    Request request = get(server.url() + "/p");
    request.method = Method::Post;
    request.query = "a=1";
    request.body = "{\"x\":1}";
    request.headers = {{"Content-Type", "application/json"}, {"Authorization", "Basic abc"}};
    const Response response = curl.send(request, context);
    EXPECT_EQ(response.status, 201);
    EXPECT_EQ(response.body, "hi");
    EXPECT_EQ(response.wireBytes, 2U);
    EXPECT_EQ(response.header("x-ONE"), "a b");
    const std::string sent = server.requests().at(0);
    EXPECT_EQ(sent.substr(0, 22), "POST /p?a=1 HTTP/1.1\r\n");
    EXPECT_NE(sent.find("Authorization: Basic abc\r\n"), std::string::npos);
    EXPECT_NE(sent.find("Accept-Encoding: "), std::string::npos);
    EXPECT_EQ(sent.find("Expect:"), std::string::npos);
    EXPECT_EQ(sent.substr(sent.size() - 7), "{\"x\":1}");
}

TEST_F(CurlTransportTest, KeepsTheConnection) {
    LoopbackServer server({ok("{}")});
    auto curl = transport();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(curl.send(get(server.url()), context).status, 200);
    EXPECT_EQ(server.connections(), 1);
}

TEST_F(CurlTransportTest, HasSeveralRequestsInFlight) {
    LoopbackServer server({ok("{}")});
    auto curl = transport();
    auto first = curl.start(get(server.url() + "/1"), context);
    auto second = curl.start(get(server.url() + "/2"), context);
    EXPECT_EQ(second->wait(context).status, 200);
    EXPECT_EQ(first->wait(context).status, 200);
}

TEST_F(CurlTransportTest, AbandonedRequestsDoNoHarm) {
    LoopbackServer server({{"", false, true}, ok("{}")});
    auto curl = transport();
    curl.start(get(server.url()), context).reset();
    LoopbackServer other({ok("{}")});
    EXPECT_EQ(curl.send(get(other.url()), context).status, 200);
}

TEST_F(CurlTransportTest, FollowsNoRedirection) {
    LoopbackServer server({{"HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n"}});
    auto curl = transport();
    EXPECT_EQ(curl.send(get(server.url()), context).status, 302);
    EXPECT_EQ(server.requests().size(), 1U);
}

TEST_F(CurlTransportTest, InterimHeadersAreNotTheAnswers) {
    LoopbackServer server({{"HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n" + ok("{}").bytes}});
    auto curl = transport();
    const Response response = curl.send(get(server.url()), context);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.header("X-Early"), "");
}

TEST_F(CurlTransportTest, BrokenConnectionsAreToldAsSuch) {
    for (const char* bytes : {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"}) {
        LoopbackServer server({{bytes, true}});
        auto curl = transport();
        const TransportError error = failure(curl, server.url());
        EXPECT_EQ(error.kind(), ErrorKind::Unreachable) << error.what();
        EXPECT_TRUE(error.connectionLost());
    }
}

TEST_F(CurlTransportTest, DamagedCompressionIsABadAnswer) {
    LoopbackServer server({ok("this is no gzip", "Content-Encoding: gzip\r\n")});
    auto curl = transport();
    EXPECT_EQ(failure(curl, server.url()).kind(), ErrorKind::BadResponse);
}

TEST_F(CurlTransportTest, RefusesEndlessBodies) {
    options.longestBody = 1000;
    LoopbackServer server({ok(std::string(1000, 'x')), ok(std::string(1001, 'x'))});
    auto curl = transport();
    EXPECT_EQ(curl.send(get(server.url()), context).body.size(), 1000U);
    const TransportError error = failure(curl, server.url());
    EXPECT_EQ(error.kind(), ErrorKind::BadResponse);
    EXPECT_NE(std::string(error.what()).find("PageSize"), std::string::npos);
}

TEST_F(CurlTransportTest, ARefusedConnectionNamesHostAndCure) {
    std::string url;
    {
        const LoopbackServer server({ok("{}")});
        url = server.url();
    }
    auto curl = transport();
    const TransportError error = failure(curl, url);
    EXPECT_EQ(error.kind(), ErrorKind::Unreachable);
    EXPECT_FALSE(error.connectionLost());
    const std::string text = error.what();
    EXPECT_NE(text.find("127.0.0.1"), std::string::npos);
    EXPECT_NE(text.find("URL"), std::string::npos);
}

TEST_F(CurlTransportTest, AnUnknownHostIsToldApart) {
    auto curl = transport();
    const TransportError error = failure(curl, "http://no-such-host.invalid/");
    EXPECT_EQ(error.kind(), ErrorKind::Unreachable);
    EXPECT_NE(std::string(error.what()).find("resolve"), std::string::npos);
}

TEST_F(CurlTransportTest, ErrorsTellNoCredentialsOfTheProxy) {
    options.proxy.url = "http://user:geheim@127.0.0.1:1";
    auto curl = transport();
    const TransportError error = failure(curl, "http://site.invalid/");
    EXPECT_EQ(error.kind(), ErrorKind::Unreachable);
    EXPECT_EQ(std::string(error.what()).find("geheim"), std::string::npos) << error.what();
}

TEST_F(CurlTransportTest, OtherSchemesAreRefused) {
    auto curl = transport();
    EXPECT_EQ(failure(curl, "file:///etc/hostname").kind(), ErrorKind::InvalidArgument);
}

TEST_F(CurlTransportTest, AMissingCaFileIsNamed) {
    options.tls.caFile = "/no/such/file.pem";
    try {
        transport();
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
        EXPECT_NE(std::string(error.what()).find("SSLCAFile"), std::string::npos);
        EXPECT_NE(std::string(error.what()).find("/no/such/file.pem"), std::string::npos);
    }
}

TEST_F(CurlTransportTest, PlainHttpBehindHttpsIsATlsFailure) {
    LoopbackServer server({{"HTTP/1.1 400 Bad Request\r\n\r\n", true}});
    auto curl = transport();
    std::string url = server.url();
    url.replace(0, 4, "https");
    // The server waits for a request that never ends, or ends the connection; either way there is no TLS.
    context.context.deadline = std::chrono::steady_clock::now() + milliseconds(300);
    try {
        curl.send(get(url), context);
        FAIL();
    } catch (const Error& error) {
        EXPECT_TRUE(error.kind() == ErrorKind::TlsFailure || error.kind() == ErrorKind::Timeout) << error.what();
    }
}

TEST_F(CurlTransportTest, TheTimeoutNamesItself) {
    options.requestTimeout = milliseconds(100);
    LoopbackServer server({{"", false, true}});
    auto curl = transport();
    const TransportError error = failure(curl, server.url());
    EXPECT_EQ(error.kind(), ErrorKind::Timeout);
    EXPECT_NE(std::string(error.what()).find("100 ms"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("Timeout"), std::string::npos);
}

TEST_F(CurlTransportTest, AnAnswerThatTricklesForTooLongIsATimeout) {
    simulator::Simulator server;
    server.start();
    simulator::FaultRule rule = simulator::FaultRule::of(simulator::FaultAction::Trickle);
    rule.chunkBytes = 1;
    rule.delay = milliseconds(20);
    server.faults().add(rule);
    options.requestTimeout = milliseconds(150);
    auto curl = transport();
    const TransportError error = failure(curl, server.url() + "/_edge/tenant_info");
    EXPECT_EQ(error.kind(), ErrorKind::Timeout) << error.what();
    EXPECT_EQ(curl.send(get(server.url() + "/_edge/tenant_info"), context).status, 200);
}

TEST_F(CurlTransportTest, SpeaksToAddressesOfIPv6) {
    LoopbackServer server({ok("{}")}, LoopbackServer::Family::IPv6);
    auto curl = transport();
    EXPECT_EQ(curl.send(get(server.url() + "/x"), context).status, 200);
    EXPECT_NE(server.requests().at(0).find("Host: [::1]:"), std::string::npos);
}

TEST_F(CurlTransportTest, TheApplicationsDeadlineEndsTheWait) {
    LoopbackServer server({{"", false, true}});
    auto curl = transport();
    const auto started = std::chrono::steady_clock::now();
    context.context.deadline = started + milliseconds(100);
    try {
        curl.send(get(server.url()), context);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Timeout);
    }
    EXPECT_LT(std::chrono::steady_clock::now() - started, milliseconds(900));
}

TEST_F(CurlTransportTest, ACancelReturnsAtOnce) {
    LoopbackServer server({{"", false, true}});
    auto curl = transport();
    auto pending = curl.start(get(server.url()), context);
    std::promise<void> isWaiting;
    std::chrono::steady_clock::time_point cancelledAt;
    std::thread other([&] {
        isWaiting.get_future().wait();
        cancelledAt = std::chrono::steady_clock::now();
        context.token.cancel();
    });
    isWaiting.set_value();
    try {
        pending->wait(context);
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Cancelled);
    }
    const auto returnedAt = std::chrono::steady_clock::now();
    pending.reset();
    other.join();
    // Without the wake-up it would take a second; the rest of the margin is for a busy machine.
    EXPECT_LT(returnedAt - cancelledAt, milliseconds(500));
    context.token.reset();
    LoopbackServer next({ok("{}")});
    EXPECT_EQ(curl.send(get(next.url()), context).status, 200);  // the transport still works
}

TEST_F(CurlTransportTest, ACancelledContextStartsNothing) {
    LoopbackServer server({ok("{}")});
    auto curl = transport();
    context.token.cancel();
    EXPECT_THROW(curl.send(get(server.url()), context), Error);
    EXPECT_TRUE(server.requests().empty());
}

}  // namespace
}  // namespace assetsodbc::assets
