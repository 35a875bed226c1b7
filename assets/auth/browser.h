// The user's web browser.
#pragma once

#include <string>

namespace assetsodbc::assets {

// Whether this process has a display to open a window on.
bool hasDisplay();
// Opens the address by xdg-open, without a shell; not waited for. False without a display or xdg-open, and for what is
// no http(s) address.
bool openBrowser(const std::string& url);

}  // namespace assetsodbc::assets
