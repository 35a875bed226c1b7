#!/usr/bin/env bash
# The recorder notes and refuses what leaves this machine, and nothing else.
set -euo pipefail
record=$(mktemp)
trap 'rm -f "$record"' EXIT
run() { # recorder, host
    LD_PRELOAD=$1 HOST_RECORD=$record python3 -c '
import socket, sys
try:
    socket.create_connection((sys.argv[1], 9), timeout=2)
except OSError:
    pass' "$2"
}

run "$1" 127.0.0.1
run "$1" localhost
run "$1" ::1
run "$1" nobody.invalid
[ ! -s "$record" ] || { echo "noted what is allowed: $(cat "$record")"; exit 1; }
run "$1" 192.0.2.1
grep -qx 'python3: connected to 192.0.2.1' "$record" || { echo "a connection was not noted: $(cat "$record")"; exit 1; }
run "$1" elsewhere.example.com
grep -qx 'python3: looked up elsewhere.example.com' "$record" || { echo "a name was not noted: $(cat "$record")"; exit 1; }
