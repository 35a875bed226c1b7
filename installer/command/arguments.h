// What a command was given on its command line: options ("--name", "--name VALUE", "--name=VALUE") and operands, in any
// order; "--" ends the options. Which options there are is data, from which the help is written too.
#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace assetsodbc::installer {

struct OptionSpec {
    std::string_view name;       // "--format"
    std::string_view valueName;  // "FORMAT"; empty for a switch
    std::string_view help;       // a phrase without a full stop
    bool isRepeatable = false;
    std::vector<std::string_view> choices = {};  // empty: any value
};

// Wrong usage: the program says so and ends with exit code 2.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Arguments {
public:
    // Throws UsageError naming the option that is unknown, repeated, without its value or with a wrong one.
    Arguments(const std::vector<std::string>& words, const std::vector<OptionSpec>& options);

    bool has(std::string_view option) const { return options_.find(option) != options_.end(); }
    std::optional<std::string> value(std::string_view option) const;
    std::vector<std::string> values(std::string_view option) const;
    // A whole number of at least `minimum`; throws UsageError.
    std::optional<long long> number(std::string_view option, long long minimum) const;
    const std::vector<std::string>& operands() const { return operands_; }

private:
    std::map<std::string_view, std::vector<std::string>> options_;  // keys live in the specs
    std::vector<std::string> operands_;
};

}  // namespace assetsodbc::installer
