# Sourced by the acceptance scripts: a demo site of our own and a private ODBC configuration, both gone at exit.
# After start_site: SITE_URL, and ODBCSYSINI/ODBCINI set so that unixODBC sees the driver "Assets" and the data sources
# AssetsDemo (Cloud) and AssetsDataCenter; the user's own ODBC files are never read or written.
set -euo pipefail

build=$(cd "${1:?the build folder}" && pwd)
site_folder=$(mktemp -d)
site_pid=

stop_site() {
    if [ -n "$site_pid" ]; then
        kill "$site_pid" 2>/dev/null || true
        wait "$site_pid" 2>/dev/null || true
    fi
    rm -rf "$site_folder"
}
trap stop_site EXIT

write_odbc_files() {
    cat >"$site_folder/odbcinst.ini" <<EOF
[Assets]
Description = Atlassian Assets
Driver = $build/driver/libassetsodbc.so
EOF
    cat >"$site_folder/odbc.ini" <<EOF
[AssetsDemo]
Description = The bundled demo site
Driver = Assets
URL = $SITE_URL
ApiUrl = $SITE_URL
Deployment = Cloud
User = demo@example.com
APIToken = demo-token

[AssetsDataCenter]
Description = The bundled demo site, spoken to as Data Center
Driver = Assets
URL = $SITE_URL
Deployment = DataCenter
AuthScheme = PAT
PAT = demo-pat
EOF
    # Where a whole run is searched for secrets at its end (see tests/recorder).
    if [ -n "${SUITE_LOG:-}" ]; then
        sed -i "s|^URL = .*|&\nLogfile = $SUITE_LOG\nVerbosity = 5|" "$site_folder/odbc.ini"
    fi
    # Another site may have had this address before: what was known of that one is not to be believed.
    export SITE_URL ODBCSYSINI=$site_folder ODBCINI=$site_folder/odbc.ini XDG_CACHE_HOME=$site_folder/cache
}

start_site() { # simulator options…
    "$build/tests/simulator/assets-simulator" --port 0 --port-file "$site_folder/port" "$@" >"$site_folder/site.log" 2>&1 &
    site_pid=$!
    local tries=0
    until [ -s "$site_folder/port" ]; do
        tries=$((tries + 1))
        if ! kill -0 "$site_pid" 2>/dev/null || [ "$tries" -gt 200 ]; then
            cat "$site_folder/site.log" >&2
            echo "The demo site did not start." >&2
            exit 1
        fi
        sleep 0.05
    done
    SITE_URL=http://127.0.0.1:$(cat "$site_folder/port")
    write_odbc_files
}

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

expect_line() { # description, pattern (extended regular expression), text
    grep -Eq -- "$2" <<<"$3" || fail "$1: no line matches '$2' in:
$3"
}

reject_line() { # description, pattern, text
    if grep -Eq -- "$2" <<<"$3"; then fail "$1: a line matches '$2' in:
$3"; fi
}
