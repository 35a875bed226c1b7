// What the functions that the set-up library exports do. odbcinst's calling conventions: memory of properties is freed
// by odbcinst with free().
#pragma once

#include <odbcinstext.h>

namespace assetsodbc::installer {

// Appends one property per connection property, for a form to fill in. ODBCINST_SUCCESS or ODBCINST_ERROR (no memory).
int appendProperties(HODBCINSTPROPERTY last) noexcept;

// Adds, changes or removes the data source that "DSN=" of the attributes names: "KEY=VALUE", each ended by NUL, the
// list by another NUL. Of the user or of the system, as SQLGetConfigMode says. Shows no window. Whether it was done; if
// not, the reason is posted for SQLInstallerError.
bool configureDataSource(WORD request, const char* driver, const char* attributes) noexcept;

}  // namespace assetsodbc::installer
