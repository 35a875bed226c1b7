#!/usr/bin/env bash
# The README's demo: the bundled site, and one question about it asked through isql.
source "$(dirname "${BASH_SOURCE[0]}")/site.sh" "$@"
start_site
echo "The demo site listens on $SITE_URL; the data source is AssetsDemo."
query=$(dirname "${BASH_SOURCE[0]}")/laptops.sql
echo
cat "$query"
echo
# isql reads one statement per line.
tr '\n' ' ' <"$query" | { cat; echo; } | isql AssetsDemo -b -m26
