// How an answer shows that the site took nobody's credentials, other than by a 401: a header of Jira, a page for people
// to log in, or a redirection to one.
#pragma once

#include <string_view>

#include "assets/http/transport.h"

namespace assetsodbc::assets {

// Jira answers anonymously, with 200 too, where the credentials are wrong, and only X-Seraph-LoginReason tells.
bool isAnsweredAnonymously(const Response& response);
// A Location that leads to a page for people to log in.
bool isLoginPage(std::string_view location);
// A web page with the log-in form of Jira or of Atlassian, whatever its status.
bool isLoginForm(const Response& response);

}  // namespace assetsodbc::assets
