// TLS of the simulator: certificates of a private authority, client certificates, versions, broken handshakes.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/simulator/certificates.h"
#include "tests/unit/simulator/curl_call.h"
#include "tests/unit/simulator/simulator_client.h"

namespace assetsodbc::simulator {
namespace {

class TlsServer : public testing::Test {
protected:
    std::unique_ptr<Simulator> serving(const CertificateFiles& files, SimulatorOptions options = {}) {
        options.tlsCertificate = files.certificate;
        options.tlsKey = files.key;
        return started(std::move(options));
    }
    static std::string address(const Simulator& simulator) { return simulator.url() + "/_edge/tenant_info"; }
    CurlAnswer callWith(const Simulator& simulator) {
        return CurlCall(address(simulator)).set(CURLOPT_CAINFO, authority.file().c_str()).perform();
    }

    TestAuthority authority;
};

TEST_F(TlsServer, IsVouchedForByItsAuthority) {
    const auto simulator = serving(authority.server());
    EXPECT_EQ(callWith(*simulator).status, 200);
    CurlCall byDirectory(address(*simulator));
    byDirectory.set(CURLOPT_CAINFO, nullptr).set(CURLOPT_CAPATH, authority.hashedDirectory().c_str());
    EXPECT_EQ(byDirectory.perform().status, 200);
    EXPECT_EQ(CurlCall(address(*simulator)).perform().code, CURLE_PEER_FAILED_VERIFICATION);
    const TestAuthority another;
    CurlCall stranger(address(*simulator));
    EXPECT_EQ(stranger.set(CURLOPT_CAINFO, another.file().c_str()).perform().code, CURLE_PEER_FAILED_VERIFICATION);
}

TEST_F(TlsServer, MayHaveAnotherNameOrBeExpired) {
    EXPECT_EQ(callWith(*serving(authority.serverOfWrongName())).code, CURLE_PEER_FAILED_VERIFICATION);
    EXPECT_EQ(callWith(*serving(authority.expiredServer())).code, CURLE_PEER_FAILED_VERIFICATION);
}

TEST_F(TlsServer, DemandsClientCertificatesOfAnAuthority) {
    TestAuthority issuer("Clients");
    SimulatorOptions options;
    options.tlsClientCa = issuer.file();
    const auto simulator = serving(authority.server(), options);
    EXPECT_NE(callWith(*simulator).code, CURLE_OK) << "no certificate";
    TestAuthority strangers;
    const auto call = [&](const std::string& file, const char* type, const std::string& key, const char* password) {
        CurlCall curl(address(*simulator));
        curl.set(CURLOPT_CAINFO, authority.file().c_str()).set(CURLOPT_SSLCERT, file.c_str());
        curl.set(CURLOPT_SSLCERTTYPE, type).set(CURLOPT_KEYPASSWD, password);
        if (!key.empty()) curl.set(CURLOPT_SSLKEY, key.c_str());
        return curl.perform();
    };
    const auto files = issuer.client("alice");
    EXPECT_EQ(call(files.certificate, "PEM", files.key, "").status, 200);
    EXPECT_EQ(call(files.both, "PEM", "", "").status, 200);
    EXPECT_EQ(call(files.certificate, "PEM", issuer.encryptedKey(files, "pass word"), "pass word").status, 200);
    EXPECT_EQ(call(issuer.pkcs12(files, "pass word"), "P12", "", "pass word").status, 200);
    EXPECT_EQ(call(issuer.pkcs12(files, "pass word"), "P12", "", "wrong").code, CURLE_SSL_CERTPROBLEM);
    EXPECT_NE(call(strangers.client().both, "PEM", "", "").code, CURLE_OK);
    ASSERT_EQ(simulator->requestLog().size(), 4u);
    EXPECT_EQ(simulator->requestLog().entries().front().clientCertificate, "alice");
}

TEST_F(TlsServer, TheCertificateOfAClientIsNotTakenFromAHeader) {
    const auto simulator = serving(authority.server());
    CurlCall call(address(*simulator));
    call.set(CURLOPT_CAINFO, authority.file().c_str()).header(std::string(kClientCertificateHeader) + ": mallory");
    EXPECT_EQ(call.perform().status, 200);
    EXPECT_EQ(simulator->requestLog().entries().front().clientCertificate, "");
}

TEST_F(TlsServer, SpeaksTheVersionsItIsTold) {
    SimulatorOptions options;
    options.tlsMinimum = "1.3";
    const auto newest = serving(authority.server(), options);
    EXPECT_EQ(callWith(*newest).status, 200);
    CurlCall old(address(*newest));
    old.set(CURLOPT_CAINFO, authority.file().c_str()).set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_MAX_TLSv1_2});
    EXPECT_EQ(old.perform().code, CURLE_SSL_CONNECT_ERROR);
    options.tlsMinimum = "1.0";
    options.tlsMaximum = "1.1";
    const auto oldest = serving(authority.server(), options);
    CurlCall strict(address(*oldest));
    strict.set(CURLOPT_CAINFO, authority.file().c_str()).set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    EXPECT_EQ(strict.perform().code, CURLE_SSL_CONNECT_ERROR);
    CurlCall lax(address(*oldest));
    lax.set(CURLOPT_CAINFO, authority.file().c_str()).set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_0});
    EXPECT_EQ(lax.set(CURLOPT_SSL_CIPHER_LIST, "DEFAULT@SECLEVEL=0").perform().status, 200);
}

TEST_F(TlsServer, MayBreakTheHandshakeOfTheFirstConnections) {
    SimulatorOptions options;
    options.handshakeFault = HandshakeFault::Close;
    options.handshakeFaultTimes = 1;
    const auto simulator = serving(authority.server(), options);
    EXPECT_EQ(callWith(*simulator).code, CURLE_SSL_CONNECT_ERROR);
    EXPECT_EQ(callWith(*simulator).status, 200);
}

TEST_F(TlsServer, MayNeverFinishTheHandshake) {
    for (const auto fault : {HandshakeFault::Silence, HandshakeFault::Trickle}) {
        SimulatorOptions options;
        options.handshakeFault = fault;
        const auto simulator = serving(authority.server(), options);
        CurlCall call(address(*simulator));
        EXPECT_EQ(call.set(CURLOPT_TIMEOUT_MS, 100L).perform().code, CURLE_OPERATION_TIMEDOUT);
        EXPECT_EQ(simulator->requestLog().size(), 0u);
    }
}

TEST_F(TlsServer, BreaksHandshakesWhileItRuns) {
    const auto simulator = serving(authority.server());
    EXPECT_EQ(callWith(*simulator).status, 200);
    simulator->setHandshakeFault(HandshakeFault::Close, 2);
    EXPECT_EQ(callWith(*simulator).code, CURLE_SSL_CONNECT_ERROR);
    EXPECT_EQ(callWith(*simulator).code, CURLE_SSL_CONNECT_ERROR);
    EXPECT_EQ(callWith(*simulator).status, 200);
    const auto plain = started();
    SimulatorClient client(*plain);
    for (const char* body : {"{}", R"({"fault":"Close","times":0})", R"({"fault":"Explode"})", R"({"what":"Close"})"}) {
        EXPECT_EQ(client.post("/_sim/handshakes", body).status, 400) << body;
    }
    EXPECT_EQ(client.post("/_sim/handshakes", R"({"fault":"Close"})").status, 200);
    EXPECT_EQ(CurlCall(address(*plain)).perform().code, CURLE_GOT_NOTHING) << "without TLS, too";
    EXPECT_EQ(CurlCall(address(*plain)).perform().status, 200);
}

TEST_F(TlsServer, RefusesOptionsThatCannotBe) {
    SimulatorOptions options;
    options.tlsMinimum = "2.0";
    EXPECT_THROW(serving(authority.server(), options), std::runtime_error);
    options.tlsMinimum.clear();
    options.tlsClientCa = "/no/such/file.pem";
    EXPECT_THROW(serving(authority.server(), options), std::runtime_error);
}

TEST_F(TlsServer, CertificatesHaveFingerprints) {
    const auto files = authority.server();
    EXPECT_EQ(files.fingerprint.size(), 32u * 3 - 1);
    EXPECT_NE(files.fingerprint, authority.server().fingerprint);
    std::ifstream file(files.both);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    EXPECT_NE(text.find("BEGIN CERTIFICATE"), std::string::npos);
    EXPECT_NE(text.find("BEGIN PRIVATE KEY"), std::string::npos);
}

}  // namespace
}  // namespace assetsodbc::simulator
