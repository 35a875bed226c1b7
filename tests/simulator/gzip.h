// Gzip for answers. Besides compressing a whole text it joins parts that were compressed once: each part is raw deflate
// ended by a full flush, so parts stand side by side in any order, and only the checksum has to be combined. That makes
// a page of a thousand objects a matter of copying. Functions are safe to call from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace assetsodbc::simulator {

struct DeflatedPart {
    std::string bytes;
    std::uint32_t crc = 0;
    std::uint64_t plainSize = 0;
};

DeflatedPart deflatePart(std::string_view text);
std::string gzip(std::string_view text);
std::string gunzip(std::string_view compressed);  // throws std::runtime_error for anything that is not gzip

class GzipJoiner {
public:
    GzipJoiner();
    void add(const DeflatedPart& part);
    void add(std::string_view text) { add(deflatePart(text)); }
    std::string finish();

private:
    std::string out_;
    std::uint32_t crc_ = 0;
    std::uint64_t plainSize_ = 0;
};

}  // namespace assetsodbc::simulator
