#!/usr/bin/env bash
# Every test: the release build whole, then unit and black-box tests under the sanitizers, then ten seconds of each fuzz
# target. Prints one closing line "N passed, N failed" and exits non-zero when anything failed or nothing ran.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
results=build/results
rm -rf "$results"
mkdir -p "$results"

stage() { # preset, targets to build, ctest arguments…
    local preset=$1 targets=$2
    shift 2
    echo "== $preset =="
    if ! { cmake --preset "$preset" && cmake --build --preset "$preset" --target $targets; } >"$results/$preset.build.log" 2>&1; then
        tail -n 60 "$results/$preset.build.log"
        echo "The $preset build failed."
        return
    fi
    rm -rf "build/$preset/gtest-results"
    LD_PRELOAD=${WATCH:-} ctest --test-dir "build/$preset" --no-tests=error --output-on-failure --output-junit "$PWD/$results/$preset.junit.xml" "$@"
}

# Every program of the release run is watched: which hosts it contacts, and what it logs. See tests/recorder.
record=$PWD/build/release/record
rm -rf "$record"
mkdir -p "$record"
: >"$record/hosts"
: >"$record/secrets"
export HOST_RECORD=$record/hosts SECRET_RECORD=$record/secrets SUITE_LOG=$record/suite.log
WATCH=$PWD/build/release/tests/recorder/host_recorder.so stage release all --label-exclude 'bench|record'
unset HOST_RECORD SECRET_RECORD SUITE_LOG
ctest --test-dir build/release --output-on-failure --output-junit "$PWD/$results/record.junit.xml" --label-regex '^record$'
stage asan-ubsan checked_tests --parallel 2 --label-regex '^(unit|odbc|threads)$'
stage tsan threads_test --label-regex '^threads$'
stage fuzz fuzz --label-regex '^fuzz$'
exec python3 tests/count_results.py "$results" release record asan-ubsan tsan fuzz
