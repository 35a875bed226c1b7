#!/usr/bin/env bash
# LibreOffice headless, with a profile of its own: Base reads tables and queries through the data source, Calc imports a
# table into a sheet, and the saved spreadsheet holds the rows.
source "$(dirname "${BASH_SOURCE[0]}")/transcript.sh" "$@"
start_site
pipe=assets-odbc-$$
soffice --headless --norestore --nologo --nofirststartwizard --accept="pipe,name=$pipe;urp;" \
    "-env:UserInstallation=file://$site_folder/profile" >"$site_folder/office.log" 2>&1 &
office=$!
stop_office() {
    # soffice is a script; its program is the child.
    pkill -P "$office" 2>/dev/null || true
    kill "$office" 2>/dev/null || true
    wait "$office" 2>/dev/null || true
    stop_site
}
trap stop_office EXIT
/usr/bin/python3 "$folder/libreoffice_import.py" "$pipe" "$site_folder"
