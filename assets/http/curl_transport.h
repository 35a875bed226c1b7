// HTTP by libcurl: one multi handle per connection, kept connections, compression, TLS 1.2 or newer, HTTP/2 where the
// server offers it. No redirection is followed and no credential is added here; see transport_stack.h. The time
// that a request may take is counted while somebody waits for it, so that an application that reads slowly does not
// make the page fetched ahead fail. Cancellation wakes the wait at once.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "assets/http/proxy_options.h"
#include "assets/http/tls_options.h"
#include "assets/http/transport.h"

namespace assetsodbc::common {
class Clock;
}

namespace assetsodbc::assets {

struct CurlOptions {
    std::chrono::milliseconds requestTimeout{60000};  // 0 = none
    std::chrono::milliseconds connectTimeout{30000};
    TlsOptions tls;
    ProxyOptions proxy;
    std::string userAgent = "assetsodbc";
    std::size_t longestBody = std::size_t{256} << 20;  // of one answer, decoded
};

class CurlTransport : public Transport {
public:
    // The clock must outlive the transport. Throws Error{InvalidArgument} naming the property for files that cannot be
    // read, an address of a proxy that is none, and what this libcurl cannot do.
    CurlTransport(CurlOptions options, const common::Clock& clock);
    ~CurlTransport() override;
    std::unique_ptr<PendingResponse> start(Request request, const common::CallContext& context) override;

private:
    class Transfer;
    struct Shared;
    std::unique_ptr<Shared> shared_;
};

}  // namespace assetsodbc::assets
