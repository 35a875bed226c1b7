#!/usr/bin/env bash
# iODBC, the other driver manager, whose SQLWCHAR has four bytes: its own client iodbctest (narrow, with the manager linked
# into it), a wide application over libiodbc, and both managers side by side in one process.
source "$(dirname "${BASH_SOURCE[0]}")/site.sh" "$@"
start_site

# iODBC reads the same files, but by other variables.
export SYSODBCINI=$site_folder/odbc.ini ODBCINSTINI=$site_folder/odbcinst.ini SYSODBCINSTINI=$site_folder/odbcinst.ini
cat >>"$site_folder/odbc.ini" <<INI

[ODBC Data Sources]
AssetsDemo = Assets
AssetsDataCenter = Assets
INI

ask() { # connection string, then SQL on standard input
    { cat; echo quit; } | iodbctest "$1" 2>&1 || true
}

export LC_ALL=C.UTF-8
rows=$(echo "SELECT Id, ObjectSchemaKey, Name FROM Schemas ORDER BY Id" | ask "DSN=AssetsDemo")
expect_line "iodbctest connects" '^Driver: .*libassetsodbc' "$rows"
expect_line "iodbctest lists the schemas" '^[0-9]+ *\|ITSM *\|' "$rows"

rows=$(echo "SELECT 'Zoë Müller 日本 😀' AS t UNION ALL SELECT 'iodbctest cuts at the display size in bytes'" | ask "DSN=AssetsDemo")
expect_line "iodbctest keeps text whole" 'Zoë Müller 日本 😀' "$rows"

rows=$(echo "SELECT COUNT(*), 'é', 1.5 FROM Objects" | ask "DSN=AssetsDataCenter")
expect_line "iodbctest counts on Data Center" '^[0-9]{3} *\|é' "$rows"

rows=$(printf "tables\ndatatypes\n" | ask "DSN=AssetsDemo")
expect_line "iodbctest lists the tables" 'Objects' "$rows"
expect_line "iodbctest lists the types" 'NVARCHAR' "$rows"

rows=$(echo "SELECT * FROM NoSuchTable" | ask "DSN=AssetsDemo")
expect_line "iodbctest shows the state" 'SQLSTATE=42S02' "$rows"
expect_line "iodbctest shows the cause" 'NoSuchTable' "$rows"

rows=$(echo "SELECT Name FROM Schemas" | ask "DRIVER={Assets};URL=$SITE_URL;ApiUrl=$SITE_URL;Deployment=Cloud;User=demo@example.com;APIToken=demo-token")
expect_line "iodbctest connects without a data source" '^IT Assets' "$rows"

rows=$(echo "SELECT 1" | ask "DSN=AssetsDemo;UID=nobody@example.com;PWD=wrong-token")
expect_line "a wrong token is refused as 28000" 'SQLSTATE=28000' "$rows"
reject_line "no secret in the message" 'wrong-token' "$rows"

/usr/bin/python3 "$(dirname "${BASH_SOURCE[0]}")/iodbc_wide.py" || fail "the wide application over iODBC"
echo "iODBC: all as expected"
