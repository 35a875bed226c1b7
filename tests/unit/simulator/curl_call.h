// One request by libcurl, for what the simulator's tests ask of TLS and of proxies.
#pragma once

#include <curl/curl.h>

#include <string>

namespace assetsodbc::simulator {

struct CurlAnswer {
    CURLcode code = CURLE_OK;
    long status = 0;
    long proxyStatus = 0;  // of CONNECT
    std::string body;
};

class CurlCall {
public:
    explicit CurlCall(const std::string& url) : handle_(curl_easy_init()) {
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_NOPROXY, "");
        set(CURLOPT_TIMEOUT, 30L);
        set(CURLOPT_WRITEFUNCTION, &CurlCall::append);
    }
    ~CurlCall() {
        curl_slist_free_all(headers_);
        curl_easy_cleanup(handle_);
    }
    CurlCall(const CurlCall&) = delete;
    CurlCall& operator=(const CurlCall&) = delete;

    template <typename Value>
    CurlCall& set(CURLoption option, Value value) {
        curl_easy_setopt(handle_, option, value);
        return *this;
    }
    CurlCall& header(const std::string& line) {
        headers_ = curl_slist_append(headers_, line.c_str());
        return set(CURLOPT_HTTPHEADER, headers_);
    }
    CurlAnswer perform() {
        CurlAnswer answer;
        set(CURLOPT_WRITEDATA, &answer.body);
        answer.code = curl_easy_perform(handle_);
        curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &answer.status);
        curl_easy_getinfo(handle_, CURLINFO_HTTP_CONNECTCODE, &answer.proxyStatus);
        return answer;
    }

private:
    static size_t append(const char* data, size_t size, size_t count, void* body) {
        static_cast<std::string*>(body)->append(data, size * count);
        return size * count;
    }

    CURL* handle_;
    curl_slist* headers_ = nullptr;
};

}  // namespace assetsodbc::simulator
