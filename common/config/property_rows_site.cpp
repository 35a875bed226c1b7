#include "common/config/property_fields.h"
#include "common/config/property_rows.h"

namespace assetsodbc::common {
namespace {

constexpr std::array kDeployments{choice("Auto", Deployment::Auto), choice("Cloud", Deployment::Cloud),
                                  choice("DataCenter", Deployment::DataCenter)};

using Config = ConnectionConfig;
using Category = PropertyCategory;
using Secrecy = PropertySecrecy;

// clang-format off
constexpr std::array kProperties{
    PropertySpec{"DSN", "", Category::DataSource, "", &Config::dataSourceName, Secrecy::Public, "",
        "Name of the data source in odbc.ini. Its entries count where the connection string is silent."},
    PropertySpec{"Driver", "", Category::DataSource, "", &Config::driverName, Secrecy::Public, "Assets",
        "Name of the driver in odbcinst.ini, or the path of its library. Read by the driver manager."},

    PropertySpec{"URL", "", Category::Site, "", &Config::url, Secrecy::UrlPassword, "https://your-site.atlassian.net",
        "Address of the site. Required. On Data Center with its context path, for example https://jira.example.com/jira. "
        "Without a scheme it is taken as https; a pasted page address is cut to the site's own."},
    PropertySpec{"Deployment", "", Category::Site, "Auto", oneOf<&Config::deployment>(kDeployments), Secrecy::Public, "",
        "Kind of the site. Auto tells it by the address, or by asking the site where the address does not tell; name it "
        "when the site has an address of its own."},
    PropertySpec{"WorkspaceId", "", Category::Site, "", &Config::workspaceId, Secrecy::Public,
        "11111111-2222-3333-4444-555555555555",
        "Id of the Assets workspace on Cloud. Asked from the site when not set."},
    PropertySpec{"CloudId", "", Category::Site, "", &Config::cloudId, Secrecy::Public,
        "11111111-2222-3333-4444-555555555555",
        "Id of the Cloud site. Asked from the site when it is needed and not set. API tokens with scopes need it."},
    PropertySpec{"ApiUrl", "", Category::Site, "https://api.atlassian.com", &Config::apiUrl, Secrecy::UrlPassword, "",
        "Address of Atlassian's API gateway on Cloud. Change it only for a gateway of your own."},
    PropertySpec{"AllowedHosts", "", Category::Site, "", &Config::allowedHosts, Secrecy::Public,
        "gateway.example.com:8443",
        "More hosts that may be contacted and that get the credentials when the site redirects to them, for a gateway of "
        "your own: host or host:port, separated by commas. Without it only the hosts of URL, ApiUrl and, for OAuth, "
        "AuthUrl are ever contacted."},
    PropertySpec{"MetadataTTL", "", Category::Site, "3600", duration<&Config::metadataTtl>(0, 2592000), Secrecy::Public,
        "",
        "Seconds for which is kept what is known of the site: its ids, object schemas, object types and attributes. 0 asks "
        "anew on each connect. A name that is not known is asked for at once, whatever the age."},
    PropertySpec{"CacheMetadata", "", Category::Site, "true", &Config::cacheMetadata, Secrecy::Public, "",
        "Whether what is known of the site is also kept in a file, for the next connection of the same account. It holds "
        "no object and no secret."},
    PropertySpec{"CacheLocation", "", Category::Site, "", &Config::cacheLocation, Secrecy::Public,
        "/home/you/.cache/assetsodbc",
        "Directory of that file. By default assetsodbc in XDG_CACHE_HOME, or in .cache of the home directory."},
};
// clang-format on

}  // namespace

PropertyTable siteProperties() {
    return {kProperties.data(), kProperties.size()};
}

}  // namespace assetsodbc::common
