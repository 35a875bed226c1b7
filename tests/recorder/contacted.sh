#!/usr/bin/env bash
# Fails when any test of the last recorded run looked up or connected to a host outside this machine; see
# host_recorder.cpp. Skipped where nothing was recorded: tests/run_all.sh does.
set -euo pipefail
[ -e "$1" ] || { echo "No run was recorded."; exit 77; }
if [ -s "$1" ]; then
    echo "Hosts that no test may contact were contacted:"
    sort "$1" | uniq -c
    exit 1
fi
echo "No host outside this machine was contacted."
