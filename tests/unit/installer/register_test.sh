#!/usr/bin/env bash
# Installs the build into a folder of its own, and registers and unregisters the driver with private ODBC files.
#   register_test.sh BUILD_FOLDER
set -euo pipefail

build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

check() { # description, command…
    local description=$1
    shift
    if "$@" >"$work/output" 2>&1; then return; fi
    failures=$((failures + 1))
    echo "FAILED: $description"
    sed 's/^/    /' "$work/output"
}

exits() { # wanted code, command…
    local wanted=$1 code=0
    shift
    "$@" || code=$?
    [ "$code" -eq "$wanted" ] || { echo "exit code $code instead of $wanted"; return 1; }
}

says() { # text, command…
    local text=$1 output
    shift
    output=$("$@" 2>&1) || true
    grep -Fq -- "$text" <<<"$output" || { echo "no \"$text\" in: $output"; return 1; }
}

# A folder with ini files of its own: etc/ is the system's, home.ini the user's.
fresh() {
    rm -rf "$work/ini"
    mkdir -p "$work/ini/etc"
    export ODBCSYSINI=$work/ini/etc ODBCINI=$work/ini/home.ini
}

# Files as people have them: comments, odd spacing, a long token, no end of line at the end.
with_prior_files() {
    fresh
    printf '# ours, keep\n\n[Other]\nDriver = /usr/lib/other.so ; odd\n  UsageCount=3\n; tail comment\n\n\n' \
        >"$work/ini/etc/odbcinst.ini"
    printf '[Mine]\nDriver=Other\nToken=%s\n# last line has no end' "$(printf 't%.0s' {1..3000})" >"$work/ini/home.ini"
    printf '\r\n[System]\r\nDriver=Other\r\n' >"$work/ini/etc/odbc.ini"
    chmod 640 "$work/ini/etc/odbcinst.ini"
    chmod 600 "$work/ini/home.ini"
}

snapshot() { # name
    rm -rf "${work:?}/$1"
    cp -a "$work/ini" "$work/$1"
}

unchanged_since() { # name
    diff -r "$work/$1" "$work/ini" && diff <(cd "$work/$1" && find . -printf '%p %m\n' | sort) \
        <(cd "$work/ini" && find . -printf '%p %m\n' | sort)
}

in_the_prefix() {
    cmake --install "$build" --prefix "$work/prefix" >"$work/log" 2>&1 || cat "$work/log"
    register=$work/prefix/bin/assets-odbc-register
    library=$(find "$work/prefix" -name libassetsodbc.so)
    check "the library is installed" test -r "$library"
    check "the register script is installed" test -x "$register"
    check "the set-up library is installed" test -r "${library%.so}S.so"
    check "the program is installed" exits 0 "$work/prefix/bin/assets-odbc" version
    local file
    for file in README.md LICENSE CHANGELOG.md odbc.ini.sample; do
        check "$file is installed" cmp "$work/prefix/share/doc/assets-odbc/$file" "$(dirname "$0")/../../../$file"
    done
}

files_come_and_go() {
    fresh
    snapshot before
    check "install" exits 0 "$register" install --demo-dsn --port 4321
    check "odbcinst lists the driver" says "[Assets]" odbcinst -q -d
    check "odbcinst knows the library" says "Driver=$library" odbcinst -q -d -n Assets
    check "odbcinst knows the set-up library" says "Setup=${library%.so}S.so" odbcinst -q -d -n Assets
    check "the program lists the data source" says "AssetsDemo" "$work/prefix/bin/assets-odbc" dsn list
    check "odbcinst lists the data source" says "[AssetsDemo]" odbcinst -q -s
    check "odbcinst knows the site" says "URL=http://127.0.0.1:4321" odbcinst -q -s -n AssetsDemo
    check "the system's odbc.ini is not made" test ! -e "$ODBCSYSINI/odbc.ini"
    check "uninstall" exits 0 "$register" uninstall
    check "files that were made are gone" unchanged_since before
}

prior_files_are_restored() {
    local scope
    for scope in "" --user --system; do
        with_prior_files
        snapshot before
        # shellcheck disable=SC2086 # no scope is no argument
        check "install $scope" exits 0 "$register" install --demo-dsn $scope
        check "the driver is listed" says "Driver=$library" odbcinst -q -d -n Assets
        check "the other driver is listed" says "other.so" odbcinst -q -d -n Other
        check "the data source is listed" says "URL=http://127.0.0.1:8080" odbcinst -q -s -n AssetsDemo
        snapshot installed
        # shellcheck disable=SC2086
        check "install $scope again" exits 0 "$register" install --demo-dsn $scope
        check "installing again changes nothing" unchanged_since installed
        # shellcheck disable=SC2086
        check "uninstall $scope" exits 0 "$register" uninstall $scope
        check "prior files are as before ($scope)" unchanged_since before
        check "uninstall $scope again" exits 0 "$register" uninstall
        check "uninstalling again changes nothing" unchanged_since before
    done
}

links_stay_links() {
    with_prior_files
    mv "$ODBCINI" "$work/ini/real.ini"
    ln -s real.ini "$ODBCINI"
    snapshot before
    check "install through a link" exits 0 "$register" install --demo-dsn
    check "the link stays" test -L "$ODBCINI"
    check "uninstall through a link" exits 0 "$register" uninstall
    check "the linked file is as before" unchanged_since before
}

later_sections_stay() {
    fresh
    "$register" install --demo-dsn >/dev/null
    printf '\n# mine\n[Later]\nDriver = Assets\n' >>"$ODBCINI"
    printf '[LaterDriver]\nDriver = x.so\n' >>"$ODBCSYSINI/odbcinst.ini"
    check "own data sources are mentioned" says "still name the driver: [Later]" "$register" uninstall
    check "what was added later stays" diff <(printf '\n# mine\n[Later]\nDriver = Assets\n') "$ODBCINI"
    check "the driver added later stays" diff <(printf '[LaterDriver]\nDriver = x.so\n') "$ODBCSYSINI/odbcinst.ini"
}

a_new_port_replaces_the_old() {
    fresh
    "$register" install --demo-dsn --port 1111 >/dev/null
    check "install with another port" exits 0 "$register" install --demo-dsn --port 2222
    check "the new port counts" says "URL = http://127.0.0.1:2222" cat "$ODBCINI"
    check "the old port is gone" exits 1 grep -q 1111 "$ODBCINI"
}

usage_counts_are_honoured() {
    fresh
    "$register" install >/dev/null
    printf '[Assets]\nDriver = %s\n' "$library" >"$work/template"
    odbcinst -i -d -f "$work/template" >/dev/null
    check "another package holds the driver" says "UsageCount=2" odbcinst -q -d -n Assets
    check "uninstall says so" says "usage count 1" "$register" uninstall
    check "the driver stays" says "Driver=$library" cat <(sed 's/ *= */=/' "$ODBCSYSINI/odbcinst.ini")
    check "the last uninstall takes it out" exits 0 "$register" uninstall
    check "the driver is gone" exits 1 grep -q Assets "$ODBCSYSINI/odbcinst.ini"
}

strangers_are_left_alone() {
    fresh
    printf '[assets]\nDriver = /opt/else/libassets.so\n' >"$ODBCSYSINI/odbcinst.ini"
    printf '[AssetsDemo]\nDriver = Other\n' >"$ODBCINI"
    snapshot before
    check "another library is not replaced" says "another library, /opt/else/libassets.so" "$register" install
    check "install fails" exits 1 "$register" install --demo-dsn
    check "uninstall fails" exits 1 "$register" uninstall
    check "nothing is changed" unchanged_since before
    check "unless it is meant" exits 0 "$register" uninstall --library /opt/else/libassets.so
    rm -f "$ODBCSYSINI/odbcinst.ini"
    check "another driver's demo is not replaced" exits 1 "$register" install --demo-dsn
    check "another driver's demo stays" diff <(printf '[AssetsDemo]\nDriver = Other\n') "$ODBCINI"
}

errors_are_clear() {
    fresh
    check "help" exits 0 "$register" --help
    check "help tells the commands" says "uninstall" "$register" --help
    local arguments
    for arguments in "" "frobnicate" "install uninstall" "install --port 1" "install --demo-dsn --port 0" \
        "install --demo-dsn --port 65536" "install --demo-dsn --port x" "install --demo-dsn --port" "install --user --system" \
        "uninstall --demo-dsn"; do
        # shellcheck disable=SC2086 # words are arguments
        check "wrong usage: $arguments" exits 2 "$register" $arguments
    done
    check "a missing library" says "no driver library /nowhere/x.so" "$register" install --library /nowhere/x.so
    check "a missing library fails" exits 1 "$register" install --library /nowhere/x.so
    ODBCSYSINI=$work/nowhere check "a missing folder fails" exits 1 "$register" install
    ODBCSYSINI=$work/nowhere check "a missing folder is named" says "$work/nowhere does not exist" "$register" install
    check "errors leave no files" diff <(find "$work/ini" -type f) /dev/null
}

in_the_prefix
files_come_and_go
prior_files_are_restored
links_stay_links
later_sections_stay
a_new_port_replaces_the_old
usage_counts_are_honoured
strangers_are_left_alone
errors_are_clear
[ "$failures" -eq 0 ] || { echo "$failures checks failed"; exit 1; }
echo "all checks passed"
