#include "installer/command/arguments.h"

#include <algorithm>
#include <charconv>

namespace assetsodbc::installer {
namespace {

const OptionSpec& specOf(std::string_view name, const std::vector<OptionSpec>& options) {
    const auto found =
        std::find_if(options.begin(), options.end(), [&](const OptionSpec& option) { return option.name == name; });
    if (found == options.end()) throw UsageError("unknown option \"" + std::string(name) + "\".");
    return *found;
}

std::string listOf(const std::vector<std::string_view>& choices) {
    std::string list;
    for (const std::string_view choice : choices) list.append(list.empty() ? "" : ", ").append(choice);
    return list;
}

void requireAllowed(const OptionSpec& option, const std::string& value) {
    if (option.choices.empty()) return;
    if (std::find(option.choices.begin(), option.choices.end(), value) != option.choices.end()) return;
    throw UsageError(std::string(option.name) + " must be one of " + listOf(option.choices) + ", not \"" + value +
                     "\".");
}

}  // namespace

Arguments::Arguments(const std::vector<std::string>& words, const std::vector<OptionSpec>& options) {
    bool optionsEnded = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (optionsEnded || word.size() < 2 || word[0] != '-') {
            operands_.push_back(word);
            continue;
        }
        if (word == "--") {
            optionsEnded = true;
            continue;
        }
        const std::size_t equals = word.find('=');
        const OptionSpec& option = specOf(std::string_view(word).substr(0, equals), options);
        std::vector<std::string>& given = options_[option.name];
        if (!given.empty() && !option.isRepeatable) throw UsageError(std::string(option.name) + " was given twice.");
        std::string value;
        if (option.valueName.empty()) {
            if (equals != std::string::npos) throw UsageError(std::string(option.name) + " takes no value.");
        } else if (equals != std::string::npos) {
            value = word.substr(equals + 1);
        } else if (i + 1 < words.size()) {
            value = words[++i];
        } else {
            throw UsageError(std::string(option.name) + " needs a value: " + std::string(option.valueName) + ".");
        }
        requireAllowed(option, value);
        given.push_back(std::move(value));
    }
}

std::optional<std::string> Arguments::value(std::string_view option) const {
    const auto found = options_.find(option);
    if (found == options_.end()) return std::nullopt;
    return found->second.front();
}

std::vector<std::string> Arguments::values(std::string_view option) const {
    const auto found = options_.find(option);
    return found == options_.end() ? std::vector<std::string>() : found->second;
}

std::optional<long long> Arguments::number(std::string_view option, long long minimum) const {
    const auto text = value(option);
    if (!text) return std::nullopt;
    long long number = 0;
    const auto [end, status] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (status != std::errc() || end != text->data() + text->size() || number < minimum)
        throw UsageError(std::string(option) + " must be a whole number of at least " + std::to_string(minimum) +
                         ", not \"" + *text + "\".");
    return number;
}

}  // namespace assetsodbc::installer
