#include "common/config/property_fields.h"
#include "common/config/property_rows.h"

namespace assetsodbc::common {
namespace {

constexpr std::array kAuthSchemes{choice("Auto", AuthScheme::Auto),
                                  choice("APIToken", AuthScheme::ApiToken),
                                  choice("Basic", AuthScheme::Basic),
                                  choice("PAT", AuthScheme::Pat),
                                  choice("Bearer", AuthScheme::Bearer),
                                  choice("OAuth", AuthScheme::OAuth),
                                  choice("OAuthClient", AuthScheme::OAuthClient)};

constexpr std::array kInitiateOAuth{choice("OFF", InitiateOAuth::Off), choice("REFRESH", InitiateOAuth::Refresh),
                                    choice("GETANDREFRESH", InitiateOAuth::GetAndRefresh)};

constexpr std::array kOAuthStorage{choice("File", OAuthStorage::File),
                                   choice("SecretService", OAuthStorage::SecretService)};

constexpr std::int64_t kTenYears = 315360000;  // seconds
using Config = ConnectionConfig;
using Category = PropertyCategory;
using Secrecy = PropertySecrecy;

// clang-format off
constexpr std::array kProperties{
    PropertySpec{"AuthScheme", "", Category::Authentication, "Auto", oneOf<&Config::authScheme>(kAuthSchemes),
        Secrecy::Public, "",
        "How to sign in. APIToken is User and an API token (Cloud). Basic is User and a password (Data Center). PAT is a "
        "personal access token (Data Center). Bearer is any token that is sent as it is. OAuth is an OAuth 2.0 app that "
        "somebody allowed in a browser. OAuthClient is a service account with client credentials. Auto tells it by what "
        "is set."},
    PropertySpec{"User", "UID,User ID,UserName", Category::Authentication, "", &Config::user, Secrecy::Public,
        "you@example.com", "E-mail address of the account on Cloud, user name on Data Center."},
    PropertySpec{"APIToken", "PWD,Password", Category::Authentication, "", &Config::apiToken, Secrecy::Secret,
        "your-api-token",
        "API token of the account, or its password with AuthScheme=Basic. A PWD given by an application's log-in dialog is "
        "taken as the secret that AuthScheme needs. This and every other secret may be a reference instead: env:NAME, "
        "file:PATH or cmd:COMMAND."},
    PropertySpec{"PAT", "", Category::Authentication, "", &Config::pat, Secrecy::Secret, "your-personal-access-token",
        "Personal access token, for AuthScheme=PAT."},
    PropertySpec{"InitiateOAuth", "", Category::Authentication, "OFF", oneOf<&Config::initiateOAuth>(kInitiateOAuth),
        Secrecy::Public, "",
        "What the driver does about OAuth tokens. OFF uses the access token that is given as it is; where none is given, "
        "the sign-in that assets-odbc login stored is used and kept fresh. REFRESH also renews an access token that is "
        "given. GETANDREFRESH also opens a browser for the first sign-in, where the application allows a window; "
        "elsewhere run assets-odbc login."},
    PropertySpec{"OAuthClientId", "", Category::Authentication, "", &Config::oauthClientId, Secrecy::Public,
        "your-client-id", "Client id of the OAuth 2.0 app, or of the service account's credentials."},
    PropertySpec{"OAuthClientSecret", "", Category::Authentication, "", &Config::oauthClientSecret, Secrecy::Secret,
        "your-client-secret", "Secret that belongs to OAuthClientId."},
    PropertySpec{"CallbackURL", "", Category::Authentication, "http://localhost:33333", &Config::callbackUrl,
        Secrecy::Public, "",
        "Address that the browser is sent back to after the log-in; the same as entered for the app. A port of this "
        "machine is listened to while the log-in lasts, and no longer."},
    PropertySpec{"Scope", "", Category::Authentication, "", &Config::scope, Secrecy::Public,
        "read:cmdb-object:jira read:cmdb-schema:jira",
        "OAuth scopes to ask for, separated by blanks. By default those that reading needs; sys.scopes tells which."},
    PropertySpec{"OAuthVerifier", "", Category::Authentication, "", &Config::oauthVerifier, Secrecy::Secret,
        "the-code-of-the-redirect",
        "Code that the authorization server gave after a log-in elsewhere. It is used once, for the first token."},
    PropertySpec{"OAuthAccessToken", "", Category::Authentication, "", &Config::oauthAccessToken, Secrecy::Secret,
        "your-access-token", "Access token to use, for AuthScheme=OAuth or AuthScheme=Bearer."},
    PropertySpec{"OAuthRefreshToken", "", Category::Authentication, "", &Config::oauthRefreshToken, Secrecy::Secret,
        "your-refresh-token",
        "Refresh token to begin with. Each use replaces it; the current one is kept in OAuthSettingsLocation."},
    PropertySpec{"OAuthExpiresIn", "", Category::Authentication, "0", duration<&Config::oauthExpiresIn>(0, kTenYears),
        Secrecy::Public, "3600",
        "Seconds for which OAuthAccessToken is good from OAuthTokenTimestamp on. 0 is not known: it is used until the "
        "site refuses it."},
    PropertySpec{"OAuthTokenTimestamp", "", Category::Authentication, "0",
        duration<&Config::oauthTokenTimestamp>(0, kNoLimit), Secrecy::Public, "1767225600000",
        "When OAuthAccessToken was made, in milliseconds since 1970. 0 is not known."},
    PropertySpec{"OAuthSettingsLocation", "", Category::Authentication, "", &Config::oauthSettingsLocation,
        Secrecy::Public, "/home/you/.local/share/assetsodbc/tokens",
        "Directory, or one file, that keeps OAuth tokens between connections, readable for its owner only. By default "
        "assetsodbc/tokens in XDG_DATA_HOME, or in .local/share of the home directory."},
    PropertySpec{"OAuthStorage", "", Category::Authentication, "File", oneOf<&Config::oauthStorage>(kOAuthStorage),
        Secrecy::Public, "",
        "Where tokens are kept: File is OAuthSettingsLocation, SecretService the keyring of the desktop session."},
    PropertySpec{"AuthUrl", "", Category::Authentication, "https://auth.atlassian.com", &Config::authUrl,
        Secrecy::UrlPassword, "",
        "Address of Cloud's authorization server. Change it only for a gateway of your own. A Data Center site is its own "
        "authorization server."},
    PropertySpec{"ConnectOnOpen", "", Category::Authentication, "true", &Config::connectOnOpen, Secrecy::Public, "",
        "Whether connecting checks the credentials with one small request. Without it a wrong token shows at the first "
        "query."},
};
// clang-format on

}  // namespace

PropertyTable authenticationProperties() {
    return {kProperties.data(), kProperties.size()};
}

}  // namespace assetsodbc::common
