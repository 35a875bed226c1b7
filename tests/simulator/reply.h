// One HTTP answer of the simulator before it goes to the socket: what it says, and how the wire is to misbehave while
// it is sent (faults set the delivery; an ordinary answer leaves it alone). A value type without behaviour.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace assetsodbc::simulator {

struct Delivery {
    bool drop = false;                // close the connection without a single byte
    std::size_t cutAfter = SIZE_MAX;  // close it after this many bytes of the body
    long lengthOff = 0;               // Content-Length says this much more (or less) than is sent
    std::size_t chunkBytes = 0;       // > 0: trickle the body in chunks of this size
    std::chrono::milliseconds chunkPause{0};
};

struct Reply {
    int status = 200;
    std::string contentType = "application/json";
    std::string body;
    bool encoded = false;  // the body is gzip already (Content-Encoding is set when it is sent)
    std::vector<std::pair<std::string, std::string>> headers;
    std::vector<std::int64_t> servedObjects;  // ids of the rows of a search page, for faults that change just these
    Delivery delivery;

    static Reply json(std::string text, int code = 200) {
        Reply reply;
        reply.status = code;
        reply.body = std::move(text);
        return reply;
    }
    static Reply html(std::string text, int code) {
        Reply reply = json(std::move(text), code);
        reply.contentType = "text/html;charset=UTF-8";
        return reply;
    }
    static Reply xml(std::string text, int code) {
        Reply reply = json(std::move(text), code);
        reply.contentType = "application/xml;charset=UTF-8";
        return reply;
    }
};

}  // namespace assetsodbc::simulator
