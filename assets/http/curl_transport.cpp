#include "assets/http/curl_transport.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <utility>

#include "assets/http/curl_errors.h"
#include "assets/http/curl_handles.h"
#include "assets/http/curl_proxy.h"
#include "assets/http/curl_tls.h"
#include "assets/http/url.h"
#include "common/call_context.h"
#include "common/clock.h"
#include "common/secret.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

namespace {

using common::Error;
using common::ErrorKind;
using std::chrono::milliseconds;

constexpr milliseconds kLongestPoll{1000};

void require(CURLMcode code) {
    if (code == CURLM_OK) return;
    throw Error(code == CURLM_OUT_OF_MEMORY ? ErrorKind::OutOfMemory : ErrorKind::Internal,
                std::string("The HTTP library failed: ") + curl_multi_strerror(code) + ".");
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const auto first = text.find_first_not_of(kBlank);
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::string seconds(milliseconds duration) {
    const auto count = duration.count();
    return count % 1000 == 0 ? std::to_string(count / 1000) + " s" : std::to_string(count) + " ms";
}

}  // namespace

struct CurlTransport::Shared {
    CurlOptions options;
    const common::Clock& clock;
    CurlProxy proxy;
    CurlTls tls;
    CurlMulti multi;  // last: its connections refer to the members above

    // Lets every request of this transport go on, and notes those that ended.
    void drive();
};

// One request in flight. libcurl holds pointers into it, so it never moves.
class CurlTransport::Transfer final : public PendingResponse {
public:
    Transfer(Shared& shared, Request request);
    ~Transfer() override;
    Response wait(const common::CallContext& context) override;
    void finish(CURLcode result) {
        isDone_ = true;
        result_ = result;
    }

private:
    enum class Fault { None, BodyTooLong, OutOfMemory };

    void configure();
    void configureConnection();
    void configureHeaders();
    void addHeader(const std::string& line);
    void throwIfTooSlow(common::Clock::Steady::time_point waitingSince) const;
    milliseconds pollTime(common::Clock::Steady::time_point waitingSince, const common::CallContext& context) const;
    Response takeResponse();
    Failure failure() const;
    [[noreturn]] void throwFailure(bool connectTimeIsUp) const;
    void noteHeader(std::string_view line);
    static std::size_t onHeader(char* data, std::size_t size, std::size_t count, void* self) noexcept;
    static std::size_t onBody(char* data, std::size_t size, std::size_t count, void* self) noexcept;

    template <typename T>
    void set(CURLoption option, T value) {
        curl_easy_setopt(easy_.get(), option, value);
    }

    Shared& shared_;
    Request request_;
    const std::string url_;
    CurlList headerLines_;
    std::array<char, CURL_ERROR_SIZE> errorText_{};
    Response response_;
    Fault fault_ = Fault::None;
    bool isDone_ = false;
    CURLcode result_ = CURLE_OK;
    Handshakes handshakes_;
    CurlEasy easy_;  // last: it refers to the members above
};

void CurlTransport::Shared::drive() {
    int running = 0;
    require(curl_multi_perform(multi.get(), &running));
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        void* transfer = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        static_cast<Transfer*>(transfer)->finish(message->data.result);
    }
}

CurlTransport::Transfer::Transfer(Shared& shared, Request request)
    : shared_(shared),
      request_(std::move(request)),
      url_(request_.query.empty() ? request_.url : request_.url + "?" + request_.query),
      easy_(curl_easy_init()) {
    if (!easy_) throw std::bad_alloc();
    configure();
    require(curl_multi_add_handle(shared_.multi.get(), easy_.get()));
}

CurlTransport::Transfer::~Transfer() {
    curl_multi_remove_handle(shared_.multi.get(), easy_.get());
    easy_.reset();
    wipeCredentials(request_);
    for (curl_slist* line = headerLines_.get(); line != nullptr; line = line->next)
        OPENSSL_cleanse(line->data, std::strlen(line->data));
}

void CurlTransport::Transfer::configure() {
    set(CURLOPT_PRIVATE, static_cast<void*>(this));
    set(CURLOPT_ERRORBUFFER, errorText_.data());
    set(CURLOPT_URL, url_.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_ACCEPT_ENCODING, "");  // all that libcurl can undo
    set(CURLOPT_USERAGENT, shared_.options.userAgent.c_str());
    set(CURLOPT_HEADERFUNCTION, &Transfer::onHeader);
    set(CURLOPT_HEADERDATA, static_cast<void*>(this));
    set(CURLOPT_WRITEFUNCTION, &Transfer::onBody);
    set(CURLOPT_WRITEDATA, static_cast<void*>(this));
    if (request_.method == Method::Post) {
        set(CURLOPT_POST, 1L);
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
        set(CURLOPT_POSTFIELDS, request_.body.data());
    }
    configureConnection();
    configureHeaders();
}

void CurlTransport::Transfer::configureConnection() {
    const CurlOptions& options = shared_.options;
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L);  // giving up must not wait for a slow name server
    set(CURLOPT_TCP_KEEPALIVE, 1L);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(CURLOPT_PIPEWAIT, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connectTimeout.count()));
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));  // a proxy sees none of ours
    shared_.proxy.apply(easy_.get(), url_);
    handshakes_.mayBeWithProxy = shared_.proxy.mayUseTls();
    shared_.tls.apply(easy_.get(), handshakes_);
}

void CurlTransport::Transfer::configureHeaders() {
    for (const auto& [name, value] : request_.headers) {
        std::string line = name + ": " + value;
        addHeader(line);
        common::wipe(line);  // it may hold a token
    }
    addHeader("Expect:");  // no waiting for "100 Continue" before a small body
    set(CURLOPT_HTTPHEADER, headerLines_.get());
}

void CurlTransport::Transfer::addHeader(const std::string& line) {
    curl_slist* longer = curl_slist_append(headerLines_.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    static_cast<void>(headerLines_.release());
    headerLines_.reset(longer);
}

std::size_t CurlTransport::Transfer::onHeader(char* data, std::size_t size, std::size_t count, void* self) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    try {
        transfer.noteHeader({data, size * count});
        return size * count;
    } catch (...) {  // no exception may cross libcurl; wait() throws instead
        transfer.fault_ = Fault::OutOfMemory;
        return 0;
    }
}

void CurlTransport::Transfer::noteHeader(std::string_view line) {
    if (line.substr(0, 5) == "HTTP/") {  // an interim answer's headers are not the answer's
        response_.headers.clear();
        return;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return;
    response_.headers.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
}

std::size_t CurlTransport::Transfer::onBody(char* data, std::size_t size, std::size_t count, void* self) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    const std::size_t bytes = size * count;
    if (bytes > transfer.shared_.options.longestBody - transfer.response_.body.size()) {
        transfer.fault_ = Fault::BodyTooLong;
        return 0;
    }
    try {
        transfer.response_.body.append(data, bytes);
        return bytes;
    } catch (...) {
        transfer.fault_ = Fault::OutOfMemory;
        return 0;
    }
}

Response CurlTransport::Transfer::wait(const common::CallContext& context) {
    CURLM* const multi = shared_.multi.get();
    const auto wakeUp = context.cancelToken.onCancel([multi] { curl_multi_wakeup(multi); });
    const auto waitingSince = shared_.clock.now();
    while (true) {
        context.throwIfStopped(shared_.clock.now());
        shared_.drive();
        if (isDone_) break;
        throwIfTooSlow(waitingSince);
        const auto patience = pollTime(waitingSince, context);
        require(curl_multi_poll(multi, nullptr, 0, static_cast<int>(patience.count()), nullptr));
    }
    if (result_ != CURLE_OK) throwFailure(shared_.clock.now() - waitingSince >= shared_.options.connectTimeout);
    return takeResponse();
}

void CurlTransport::Transfer::throwIfTooSlow(common::Clock::Steady::time_point waitingSince) const {
    const milliseconds limit = shared_.options.requestTimeout;
    if (limit.count() == 0 || shared_.clock.now() - waitingSince < limit) return;
    throw TransportError(ErrorKind::Timeout, hostOf(url_) + " did not answer within " + seconds(limit) +
                                                 ". Raise Timeout, lower PageSize, or try again later.");
}

milliseconds CurlTransport::Transfer::pollTime(common::Clock::Steady::time_point waitingSince,
                                               const common::CallContext& context) const {
    const auto now = shared_.clock.now();
    auto until = now + kLongestPoll;
    if (shared_.options.requestTimeout.count() > 0)
        until = std::min(until, waitingSince + shared_.options.requestTimeout);
    if (context.deadline) until = std::min(until, *context.deadline);
    const auto left = std::chrono::duration_cast<milliseconds>(until - now) + milliseconds(1);  // rounded up
    return std::clamp(left, milliseconds(0), kLongestPoll);
}

Response CurlTransport::Transfer::takeResponse() {
    long status = 0;
    curl_off_t downloaded = 0, microseconds = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy_.get(), CURLINFO_SIZE_DOWNLOAD_T, &downloaded);
    curl_easy_getinfo(easy_.get(), CURLINFO_TOTAL_TIME_T, &microseconds);
    if (status == 407) throw proxyErrorOf(hostOf(url_), shared_.proxy.nameFor(url_), status);
    response_.status = static_cast<int>(status);
    response_.wireBytes = static_cast<std::uint64_t>(downloaded);
    response_.duration = std::chrono::microseconds(microseconds);
    return std::move(response_);
}

Failure CurlTransport::Transfer::failure() const {
    Failure failure;
    failure.code = result_;
    failure.host = hostOf(url_);
    failure.detail = errorText_.data();
    failure.proxy = shared_.proxy.nameFor(url_);
    failure.isAtProxy = handshakes_.withProxy && !handshakes_.withSite;
    if (failure.isAtProxy && failure.proxy.empty()) failure.proxy = shared_.proxy.environmentNameFor(url_);
    if (handshakes_.withSite) failure.refusedFingerprint = shared_.tls.refusedFingerprint();
    curl_easy_getinfo(easy_.get(), CURLINFO_HTTP_CONNECTCODE, &failure.proxyStatus);
    long connects = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_NUM_CONNECTS, &connects);
    failure.isNewTlsConnection = connects > 0 && common::equalIgnoringAsciiCase(url_.substr(0, 8), "https://");
    return failure;
}

void CurlTransport::Transfer::throwFailure(bool connectTimeIsUp) const {
    const std::string host = hostOf(url_);
    if (fault_ == Fault::OutOfMemory) throw std::bad_alloc();
    if (fault_ == Fault::BodyTooLong)
        throw TransportError(ErrorKind::BadResponse, "The answer of " + host + " is longer than " +
                                                         std::to_string(shared_.options.longestBody >> 20) +
                                                         " MB. Lower PageSize.");
    TransportError error = transportErrorOf(failure());
    // libcurl counts the connect time also while nobody waited; then the server had no fair chance.
    if (result_ == CURLE_OPERATION_TIMEDOUT && !connectTimeIsUp) throw TransportError(error.kind(), error.what(), true);
    throw error;
}

CurlTransport::CurlTransport(CurlOptions options, const common::Clock& clock) {
    ensureCurlIsReady();
    CurlMulti multi(curl_multi_init());
    if (!multi) throw std::bad_alloc();
    CurlProxy proxy(options.proxy);
    CurlTls tls(options.tls);
    shared_ = std::unique_ptr<Shared>(
        new Shared{std::move(options), clock, std::move(proxy), std::move(tls), std::move(multi)});
}

CurlTransport::~CurlTransport() = default;

std::unique_ptr<PendingResponse> CurlTransport::start(Request request, const common::CallContext& context) {
    context.throwIfStopped(shared_->clock.now());
    auto transfer = std::make_unique<Transfer>(*shared_, std::move(request));
    shared_->drive();  // sends it off, also when nobody waits yet
    return transfer;
}

}  // namespace assetsodbc::assets
