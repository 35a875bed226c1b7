#!/usr/bin/env bash
# Searches what the driver wrote to its logs, at the highest verbosity, and said in diagnostics during the last recorded run
# for every credential that the simulated site saw or gave out in that run. Skipped where nothing was recorded.
set -euo pipefail
folder=$1
[ -e "$folder/secrets" ] || { echo "No run was recorded."; exit 77; }
sort -u "$folder/secrets" -o "$folder/secrets"
texts=("$folder"/suite.log*)
count=$(wc -l <"$folder/secrets")
[ "$count" -ge 3 ] && [ -s "$folder/suite.log" ] && [ -s "$folder/suite.log.messages" ] ||
    { echo "The record holds $count secrets and ${texts[*]}: it cannot prove anything."; exit 1; }
for text in "${texts[@]}"; do
    if grep -aoFf "$folder/secrets" "$text" >"$folder/found"; then
        echo "$text holds secrets:"
        sort "$folder/found" | uniq -c | head -20
        exit 1
    fi
done
echo "$count secrets, $(cat "${texts[@]}" | wc -l) lines of logs and messages: none holds one."
