#!/usr/bin/env bash
# assets-odbc login and logout against the simulator's authorization server, with a browser and without.
source "$(dirname "${BASH_SOURCE[0]}")/command_site.sh" "$@"
start_site --oauth-callback 'http://localhost:*'
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export XDG_DATA_HOME=$site_folder/data
cat >>"$ODBCINI" <<INI

[SignedIn]
Driver = Assets
URL = $SITE_URL
ApiUrl = $SITE_URL
AuthUrl = $SITE_URL
Deployment = Cloud
AuthScheme = OAuth
OAuthClientId = demo-client
OAuthClientSecret = env:DEMO_CLIENT_SECRET
INI
export DEMO_CLIENT_SECRET=demo-client-secret
secrets='demo-client-secret|eyJ|rt-'

# Follows the link that stands on a line of its own in the file, as a browser does, to the address it ends at.
redirect_of() { # file
    local link
    link=$(grep -Eo '^ +http.*' "$1" | tr -d ' ')
    /usr/bin/python3 "$folder/browser.py" --first "$link"
}

sign_in_without_browser() { # more options…
    mkfifo "$site_folder/pasted"
    "$program" login --dsn SignedIn --no-browser "$@" <"$site_folder/pasted" >"$site_folder/out" 2>"$site_folder/err" &
    local pid=$! tries=0
    exec 9>"$site_folder/pasted"
    until grep -q '^ *http' "$site_folder/out"; do
        tries=$((tries + 1))
        if ! kill -0 "$pid" 2>/dev/null || [ "$tries" -gt 400 ]; then
            fail "no link is printed: $(cat "$site_folder/out" "$site_folder/err")"
        fi
        sleep 0.05
    done
    redirect_of "$site_folder/out" >&9
    exec 9>&-
    CODE=0
    wait "$pid" || CODE=$?
    rm "$site_folder/pasted"
    OUT=$(cat "$site_folder/out")
    ERR=$(cat "$site_folder/err")
}

tokens_are_got_and_used() {
    expect_code 0
    expect_line "it says so" "^Signed in to $SITE_URL\.\$" "$OUT"
    expect_line "where, and what it may" "^Kept in the file $site_folder/data/.*: access until .*renewed without a new log-in; it may: .*read:cmdb-object:jira" "$OUT"
    reject_line "no secret is shown" "$secrets" "$OUT$ERR"
    local file
    file=$(find "$XDG_DATA_HOME" -type f -size +0 | head -n 1)
    [ "$(stat -c %a "$file")" = 600 ] || fail "the mode of $file"
    ask query --dsn SignedIn --format csv "SELECT COUNT(*) AS n FROM Schemas"
    expect_code 0
    ask doctor SignedIn
    expect_code 0
    expect_line "the doctor sees the sign-in" '^ok       kept sign-in: in the file .*renewed without a new log-in' "$OUT"
    reject_line "no secret is shown" "$secrets" "$OUT$ERR"
}

ask query --dsn SignedIn "SELECT 1"
expect_code 1
expect_line "what to run is told" '^28000: .*assets-odbc login --dsn SignedIn' "$ERR"
ask doctor SignedIn
expect_code 1
expect_line "the doctor tells it, too" '^FAILED   kept sign-in: nobody has signed in yet. Run: assets-odbc login --dsn SignedIn' "$OUT"

sign_in_without_browser
tokens_are_got_and_used

ask logout --dsn SignedIn
expect_code 0
expect_line "it says so" '^Signed out of ' "$OUT"
ask logout --dsn SignedIn
expect_line "there is nothing left" '^Nobody was signed in' "$OUT"
ask query --dsn SignedIn "SELECT 1"
expect_code 1

# A browser that goes where it is sent.
mkdir "$site_folder/bin"
cat >"$site_folder/bin/xdg-open" <<SH
#!/bin/sh
exec /usr/bin/python3 "$folder/browser.py" "\$1"
SH
chmod +x "$site_folder/bin/xdg-open"
port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
PATH=$site_folder/bin:$PATH DISPLAY=:99 ask login --connect "DSN=SignedIn;CallbackURL=http://localhost:$port"
if [ "$CODE" != 0 ]; then fail "login by a browser: $OUT
$ERR"; fi
tokens_are_got_and_used
ask logout --dsn SignedIn

DISPLAY='' WAYLAND_DISPLAY='' ask login --dsn SignedIn </dev/null
expect_code 1
expect_line "no display" 'no display' "$ERR"
ask login --dsn SignedIn --no-browser <<<"https://localhost/?code=abc&state=wrong"
expect_code 1
reject_line "no secret is shown" "$secrets" "$OUT$ERR"
DEMO_CLIENT_SECRET=wrong sign_in_without_browser
expect_code 1
ask login --url "$SITE_URL" --client-id demo-client --client-secret-from plain --no-browser
expect_code 2
echo "assets-odbc login and logout: all as expected"
