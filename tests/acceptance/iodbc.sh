#!/usr/bin/env bash
# iODBC's driver manager, whose SQLWCHAR has four bytes, with its own iodbctest: one statement a line, no parameters, and
# no more than 1,024 bytes of a value.
source "$(dirname "${BASH_SOURCE[0]}")/transcript.sh" "$@"
start_site
export ODBCINSTINI=$ODBCSYSINI/odbcinst.ini
# iodbctest shows as many bytes of a text as the column has characters: the text is made longer by blanks.
statement() { sed -n "s/^$1\t//p" "$STATEMENTS" | sed "s/\('Zoë[^']*\)'/\1                    '/"; }
expected() { sed -n "s/^$1|//p" "$folder/transcript.txt"; }

# The values of the rows as iodbctest shows them, separated by |, without its blanks.
ask() { # data source, statement…
    local source=$1
    shift
    printf '%s\n' "$@" exit | iodbctest "DSN=$source" 2>&1 | sed -E 's/^SQL>//; s/ *\| */|/g; s/ +$//'
}

for source in AssetsDemo AssetsDataCenter; do
    for name in types object count; do
        ask $source "$(statement $name)" | grep -qxF -- "$(expected $name)" ||
            fail "iodbctest reads $name on $source: $(ask $source "$(statement $name)")"
    done
    nulls=$(ask $source "$(statement nulls)" | grep -cE '^(\*+\|){9}\*+$') || true
    [ "$nulls" -eq 1 ] || fail "iodbctest reads NULLs: $(ask $source "$(statement nulls)")"
    error=$(ask $source "$(statement missing)" "$(statement syntax)" "SELECT 1 AS still")
    expect_line "iodbctest shows a table that is missing" 'NoSuchTable.*SQLSTATE=42S02' "$error"
    expect_line "iodbctest shows an error of syntax" 'SELEC.*SQLSTATE=42000' "$error"
    expect_line "the connection still works" '^1$' "$error"
    tables=$(ask $source tables)
    expect_line "iodbctest lists the tables" '\|Assets\|Objects\|TABLE\|' "$tables"
done
error=$(ask "AssetsDemo;APIToken=wrong-token" "SELECT 1")
expect_line "a wrong token is refused" 'SQLSTATE=28000' "$error"
reject_line "no secret in the message" 'wrong-token' "$error"
echo "iODBC: all as expected"
