// What odbcinst calls.
#include <cstring>

#include "installer/setup/setup.h"

extern "C" {

__attribute__((visibility("default"))) int INSTAPI ODBCINSTGetProperties(HODBCINSTPROPERTY last) {
    return assetsodbc::installer::appendProperties(last);
}

__attribute__((visibility("default"))) BOOL INSTAPI ConfigDSN(HWND, WORD request, LPCSTR driver, LPCSTR attributes) {
    return assetsodbc::installer::configureDataSource(request, driver, attributes) ? 1 : 0;
}

// There is nothing to be done for the driver as a whole beyond its entry in odbcinst.ini.
__attribute__((visibility("default"))) BOOL INSTAPI ConfigDriver(HWND, WORD request, LPCSTR, LPCSTR, LPSTR message,
                                                                 WORD size, WORD* length) {
    if (message != nullptr && size > 0) message[0] = '\0';
    if (length != nullptr) *length = 0;
    const bool isKnown =
        request == ODBC_INSTALL_DRIVER || request == ODBC_REMOVE_DRIVER || request == ODBC_CONFIG_DRIVER;
    if (!isKnown) SQLPostInstallerError(ODBC_ERROR_INVALID_REQUEST_TYPE, "There is no such request.");
    return isKnown ? 1 : 0;
}
}
