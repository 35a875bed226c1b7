// Certificates are always checked: issuer and host name.
#include <gtest/gtest.h>

#include "assets/http/curl_transport.h"
#include "common/clock.h"
#include "common/error.h"
#include "tests/simulator/server.h"
#include "tests/unit/assets/fake_transport.h"
#include "tests/unit/assets/self_signed_certificate.h"

namespace assetsodbc::assets {
namespace {

using common::Error;
using common::ErrorKind;
using testing::SelfSignedCertificate;

// Status of the answer; throws when there is none.
int ask(const SelfSignedCertificate& certificate, const std::string& caFile) {
    simulator::Simulator::Options serverOptions;
    serverOptions.tlsCertificate = certificate.certificateFile();
    serverOptions.tlsKey = certificate.keyFile();
    simulator::Simulator server(serverOptions);
    server.start();
    CurlOptions options;
    options.tls.caFile = caFile;
    CurlTransport transport(options, common::realClock());
    Request request;
    request.url = server.url() + "/_edge/tenant_info";
    testing::Context context;
    return transport.send(request, context).status;
}

ErrorKind failureOf(const SelfSignedCertificate& certificate, const std::string& caFile, std::string& message) {
    try {
        ask(certificate, caFile);
    } catch (const Error& error) {
        message = error.what();
        return error.kind();
    }
    return ErrorKind::Internal;
}

TEST(Tls, AnUnknownIssuerIsRefusedAndTheCureNamed) {
    const SelfSignedCertificate certificate("IP:127.0.0.1");
    std::string message;
    EXPECT_EQ(failureOf(certificate, "", message), ErrorKind::TlsFailure);
    EXPECT_NE(message.find("SSLCAFile"), std::string::npos) << message;
    EXPECT_NE(message.find("127.0.0.1"), std::string::npos) << message;
}

TEST(Tls, TheCaFileMakesAnIssuerTrusted) {
    const SelfSignedCertificate certificate("IP:127.0.0.1");
    EXPECT_EQ(ask(certificate, certificate.certificateFile()), 200);
}

TEST(Tls, ACertificateForAnotherHostIsRefused) {
    const SelfSignedCertificate certificate("DNS:other.example");
    std::string message;
    EXPECT_EQ(failureOf(certificate, certificate.certificateFile(), message), ErrorKind::TlsFailure) << message;
}

TEST(Tls, ACaFileThatIsNoneIsNamed) {
    const SelfSignedCertificate certificate("IP:127.0.0.1");
    std::string message;
    EXPECT_EQ(failureOf(certificate, "/etc/hostname", message), ErrorKind::TlsFailure);
    EXPECT_NE(message.find("SSLCAFile"), std::string::npos) << message;
}

}  // namespace
}  // namespace assetsodbc::assets
