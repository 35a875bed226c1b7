#include "tests/simulator/gzip.h"

#include <zlib.h>

#include <memory>
#include <stdexcept>

namespace assetsodbc::simulator {
namespace {

constexpr int kLevel = 1;  // the client's speed is what is measured, not ours
constexpr int kRawDeflate = -15;
constexpr int kGzipFormat = 15 + 16;

// One compressor per thread: setting one up costs more than compressing a small text.
class Compressor {
public:
    Compressor() {
        if (deflateInit2(&stream_, kLevel, Z_DEFLATED, kRawDeflate, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
            throw std::runtime_error("zlib cannot be set up: out of memory");
        }
    }
    ~Compressor() { deflateEnd(&stream_); }
    Compressor(const Compressor&) = delete;
    Compressor& operator=(const Compressor&) = delete;

    std::string compress(std::string_view text) {
        deflateReset(&stream_);
        std::string out(deflateBound(&stream_, text.size()) + 16, '\0');
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
        stream_.avail_in = static_cast<uInt>(text.size());
        stream_.next_out = reinterpret_cast<Bytef*>(out.data());
        stream_.avail_out = static_cast<uInt>(out.size());
        deflate(&stream_, Z_FULL_FLUSH);
        out.resize(out.size() - stream_.avail_out);
        return out;
    }

private:
    z_stream stream_{};
};

std::uint32_t checksum(std::string_view text) {
    return static_cast<std::uint32_t>(
        crc32_z(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<z_size_t>(text.size())));
}

void appendLittleEndian(std::string& out, std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>((value >> shift) & 0xFF));
}

struct InflateEnd {
    void operator()(z_stream* stream) const { inflateEnd(stream); }
};

}  // namespace

DeflatedPart deflatePart(std::string_view text) {
    thread_local Compressor compressor;
    DeflatedPart part;
    if (!text.empty()) part.bytes = compressor.compress(text);
    part.bytes.shrink_to_fit();
    part.crc = checksum(text);
    part.plainSize = text.size();
    return part;
}

GzipJoiner::GzipJoiner() : out_("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10) {}

void GzipJoiner::add(const DeflatedPart& part) {
    out_.append(part.bytes);
    crc_ = static_cast<std::uint32_t>(crc32_combine(crc_, part.crc, static_cast<z_off_t>(part.plainSize)));
    plainSize_ += part.plainSize;
}

std::string GzipJoiner::finish() {
    out_.append("\x03\0", 2);  // an empty last block
    appendLittleEndian(out_, crc_);
    appendLittleEndian(out_, static_cast<std::uint32_t>(plainSize_));
    return std::move(out_);
}

std::string gzip(std::string_view text) {
    GzipJoiner joiner;
    joiner.add(text);
    return joiner.finish();
}

std::string gunzip(std::string_view compressed) {
    z_stream stream{};
    if (inflateInit2(&stream, kGzipFormat) != Z_OK) throw std::runtime_error("zlib cannot be set up");
    const std::unique_ptr<z_stream, InflateEnd> end(&stream);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
    stream.avail_in = static_cast<uInt>(compressed.size());
    std::string out;
    int state = Z_OK;
    while (state == Z_OK) {
        const std::size_t used = out.size();
        out.resize(used + 64 * 1024);
        stream.next_out = reinterpret_cast<Bytef*>(out.data() + used);
        stream.avail_out = 64 * 1024;
        state = inflate(&stream, Z_NO_FLUSH);
        out.resize(out.size() - stream.avail_out);
    }
    if (state != Z_STREAM_END) throw std::runtime_error("the text is not complete gzip");
    return out;
}

}  // namespace assetsodbc::simulator
