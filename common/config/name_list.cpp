#include "common/config/name_list.h"

#include <algorithm>

#include "common/config/connection_string.h"
#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::common {
namespace {

[[noreturn]] void refuse(std::string_view property, std::string_view text, const char* reason) {
    throw Error(ErrorKind::InvalidArgument, "The connection property " + std::string(property) + "=" +
                                                std::string(text) + " is not allowed: " + reason);
}

class Reader {
public:
    Reader(std::string_view property, std::string_view text) : property_(property), text_(text) {}

    std::vector<ListedName> read() {
        std::vector<ListedName> names;
        for (;;) {
            std::vector<std::string> parts{part()};
            while (take('.')) parts.push_back(part());
            if (parts.size() > 2) refuse(property_, text_, "a name has at most two parts, Schema.Table.");
            const bool isQualified = parts.size() == 2;
            names.push_back({isQualified ? parts[0] : std::string(), parts.back()});
            if (!take(',')) break;
        }
        if (at_ < text_.size()) refuse(property_, text_, "names are separated by commas.");
        return names;
    }

private:
    void skipBlanks() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }
    bool take(char expected) {
        skipBlanks();
        if (at_ >= text_.size() || text_[at_] != expected) return false;
        ++at_;
        return true;
    }
    std::string part() {
        skipBlanks();
        std::string name = at_ < text_.size() && isQuote(text_[at_]) ? quoted() : plain();
        if (name.empty()) refuse(property_, text_, "it holds an empty name.");
        return name;
    }
    static bool isQuote(char c) { return c == '"' || c == '[' || c == '`'; }

    std::string plain() {
        const std::size_t start = at_;
        at_ = std::min(text_.find_first_of(",.", at_), text_.size());
        return std::string(withoutOuterBlanks(text_.substr(start, at_ - start)));
    }
    // The closing quote, written twice, stands for itself.
    std::string quoted() {
        const char close = text_[at_] == '[' ? ']' : text_[at_];
        std::string name;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == close) {
                if (at_ + 1 >= text_.size() || text_[at_ + 1] != close) {
                    ++at_;
                    return name;
                }
                ++at_;
            }
            name += text_[at_];
        }
        refuse(property_, text_, "a quote in it is never closed.");
    }

    std::string_view property_, text_;
    std::size_t at_ = 0;
};

}  // namespace

NameList::NameList(std::string_view property, std::string_view text) {
    if (!withoutOuterBlanks(text).empty()) names_ = Reader(property, withoutOuterBlanks(text)).read();
}

bool NameList::has(std::string_view name) const {
    return names_.empty() || std::any_of(names_.begin(), names_.end(), [&](const ListedName& listed) {
               return listed.schema.empty() && equalIgnoringAsciiCase(listed.name, name);
           });
}

bool NameList::has(std::string_view schema, std::string_view name) const {
    return names_.empty() || std::any_of(names_.begin(), names_.end(), [&](const ListedName& listed) {
               return equalIgnoringAsciiCase(listed.name, name) &&
                      (listed.schema.empty() || equalIgnoringAsciiCase(listed.schema, schema));
           });
}

}  // namespace assetsodbc::common
