#!/usr/bin/env bash
# assets-odbc doctor on a good set-up, and on broken ones: what it says of each.
source "$(dirname "${BASH_SOURCE[0]}")/command_site.sh" "$@"
start_site --token 'few@example.com:few-token=read:cmdb-object:jira,read:cmdb-schema:jira,read:cmdb-attribute:jira,read:cmdb-icon:jira,read:cmdb-config:jira,read:servicedesk-request'
chmod 600 "$ODBCINI"

# Each case ends with these: the verdicts that are not ok, as one pattern per line, and no others.
diagnosis() { # description, exit code, patterns…
    local description=$1 bad pattern
    expect_code "$2"
    shift 2
    bad=$(grep -E '^(warning|FAILED|skipped) ' <<<"$OUT" || true)
    for pattern in "$@"; do
        grep -Eq -- "$pattern" <<<"$bad" || fail "$description: no line matches '$pattern' in:
$OUT"
        bad=$(grep -Ev -- "$pattern" <<<"$bad" || true)
    done
    [ -z "$bad" ] || fail "$description: unexpected: $bad"
    reject_line "$description: no secret" 'demo-token|demo-pat|few-token|wrong-token|proxy-secret' "$OUT$ERR"
}
skipped='^skipped  connection: '

for source in AssetsDemo AssetsDataCenter; do
    ask doctor $source
    diagnosis "a good set-up" 0
    expect_line "the library" '^ok       driver: \[Assets\] in .* is .*libassetsodbc\.so, which loads' "$OUT"
    expect_line "the credentials" '^ok       credentials: are accepted' "$OUT"
    expect_line "the connection" '^ok       connection: works through the driver manager; object schemas: [1-9]' "$OUT"
    expect_line "the last line" '^Everything needed works\.$' "$OUT"
done
ask doctor --json AssetsDemo
[ "$(/usr/bin/python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["ok"], {c["verdict"] for c in d["checks"]})' <<<"$OUT")" = "True {'ok'}" ] ||
    fail "JSON of a good set-up: $OUT"

mkdir "$site_folder/none"
ODBCSYSINI=$site_folder/none ask doctor AssetsDemo
diagnosis "no driver registered" 1 '^FAILED   driver: .*none/odbcinst.ini has no driver \[Assets\].*assets-odbc-register install' "$skipped"

mkdir "$site_folder/gone"
printf '[Assets]\nDriver = /nowhere/libassetsodbc.so\n' >"$site_folder/gone/odbcinst.ini"
ODBCSYSINI=$site_folder/gone ask doctor AssetsDemo
diagnosis "the library is missing" 1 '^FAILED   driver: .*/nowhere/libassetsodbc.so, which cannot be loaded: there is no such file' "$skipped"

mkdir "$site_folder/other"
printf '[Assets]\nDriver = /lib/x86_64-linux-gnu/libc.so.6\n' >"$site_folder/other/odbcinst.ini"
if [ -e /lib/x86_64-linux-gnu/libc.so.6 ]; then
    ODBCSYSINI=$site_folder/other ask doctor AssetsDemo
    diagnosis "another library" 1 '^FAILED   driver: .*it is no ODBC driver' "$skipped"
fi

ask doctor NoSuchSource
diagnosis "no such data source" 1 '^FAILED   data source: .* has \[NoSuchSource\]\. Of this driver there are: AssetsDemo, AssetsDataCenter'

ask doctor "DSN=AssetsDemo;PageSizee=100"
diagnosis "a misspelt property" 0 '^warning  properties: .*"PageSizee" is unknown and was ignored. Did you mean "PageSize"'
ask doctor "DSN=AssetsDemo;PageSize=many"
diagnosis "a wrong value" 1 '^FAILED   properties: .*PageSize=many is not allowed: it must be a whole number'

chmod 644 "$ODBCINI"
ask doctor AssetsDemo
diagnosis "a file that others can read" 0 '^warning  data source: .*can be read by other users.*chmod 600'
chmod 600 "$ODBCINI"

ask doctor "DSN=AssetsDemo;URL=https://nobody.invalid"
diagnosis "a name that nobody has" 1 '^FAILED   name of the site: nobody\.invalid cannot be resolved: .*Check the spelling of URL' "$skipped"

ask doctor "DSN=AssetsDemo;URL=http://127.0.0.1:1"
diagnosis "a closed port" 1 '^FAILED   connection to the site: .*127\.0\.0\.1.*refused.*Check host and port in URL' "$skipped"

ask doctor "DSN=AssetsDemo;APIToken=wrong-token"
diagnosis "a wrong token" 1 '^FAILED   credentials: .*refused the credentials.*Check User and APIToken' "$skipped"

ask doctor AssetsDemo
workspace=$(sed -n 's/^ok       workspace: \(.*\)\.$/\1/p' <<<"$OUT")
ask doctor "DSN=AssetsDemo;User=few@example.com;APIToken=few-token;WorkspaceId=$workspace"
diagnosis "a missing scope" 1 '^FAILED   scope read:cmdb-type:jira: .*read:cmdb-type:jira' "$skipped"
expect_line "the others are there" '^ok       scope read:cmdb-object:jira: objects can be read' "$OUT"

start_server empty "$build/tests/simulator/assets-simulator" --port 0 --port-file "$site_folder/empty.port" --workspaces empty
ask doctor "DSN=AssetsDemo;URL=http://127.0.0.1:$PORT;ApiUrl=http://127.0.0.1:$PORT"
diagnosis "no workspace" 1 '^FAILED   workspace: No Assets on 127\.0\.0\.1.*Premium' "$skipped"

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=Office proxy" -addext "subjectAltName=IP:127.0.0.1,DNS:localhost" \
    -keyout "$site_folder/key.pem" -out "$site_folder/cert.pem" 2>/dev/null
start_server tls "$build/tests/simulator/assets-simulator" --port 0 --port-file "$site_folder/tls.port" \
    --tls-cert "$site_folder/cert.pem" --tls-key "$site_folder/key.pem"
tls="DSN=AssetsDemo;URL=https://127.0.0.1:$PORT;ApiUrl=https://127.0.0.1:$PORT"
ask doctor "$tls"
diagnosis "an unknown authority" 1 '^FAILED   connection to the site: .*certificate is not trusted.*SSLCAFile.*It shows the certificate of CN = Office proxy' "$skipped"
ask doctor "$tls;SSLCAFile=$site_folder/cert.pem"
diagnosis "the authority is named, and its certificate is short-lived" 0 '^warning  certificate of the site: CN = Office proxy .*127\.0\.0\.1.* expires soon'
ask doctor "$tls;SSLVerify=false"
diagnosis "no verification" 0 '^warning  TLS: SSLVerify=false' '^warning  certificate of the site: .* expires soon'

start_server proxy /usr/bin/python3 "$(dirname "${BASH_SOURCE[0]}")/odd_server.py" "$site_folder/proxy.port" proxy-407
ask doctor "DSN=AssetsDemo;ProxyServer=http://127.0.0.1:$PORT;ProxyUser=me;ProxyPassword=proxy-secret"
diagnosis "a proxy that lets nobody through" 1 '^FAILED   connection to the site: .*407.*Proxy(User|Server)' "$skipped"

start_server clock /usr/bin/python3 "$(dirname "${BASH_SOURCE[0]}")/odd_server.py" "$site_folder/clock.port" clock-ahead "$SITE_URL"
ask doctor "DSN=AssetsDemo;URL=http://127.0.0.1:$PORT;ApiUrl=http://127.0.0.1:$PORT"
diagnosis "a clock that is an hour off" 0 '^warning  clock: this machine is (3[56][0-9]{2}) seconds behind 127\.0\.0\.1\. .*set the clock'

echo "assets-odbc doctor: all as expected"
