#!/usr/bin/env bash
source "$(dirname "${BASH_SOURCE[0]}")/site.sh" "$@"
start_site
/usr/bin/python3 "$(dirname "${BASH_SOURCE[0]}")/alchemy.py"
