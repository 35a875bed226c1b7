#!/usr/bin/env bash
# assets-odbc against the demo site: queries in every format, data sources that come and go, scopes and endpoints.
source "$(dirname "${BASH_SOURCE[0]}")/command_site.sh" "$@"
start_site

same() { # description, wanted, got
    [ "$2" = "$3" ] || fail "$1: wanted
$2
got
$3"
}

queries_are_printed_in_each_format() {
    local sql="SELECT ObjectKey, Id, HasAvatar, NULL AS n, '' AS e, 'a\"b,ä日' AS t, 1.5 AS d FROM Objects WHERE ObjectKey = 'HR-1'"
    local id
    ask query --dsn AssetsDemo --format csv "SELECT Id FROM Objects WHERE ObjectKey = 'HR-1'"
    id=$(sed -n '2s/\r//p' <<<"$OUT")
    [ -n "$id" ] || fail "the demo site has no HR-1"

    ask query --dsn AssetsDemo "$sql"
    expect_code 0
    same "a table" "ObjectKey | Id | HasAvatar | n    | e | t       |   d
----------+----+-----------+------+---+---------+----
HR-1      | $(printf "%2s" "$id") | 0         | NULL |   | a\"b,ä日 | 1.5
(1 row)" "$OUT"
    ask query --dsn AssetsDemo --format csv "$sql"
    same "CSV" "ObjectKey,Id,HasAvatar,n,e,t,d
HR-1,$id,0,,\"\",\"a\"\"b,ä日\",1.5" "${OUT//$'\r'/}"
    [ "$(grep -c $'\r$' <<<"$OUT")" = 2 ] || fail "lines of CSV end with CR LF"
    ask query --dsn AssetsDemo --format ndjson "$sql"
    same "NDJSON" "{\"ObjectKey\": \"HR-1\", \"Id\": $id, \"HasAvatar\": false, \"n\": null, \"e\": \"\", \"t\": \"a\\\"b,ä日\", \"d\": 1.5}" "$OUT"

    # What Python makes of CSV and JSON is the same, and it is all of it.
    ask query --dsn AssetsDemo --format json "SELECT ObjectKey, Name, Created FROM Objects ORDER BY Id"
    mv "$site_folder/out" "$site_folder/objects.json"
    ask query --dsn AssetsDemo --format csv "SELECT ObjectKey, Name, Created FROM Objects ORDER BY Id"
    /usr/bin/python3 - "$site_folder/objects.json" "$site_folder/out" <<'PY' || fail "JSON and CSV hold the same"
import csv, json, sys
objects = json.load(open(sys.argv[1], encoding="utf-8"))
rows = list(csv.DictReader(open(sys.argv[2], encoding="utf-8", newline="")))
assert len(rows) > 200 and rows == objects, (len(rows), len(objects))
PY
}

queries_come_from_the_standard_input_too() {
    ask query --dsn AssetsDemo --format csv - <<<"SELECT 1 AS a; SELECT 2 AS b"
    same "two results" "a
1

b
2" "${OUT//$'\r'/}"
    ask query --dsn AssetsDemo --format csv <<<"SELECT 'x' AS c"
    same "one result" "c
x" "${OUT//$'\r'/}"
    ask query --dsn AssetsDemo "CREATE TABLE t(a); INSERT INTO t VALUES (1), (2)"
    expect_code 0
    expect_line "changes are counted" '^2 rows changed\.$' "$ERR"
}

queries_that_fail_say_so() {
    ask query --dsn AssetsDemo "SELECT * FROM NoSuchTable"
    expect_code 1
    expect_line "the state and the cause" '^42S02: .*NoSuchTable' "$ERR"
    same "nothing on the standard output" "" "$OUT"
    ask query --dsn AssetsDemo --format json \
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 5000) SELECT CASE WHEN n < 5000 THEN n ELSE abs(-9223372036854775807 - 1) END FROM c"
    expect_code 1
    [ "$(tail -n 1 <<<"$OUT")" != "]" ] || fail "an array is not closed after an error"
    [ "$(wc -l <<<"$OUT")" -gt 4000 ] || fail "rows are written before the error comes"
    ask query --dsn AssetsDemo --max-rows 3 "SELECT Name FROM Objects"
    expect_code 0
    expect_line "the limit is told" 'there are more rows than the 3 that --max-rows allows' "$ERR"
    expect_line "the rows are counted" '^\(3 rows\)$' "$OUT"
    ask query --dsn AssetsDemo --max-rows 3 "SELECT 1 UNION SELECT 2 UNION SELECT 3"
    same "no warning for a whole result" "" "$ERR"
    ask query --connect "DSN=AssetsDemo;APIToken=wrong-token" "SELECT 1"
    expect_code 1
    expect_line "refused credentials" '^28000: ' "$ERR"
    reject_line "no secret in the message" 'wrong-token' "$ERR"
    ask query --connect "URL=$SITE_URL;ApiUrl=$SITE_URL;Deployment=Cloud;User=demo@example.com;APIToken=demo-token" "SELECT 1"
    expect_code 0
    ask query "SELECT 1"
    expect_code 2
    expect_line "which data source" 'Choose one with --dsn: AssetsDemo, AssetsDataCenter' "$ERR"
}

an_interrupt_cancels_the_query() {
    "$program" query --dsn AssetsDemo --format csv \
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c" \
        >"$site_folder/endless" 2>"$site_folder/err" &
    local pid=$! code=0 tries=0
    until [ -s "$site_folder/endless" ]; do
        tries=$((tries + 1))
        [ "$tries" -le 400 ] || fail "an endless query streams its rows"
        sleep 0.05
    done
    kill -TERM "$pid" # a shell's background jobs ignore SIGINT
    timeout 60 tail --pid="$pid" -f /dev/null || kill -KILL "$pid"
    wait "$pid" || code=$?
    same "exit code of an interrupt" 130 "$code"
    expect_line "it says so" '^Cancelled\.$' "$(cat "$site_folder/err")"
}

data_sources_come_and_go() {
    cp "$ODBCINI" "$site_folder/before.ini"
    chmod 644 "$ODBCINI"
    ask dsn add Mine URL="$SITE_URL" ApiUrl="$SITE_URL" Deployment=Cloud User=demo@example.com --secret APIToken=- <<<"demo-token"
    expect_code 0
    expect_line "it is added" '^Added the data source \[Mine\]' "$OUT"
    expect_line "the file is closed to others" 'readable for you only' "$ERR"
    same "the mode of odbc.ini" 600 "$(stat -c %a "$ODBCINI")"
    ask dsn list
    expect_line "it is listed" '^Mine +\| http://127.0.0.1' "$OUT"
    reject_line "without secrets" 'demo-token' "$OUT"
    expect_line "odbcinst lists it" '^\[Mine\]$' "$(odbcinst -q -s)"
    ask dsn test Mine
    expect_code 0
    expect_line "it connects" '^ok: connected; [0-9]+ objects' "$OUT"
    ask dsn add Mine URL="$SITE_URL" User=demo@example.com APIToken=env:DEMO_TOKEN
    expect_code 1
    expect_line "it is not overwritten" 'already.*--replace' "$ERR"
    ask dsn add Mine URL="$SITE_URL" ApiUrl="$SITE_URL" Deployment=Cloud User=demo@example.com APIToken=env:DEMO_TOKEN --replace
    expect_code 0
    DEMO_TOKEN=demo-token ask dsn test Mine
    expect_code 0
    ask dsn test Mine
    expect_code 1
    expect_line "the driver says what is missing" 'no environment variable' "$ERR"
    ask dsn remove Mine
    expect_code 0
    cmp "$ODBCINI" "$site_folder/before.ini" || fail "the file is as it was"
    ask dsn remove Mine
    expect_code 1
    ask dsn test Mine
    expect_code 1
    expect_line "the manager's state" '^IM002' "$ERR"
}

wrong_data_sources_are_refused() {
    cp "$ODBCINI" "$site_folder/before.ini"
    ask dsn add Wrong URLL="$SITE_URL"
    expect_code 1
    expect_line "an unknown property" '"URLL" is unknown' "$ERR"
    ask dsn add Wrong URL=https://x.atlassian.net PageSize=0
    expect_code 1
    expect_line "a value that is not allowed" 'PageSize=0 is not allowed: it must be a whole number' "$ERR"
    ask dsn add 'Wr[ong' URL=https://x.atlassian.net
    expect_code 1
    ask dsn add Wrong nonsense
    expect_code 2
    ask dsn add Wrong URL=https://x.atlassian.net --secret APIToken=plain-secret
    expect_code 2
    reject_line "no secret in the message" 'plain-secret' "$ERR"
    cmp "$ODBCINI" "$site_folder/before.ini" || fail "nothing was written"
}

administrators_are_told_what_to_allow() {
    ask scopes Icons Schemas
    expect_code 0
    expect_line "the scope of icons" '^read:cmdb-icon:jira +\| granular .*\| Icons$' "$OUT"
    expect_line "the classic scope" '^read:servicedesk-request +\| classic ' "$OUT"
    expect_line "the list to paste" '^Scope = .*read:cmdb-schema:jira.* offline_access$' "$OUT"
    reject_line "no scope of other tables" 'cmdb-object' "$OUT"
    reject_line "no scope for writing" 'write:' "$OUT"
    ask scopes --write ITSM.Laptops
    expect_line "the scope for writing" '^write:cmdb-object:jira' "$OUT"
    ask endpoints
    expect_line "the API" '^api\.atlassian\.com +\| +443 \| https' "$OUT"
    expect_line "the authorization server" '^auth\.atlassian\.com' "$OUT"
    ask endpoints --dsn AssetsDemo
    expect_line "the data source's host" "^127\.0\.0\.1 +\| +${SITE_URL##*:} \| http " "$OUT"
    reject_line "no host that it does not use" 'atlassian' "$OUT"
}

queries_are_printed_in_each_format
queries_come_from_the_standard_input_too
queries_that_fail_say_so
an_interrupt_cancels_the_query
data_sources_come_and_go
wrong_data_sources_are_refused
administrators_are_told_what_to_allow
echo "assets-odbc: all as expected"
