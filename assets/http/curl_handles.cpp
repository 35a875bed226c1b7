#include "assets/http/curl_handles.h"

#include <string>

#include "common/error.h"

namespace assetsodbc::assets {

void ensureCurlIsReady() {
    // Never undone: other libraries of the process may use libcurl too, and its clean-up is not thread-safe.
    static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (code != CURLE_OK)
        throw common::Error(common::ErrorKind::Internal,
                            std::string("The HTTP library cannot start: ") + curl_easy_strerror(code) + ".");
}

}  // namespace assetsodbc::assets
