#!/usr/bin/env bash
source "$(dirname "${BASH_SOURCE[0]}")/transcript.sh" "$@"
start_site
export QT_QPA_PLATFORM=offscreen
# Qt's errors have no SQLSTATE.
for options in "" "SQL_ATTR_ODBC_VERSION=SQL_OV_ODBC3"; do
    QT_CONNECT_OPTIONS=$options expect_transcript "Qt QODBC $options" 's/^(missing|syntax)\|[^|]*/\1/' /usr/bin/python3 "$folder/qt.py"
done
