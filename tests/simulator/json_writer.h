// Appends JSON text to a string it does not own: no document tree, no allocation besides the string's own growth. The
// simulator writes every answer with it, because a page of a thousand objects must cost less than the client's
// decoding. Member names are written as they are (they are literals of this program); values are escaped. Not
// thread-safe.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace assetsodbc::simulator {

// Appends `text` with the characters JSON reserves escaped, without the surrounding quotes.
void appendEscaped(std::string& out, std::string_view text);

class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}

    JsonWriter& beginObject() { return open('{'); }
    JsonWriter& endObject() { return close('}'); }
    JsonWriter& beginArray() { return open('['); }
    JsonWriter& endArray() { return close(']'); }

    JsonWriter& key(std::string_view name) {
        separate();
        out_.push_back('"');
        out_.append(name);
        out_.append("\":", 2);
        needsComma_ = false;
        return *this;
    }

    JsonWriter& text(std::string_view value) {
        separate();
        out_.push_back('"');
        appendEscaped(out_, value);
        out_.push_back('"');
        return *this;
    }

    JsonWriter& number(std::int64_t value) {
        separate();
        appendDigits(value);
        return *this;
    }

    // A number written as JSON text, the way the Cloud writes its ids.
    JsonWriter& digits(std::int64_t value) {
        separate();
        out_.push_back('"');
        appendDigits(value);
        out_.push_back('"');
        return *this;
    }

    JsonWriter& boolean(bool value) { return raw(value ? "true" : "false"); }
    JsonWriter& null() { return raw("null"); }

    // JSON that is already written.
    JsonWriter& raw(std::string_view json) {
        separate();
        out_.append(json);
        return *this;
    }

    JsonWriter& member(std::string_view name, std::string_view value) { return key(name).text(value); }
    JsonWriter& member(std::string_view name, const char* value) { return key(name).text(value); }
    JsonWriter& member(std::string_view name, std::int64_t value) { return key(name).number(value); }
    JsonWriter& member(std::string_view name, int value) { return key(name).number(value); }
    JsonWriter& member(std::string_view name, bool value) { return key(name).boolean(value); }

    // The string the writer appends to, for text that is put together from several parts.
    std::string& out() { return out_; }

private:
    void separate() {
        if (needsComma_) out_.push_back(',');
        needsComma_ = true;
    }
    JsonWriter& open(char bracket) {
        separate();
        out_.push_back(bracket);
        needsComma_ = false;
        return *this;
    }
    JsonWriter& close(char bracket) {
        out_.push_back(bracket);
        needsComma_ = true;
        return *this;
    }
    void appendDigits(std::int64_t value) {
        char buffer[24];
        const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
        out_.append(buffer, static_cast<std::size_t>(end - buffer));
    }

    std::string& out_;
    bool needsComma_ = false;
};

}  // namespace assetsodbc::simulator
