#!/usr/bin/env bash
# A whole session of isql under valgrind: no error, and nothing that the driver allocated is lost.
source "$(dirname "${BASH_SOURCE[0]}")/site.sh" "$@"
start_site
report=$site_folder/valgrind.txt
rows=$(printf '%s\n' "SELECT * FROM Objects" "SELECT COUNT(*) FROM ObjectAttributeValues" "SELECT * FROM NoSuchTable" \
    "SELEC" "SELECT s.Name, COUNT(*) FROM Objects o JOIN Schemas s ON s.Id = o.ObjectSchemaId GROUP BY s.Name" "help Objects" |
    valgrind --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
        --log-file="$report" isql AssetsDemo -b -v -d'|' 2>&1) || true
expect_line "isql answers under valgrind" '^IT Assets\|' "$rows"
expect_line "valgrind ran to its end" 'ERROR SUMMARY' "$(cat "$report")"
# The manager and isql have leaks of their own; only stacks through the driver count.
if grep -Eq 'libassetsodbc|assetsodbc::' "$report"; then
    cat "$report"
    fail "valgrind reports errors in the driver"
fi
echo "valgrind: nothing lost"
