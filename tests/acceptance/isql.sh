#!/usr/bin/env bash
# isql (narrow, ODBC 2 by default) and iusql (wide) against the demo site, in the locales where narrow text goes wrong.
source "$(dirname "${BASH_SOURCE[0]}")/transcript.sh" "$@"
start_site

ask() { # client and options…, then SQL on standard input
    "$@" 2>&1 || true
}

statement() { sed -n "s/^$1\t//p" "$STATEMENTS"; }
expected() { sed -n "s/^$1|//p" "$folder/transcript.txt" | sed "s/NULL//g"; } # which isql shows as nothing

for source in AssetsDemo AssetsDataCenter; do
    for options in "" "-3"; do
        for name in types nulls object count; do
            rows=$(statement $name | ask isql $source -b -d'|' $options)
            [ "$rows" = "$(expected $name)" ] || fail "isql $options reads $name on $source: $rows"
        done
        rows=$(statement long | ask isql $source -b -d'|' -L300000 $options)
        [ "$rows" = "$(printf 'ä日x😀%.0s' {1..25000})" ] || fail "isql $options reads a text of 100,000 characters"
    done
    # iusql shows one byte of each UTF-16 unit of a bound column wider than its buffer; literals are whole.
    for name in types nulls count; do
        rows=$(statement $name | ask iusql $source -b -d'|')
        [ "$rows" = "$(expected $name)" ] || fail "iusql reads $name on $source: $rows"
    done
done

for locale in C C.UTF-8; do
    export LC_ALL=$locale
    rows=$(echo "SELECT Id, ObjectSchemaKey, Name, Created FROM Schemas ORDER BY Id" | ask isql AssetsDemo -b -d'|')
    expect_line "isql lists the schemas ($locale)" '^[0-9]+\|ITSM\|' "$rows"
    expect_line "isql shows timestamps ($locale)" '\|20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9:]{8}' "$rows"

    rows=$(echo "SELECT 'Zoë 日本 😀' AS t" | ask isql AssetsDemo -b -d'|')
    expect_line "isql keeps UTF-8 text whole ($locale)" 'Zoë 日本 😀' "$rows"

    count=$(echo "SELECT COUNT(*) AS n FROM Objects" | ask isql AssetsDemo -b -d'|')
    expect_line "isql counts the objects ($locale)" '^[0-9]{3}' "$count"
done

for options in "" "-3" "-k"; do
    name=AssetsDemo
    [ "$options" != -k ] || name='DSN=AssetsDemo;'
    rows=$(echo "SELECT Name FROM Schemas" | ask isql "$name" -b -v $options -d'|')
    expect_line "isql $options connects" '.' "$rows"
    reject_line "isql $options reports no error" 'ISQL.*ERROR|\[[0-9A-Z]{5}\]' "$rows"
done

rows=$(printf 'help\nhelp Objects\n' | ask isql AssetsDemo -b -v -d'|')
expect_line "isql help lists the tables" 'Objects' "$rows"
expect_line "isql help lists the columns" 'ObjectKey' "$rows"

# Object types as tables.
for source in AssetsDemo AssetsDataCenter; do
    rows=$(statement pivot | ask isql $source -b -d'|')
    [ "$(printf '%s\n' "$rows" | sed -n 's/^Boston|//p')" = "7|1|8" ] || fail "isql counts laptops by office and status: $rows"
    rows=$(statement threeway | ask isql $source -b -d'|')
    [ "$(printf '%s\n' "$rows" | wc -l)" = 41 ] || fail "isql joins laptops, people and offices: $rows"
    expect_line "isql shows owner, office and warranty" '^HAM-LT-001\|Ingrid Larkfield\|Hamburg\|2024-09-21$' "$rows"
    rows=$(printf 'help\nhelp Laptops\n' | ask isql $source -b -v -d'|')
    expect_line "isql help lists the object types" 'ITSM\|Laptops\|TABLE' "$rows"
    expect_line "isql help lists the attributes" '\|Warranty Expires\|' "$rows"
done

rows=$(echo "SELECT * FROM NoSuchTable" | ask isql AssetsDemo -b -v)
expect_line "isql shows the error" 'S0002|42S02' "$rows"
expect_line "isql shows the cause" 'NoSuchTable' "$rows"

rows=$(echo "SELECT ObjectKey, Name FROM Objects WHERE ObjectKey = 'ITSM-1'" | ask isql AssetsDataCenter -b -v -d'|')
reject_line "isql speaks to Data Center" 'ERROR|\[[0-9A-Z]{5}\]' "$rows"
rows=$(echo "SELECT COUNT(*) FROM Objects" | ask isql AssetsDataCenter -b -v -d'|')
expect_line "isql counts on Data Center" '^[0-9]{3}' "$rows"

rows=$(echo "SELECT Id, Name FROM Schemas" | ask iusql AssetsDemo -b -v -d'|')
expect_line "iusql lists the schemas" '^[0-9]+\|' "$rows"

rows=$(echo "SELECT 1" | ask isql AssetsDemo nobody@example.com wrong-token -b -v) || true
expect_line "a wrong token is refused as 28000" '28000' "$rows"
reject_line "no secret in the message" 'wrong-token' "$rows"
echo "isql and iusql: all as expected"
