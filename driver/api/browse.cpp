#include "driver/api/browse.h"

#include <algorithm>

#include "common/config/dsn.h"
#include "common/unicode.h"
#include "driver/diagnostics.h"

namespace assetsodbc::driver::api {

namespace {

using common::ConnectionAttribute;
using common::ConnectionAttributes;

const ConnectionAttribute* findByProperty(const ConnectionAttributes& attributes, std::string_view property) {
    const auto at = std::find_if(attributes.begin(), attributes.end(), [&](const ConnectionAttribute& attribute) {
        const auto* const spec = common::findProperty(attribute.keyword);
        return spec != nullptr && spec->name == property && !attribute.value.empty();
    });
    return at == attributes.end() ? nullptr : &*at;
}

struct Asked {
    std::string_view property, text;
};

constexpr Asked kAlways[] = {{"URL", "URL:Address of the site=?"}};
constexpr Asked kToken[] = {{"User", "UID:User (e-mail address)=?"}, {"APIToken", "PWD:API token=?"}};
constexpr Asked kPat[] = {{"PAT", "PAT:Personal access token=?"}};
constexpr std::string_view kSchemes = "*AuthScheme:Authentication={APIToken,Basic,PAT}";

template <std::size_t Count>
void ask(const Asked (&questions)[Count], const ConnectionAttributes& known, std::string& result) {
    for (const Asked& question : questions) {
        if (findByProperty(known, question.property) != nullptr) continue;
        result += question.text;
        result += ';';
    }
}

}  // namespace

std::string missingAttributes(const ConnectionAttributes& given) {
    ConnectionAttributes known = given;
    if (const auto* const name = common::find(given, "DSN")) {
        auto ofDataSource = common::dataSourceAttributes(name->value);
        if (!ofDataSource) {
            throw OdbcError(SqlState::UnableToConnect, "There is no data source \"" + name->value + "\" in odbc.ini.");
        }
        known.insert(known.end(), ofDataSource->begin(), ofDataSource->end());
    }
    const auto* const scheme = findByProperty(known, "AuthScheme");
    const bool usesPat = scheme != nullptr && (common::equalIgnoringAsciiCase(scheme->value, "PAT") ||
                                               common::equalIgnoringAsciiCase(scheme->value, "Bearer"));
    std::string result;
    ask(kAlways, known, result);
    if (!usesPat) {
        ask(kToken, known, result);
    } else if (findByProperty(known, "APIToken") == nullptr) {  // PWD is taken as the PAT
        ask(kPat, known, result);
    }
    if (result.empty()) return result;
    if (scheme == nullptr) return result + std::string(kSchemes);
    result.pop_back();
    return result;
}

}  // namespace assetsodbc::driver::api
