# Sourced by the acceptance scripts of assets-odbc: after it, `ask ARGUMENTS…` runs the program and leaves OUT, ERR and
# CODE, and `start_server NAME COMMAND…` starts a server beside the site, which ends with the script.
source "$(dirname "${BASH_SOURCE[0]}")/site.sh" "$@"

program=$build/installer/command/assets-odbc
server_pids=()

stop_servers() {
    local pid
    for pid in "${server_pids[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    stop_site
}
trap stop_servers EXIT

# The command is given --port-file or the like itself, as $site_folder/NAME.port. Leaves the port in PORT.
start_server() { # name, command…
    local name=$1 tries=0
    shift
    "$@" >"$site_folder/$name.log" 2>&1 &
    server_pids+=($!)
    until [ -s "$site_folder/$name.port" ]; do
        tries=$((tries + 1))
        if ! kill -0 "${server_pids[-1]}" 2>/dev/null || [ "$tries" -gt 400 ]; then
            cat "$site_folder/$name.log" >&2
            fail "the server $name did not start"
        fi
        sleep 0.05
    done
    PORT=$(cat "$site_folder/$name.port")
}

ask() { # arguments of assets-odbc…
    CODE=0
    "$program" "$@" >"$site_folder/out" 2>"$site_folder/err" || CODE=$?
    OUT=$(cat "$site_folder/out")
    ERR=$(cat "$site_folder/err")
}

expect_code() { # wanted
    [ "$CODE" = "$1" ] || fail "exit code $CODE instead of $1: $OUT
$ERR"
}
