#!/usr/bin/env bash
# Node's package `odbc` is not in Debian and nothing is downloaded by a build, so that this is run by hand:
#   npm install odbc && NODE_PATH=$PWD/node_modules tests/acceptance/node.sh build/release
source "$(dirname "${BASH_SOURCE[0]}")/transcript.sh" "$@"
start_site
# Decimals are numbers of JavaScript.
expect_transcript "Node odbc" 's/12345678901\.2340/12345678901.234/' node "$folder/node.js"
