// Whom a connection trusts, what it shows, and that nothing of a request is sent before that is settled.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <thread>

#include "assets/http/curl_transport.h"
#include "common/clock.h"
#include "common/error.h"
#include "tests/simulator/certificates.h"
#include "tests/simulator/server.h"
#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::assets {
namespace {

using common::Error;
using common::ErrorKind;
using common::Secret;
using simulator::CertificateFiles;
using simulator::HandshakeFault;
using simulator::Simulator;
using simulator::TestAuthority;

class TlsTest : public ::testing::Test {
protected:
    TlsTest() { options.tls.caFile = authority.file(); }

    // Where the next server() is to be found.
    Simulator& serve(const CertificateFiles& files) {
        serverOptions.tlsCertificate = files.certificate;
        serverOptions.tlsKey = files.key;
        server = std::make_unique<Simulator>(serverOptions);
        server->start();
        return *server;
    }
    // Status of the answer; throws when there is none.
    int ask() {
        CurlTransport transport(options, common::realClock());
        Request request;
        request.url = server->url() + "/_edge/tenant_info";
        request.headers = {{"Authorization", "Basic secret"}};
        return transport.send(request, context).status;
    }
    TransportError failure() {
        const std::size_t before = server->requestLog().size();
        try {
            ask();
        } catch (const TransportError& error) {
            EXPECT_EQ(server->requestLog().size(), before);
            return error;
        }
        return {ErrorKind::Internal, "nothing was thrown"};
    }
    void expectFailure(std::initializer_list<const char*> words) {
        const TransportError error = failure();
        EXPECT_EQ(error.kind(), ErrorKind::TlsFailure) << error.what();
        for (const char* word : words)
            EXPECT_NE(std::string(error.what()).find(word), std::string::npos) << word << " in " << error.what();
    }
    std::string refusal() {
        try {
            CurlTransport(options, common::realClock());
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
            return error.what();
        }
        return "nothing was thrown";
    }

    TestAuthority authority;
    TestAuthority other{"Another Authority"};
    Simulator::Options serverOptions;
    std::unique_ptr<Simulator> server;
    CurlOptions options;
    testing::Context context;
};

TEST_F(TlsTest, AnUnknownIssuerIsRefusedAndTheCureNamed) {
    serve(authority.server());
    options.tls.caFile = "";
    expectFailure({"127.0.0.1", "SSLCAFile", "SSLServerCert"});
    options.tls.caFile = other.file();
    expectFailure({"127.0.0.1", "SSLCAFile"});
}

TEST_F(TlsTest, TheCaFileOrDirectoryMakesAnIssuerTrusted) {
    serve(authority.server());
    EXPECT_EQ(ask(), 200);
    options.tls.caFile = "";
    options.tls.caDirectory = authority.hashedDirectory();
    EXPECT_EQ(ask(), 200);
    options.tls.caDirectory = other.hashedDirectory();
    expectFailure({"SSLCAFile"});
    options.tls.caFile = authority.file();  // either will do
    EXPECT_EQ(ask(), 200);
}

TEST_F(TlsTest, ADirectoryWithoutHashedNamesIsRefusedAtOnce) {
    options.tls.caFile = "";
    options.tls.caDirectory = std::filesystem::path(authority.file()).parent_path();
    EXPECT_NE(refusal().find("openssl rehash"), std::string::npos) << refusal();
    options.tls.caDirectory = "/no/such/directory";
    EXPECT_NE(refusal().find("SSLCADirectory: the directory \"/no/such/directory\""), std::string::npos) << refusal();
}

TEST_F(TlsTest, ACertificateForAnotherHostIsRefused) {
    serve(authority.serverOfWrongName());
    expectFailure({"for another host", "SSLServerCert"});
}

TEST_F(TlsTest, AnExpiredCertificateIsRefusedAndTheClockBlamedFirst) {
    serve(authority.expiredServer());
    expectFailure({"has expired", "date and time"});
}

TEST_F(TlsTest, ACaFileThatIsNoneIsNamed) {
    serve(authority.server());
    options.tls.caFile = "/etc/hostname";
    expectFailure({"SSLCAFile"});
}

TEST_F(TlsTest, NothingOlderThanTls12IsSpoken) {
    serverOptions.tlsMinimum = "1.0";
    serverOptions.tlsMaximum = "1.1";
    serve(authority.server());
    expectFailure({"TLS 1.2"});
    serverOptions.tlsMinimum = serverOptions.tlsMaximum = "1.2";
    serve(authority.server());
    EXPECT_EQ(ask(), 200);
}

TEST_F(TlsTest, WithoutVerificationAnythingGoesAndTheUserIsWarned) {
    for (const auto& files : {other.server(), authority.serverOfWrongName(), authority.expiredServer()}) {
        serve(files);
        options.tls.verify = false;
        EXPECT_EQ(ask(), 200);
        options.tls.verify = true;
        options.tls.serverCert = "*";
        EXPECT_EQ(ask(), 200);
        options.tls.serverCert = "";
    }
    EXPECT_TRUE(warningsOf(TlsOptions{}).empty());
    TlsOptions off;
    off.verify = false;
    ASSERT_EQ(warningsOf(off).size(), 1U);
    EXPECT_NE(warningsOf(off)[0].find("SSLVerify=false"), std::string::npos);
    TlsOptions star;
    star.serverCert = "*";
    ASSERT_EQ(warningsOf(star).size(), 1U);
    EXPECT_NE(warningsOf(star)[0].find("SSLServerCert=*"), std::string::npos);
}

// -- The server's own certificate, named --

TEST_F(TlsTest, ANamedCertificateIsEnoughWhoeverSignedItAndWhateverItSays) {
    for (const auto& files : {other.server(), other.serverOfWrongName(), other.expiredServer()}) {
        serve(files);
        std::string plain = files.fingerprint;
        plain.erase(std::remove(plain.begin(), plain.end(), ':'), plain.end());
        std::transform(plain.begin(), plain.end(), plain.begin(), [](unsigned char c) { return std::tolower(c); });
        std::ifstream file(files.certificate);
        const std::string pem{std::istreambuf_iterator<char>(file), {}};
        for (const std::string& pin : {files.fingerprint, plain, files.certificate, files.both, pem,
                                       authority.server().fingerprint + ", " + files.fingerprint}) {
            options.tls.serverCert = pin;
            EXPECT_EQ(ask(), 200) << pin;
        }
    }
}

TEST_F(TlsTest, AnyOtherCertificateIsRefusedBeforeARequestIsSentAndTold) {
    const CertificateFiles shown = authority.server();  // that the authority signed it does not help
    for (const char* newest : {"1.2", "1.3"}) {
        serverOptions.tlsMaximum = newest;
        serve(shown);
        for (const std::string& pin : {authority.server().fingerprint, other.server().certificate}) {
            options.tls.serverCert = pin;
            expectFailure({"SSLServerCert", shown.fingerprint.c_str(), "127.0.0.1"});
        }
    }
}

TEST_F(TlsTest, ANamedCertificateCountsWhateverSslVerifySays) {
    const CertificateFiles shown = other.server();
    serve(shown);
    options.tls.verify = false;
    options.tls.serverCert = shown.fingerprint;
    EXPECT_EQ(ask(), 200);
    EXPECT_TRUE(warningsOf(options.tls).empty());
    options.tls.serverCert = authority.server().fingerprint;
    expectFailure({"SSLServerCert", shown.fingerprint.c_str()});
}

TEST_F(TlsTest, PinsThatAreNoneAreRefusedAtOnce) {
    const std::pair<const char*, const char*> wrong[] = {
        {"AB:CD", "64 hex digits"},
        {"da39a3ee5e6b4b0d3255bfef95601890afd80709", "SHA-1"},
        {"/no/such/file.pem", "cannot be read"},
        {"/etc/hostname", "no PEM certificate"},
        {"-----BEGIN CERTIFICATE-----\nxxxx\n-----END CERTIFICATE-----\n", "no PEM certificate"}};
    for (const auto& [pin, words] : wrong) {
        options.tls.serverCert = pin;
        EXPECT_NE(refusal().find(words), std::string::npos) << refusal();
        EXPECT_NE(refusal().find("SSLServerCert"), std::string::npos);
    }
}

// -- Our own certificate --

class ClientCertificateTest : public TlsTest {
protected:
    ClientCertificateTest() {
        serverOptions.tlsClientCa = authority.file();
        serve(authority.server());
    }
    // With TLS 1.3 the server's reason comes after the handshake, and may be overtaken by the end of the connection.
    void expectRefusal() {
        const TransportError error = failure();
        EXPECT_TRUE(error.kind() == ErrorKind::TlsFailure || error.connectionLost()) << error.what();
        for (const char* word : {"client certificate", "SSLClientCert"})
            EXPECT_NE(std::string(error.what()).find(word), std::string::npos) << error.what();
    }
    CertificateFiles mine = authority.client();
};

TEST_F(ClientCertificateTest, AServerThatAsksForOneGetsIt) {
    options.tls.clientCert = mine.certificate;
    options.tls.clientKey = mine.key;
    EXPECT_EQ(ask(), 200);
    options.tls.clientCert = mine.both;
    options.tls.clientKey = "";
    EXPECT_EQ(ask(), 200);
    options.tls.clientCert = mine.certificate;
    options.tls.clientKey = authority.encryptedKey(mine, "geheim;}=");
    options.tls.clientCertPassword = Secret(std::string("geheim;}="));
    EXPECT_EQ(ask(), 200);
    options.tls.clientCert = authority.pkcs12(mine, "geheim");
    options.tls.clientKey = "";
    options.tls.clientCertType = ClientCertType::Pkcs12;
    options.tls.clientCertPassword = Secret(std::string("geheim"));
    EXPECT_EQ(ask(), 200);
}

TEST_F(ClientCertificateTest, WithoutOneTheServersWishIsTold) {
    for (const char* newest : {"1.2", "1.3"}) {
        serverOptions.tlsMaximum = newest;
        serve(authority.server());
        expectRefusal();
    }
}

TEST_F(ClientCertificateTest, ACertificateOfAnotherAuthorityIsNotTaken) {
    const CertificateFiles foreign = other.client();
    options.tls.clientCert = foreign.both;
    for (const char* newest : {"1.2", "1.3"}) {
        serverOptions.tlsMaximum = newest;
        serve(authority.server());
        expectRefusal();
    }
}

TEST_F(ClientCertificateTest, AWrongOrMissingPasswordIsToldAndNeverAskedFor) {
    options.tls.clientCert = mine.certificate;
    options.tls.clientKey = authority.encryptedKey(mine, "geheim");
    for (const char* password : {"", "falsch"}) {
        options.tls.clientCertPassword = Secret(std::string(password));
        expectFailure({"SSLClientCertPassword"});
    }
    options.tls.clientKey = "";
    options.tls.clientCert = authority.pkcs12(mine, "geheim");
    options.tls.clientCertType = ClientCertType::Pkcs12;
    for (const char* password : {"", "falsch"}) {
        options.tls.clientCertPassword = Secret(std::string(password));
        expectFailure({"SSLClientCertPassword"});
        EXPECT_EQ(std::string(failure().what()).find("falsch"), std::string::npos);
    }
}

TEST_F(ClientCertificateTest, FilesThatAreNotThereAreNamedAtOnce) {
    options.tls.clientKey = mine.key;
    EXPECT_NE(refusal().find("SSLClientKey is of no use"), std::string::npos) << refusal();
    options.tls.clientCert = "/no/such.pem";
    EXPECT_NE(refusal().find("SSLClientCert: the file \"/no/such.pem\""), std::string::npos) << refusal();
    options.tls.clientCert = mine.certificate;
    options.tls.clientKey = "/no/such.key";
    EXPECT_NE(refusal().find("SSLClientKey: the file \"/no/such.key\""), std::string::npos) << refusal();
}

// -- Handshakes that go wrong --

TEST_F(TlsTest, AServerThatClosesInTheHandshakeIsWorthAnotherTry) {
    serverOptions.handshakeFault = HandshakeFault::Close;
    serverOptions.handshakeFaultTimes = 1;
    serve(authority.server());
    const TransportError error = failure();
    EXPECT_EQ(error.kind(), ErrorKind::TlsFailure) << error.what();
    EXPECT_TRUE(error.connectionLost()) << error.what();
    EXPECT_EQ(ask(), 200);
}

TEST_F(TlsTest, AServerThatNeverEndsTheHandshakeIsGivenUpInTime) {
    options.requestTimeout = std::chrono::milliseconds(150);
    for (const HandshakeFault fault : {HandshakeFault::Silence, HandshakeFault::Trickle}) {
        serverOptions.handshakeFault = fault;
        serve(authority.server());
        const TransportError error = failure();
        EXPECT_EQ(error.kind(), ErrorKind::Timeout) << error.what();
        EXPECT_NE(std::string(error.what()).find("Timeout"), std::string::npos) << error.what();
    }
}

// The first bytes that a client sends to a server of TLS.
std::string clientHello(const std::function<void(const std::string& url)>& connect) {
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener, generic, length) != 0 || ::listen(listener, 1) != 0 ||
        ::getsockname(listener, generic, &length) != 0)
        throw std::runtime_error("cannot listen on 127.0.0.1");
    std::string hello(4096, '\0');
    std::thread server([&] {
        const int connection = ::accept(listener, nullptr, nullptr);
        hello.resize(static_cast<std::size_t>(std::max<ssize_t>(0, ::recv(connection, hello.data(), hello.size(), 0))));
        ::close(connection);
    });
    connect("https://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/");
    server.join();
    ::close(listener);
    return hello;
}

TEST_F(TlsTest, OffersHttp2AndThenHttp11) {
    const std::string hello = clientHello([this](const std::string& url) {
        CurlTransport transport(options, common::realClock());
        Request request;
        request.url = url;
        EXPECT_THROW(transport.send(request, context), TransportError);
    });
    EXPECT_NE(hello.find("\x02h2\x08http/1.1"), std::string::npos);
}

}  // namespace
}  // namespace assetsodbc::assets
