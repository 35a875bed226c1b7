#!/usr/bin/env bash
# GDAL's ogrinfo: an ODBC 2 program that asks for a table geometry_columns, for keys and for columns of every table.
source "$(dirname "${BASH_SOURCE[0]}")/transcript.sh" "$@"
start_site

features() { # ogrinfo arguments…: the values of the features, one a line, without the layer's heading
    ogrinfo -ro -q "$@" | sed -n 's/^  \([A-Za-z0-9]* ([A-Za-z0-9]*) = .*\)/\1/p'
}
statement() { sed -n "s/^$1\t//p" "$STATEMENTS"; }

for source in "ODBC:@AssetsDemo" "ODBC:@AssetsDataCenter"; do
    tables=$(ogrinfo -ro "$source" | sed -n 's/^[0-9]*: \(Assets\.[A-Za-z]*\).*/\1/p' | sort | xargs)
    [ "$tables" = "Assets.Attributes Assets.ConnectedTickets Assets.Icons Assets.ObjectAttributeValues Assets.ObjectHistory Assets.ObjectReferences Assets.ObjectTypes Assets.Objects Assets.ReferenceTypes Assets.Schemas Assets.StatusTypes Assets.Usage Assets.Workspaces" ] ||
        fail "GDAL lists the tables: $tables"
    # GDAL itself takes each half of a surrogate pair of a wide column for a character: the emoji is left out here.
    diff -u - <(features "$source" -sql "$(statement types | sed 's/ 😀//')") <<'LINES' || fail "GDAL reads every type"
Big (Integer64) = 9223372036854775807
Num (Integer) = -2147483647
Dbl (Real) = 0.1
Flag (String) = 1
Day (Date) = 2024/02/29
Clock (Time) = 23:59:58
Moment (DateTime) = 2024/02/29 23:59:58.123
Price (Real) = 12345678901.2340
Uid (String) = 6f9619ff-8b86-d011-b42d-00c04fc964ff
Txt (String) = Zoë 日本
LINES
    nulls=$(features "$source" -sql "$(statement nulls)" | grep -c ' = (null)$')
    [ "$nulls" -eq 10 ] || fail "GDAL reads NULLs: $nulls of 10"
    long=$(features "$source" -sql "$(statement long | sed 's/😀/z/')" | sed 's/^t (String) = //')
    [ "$long" = "$(printf 'ä日xz%.0s' {1..25000})" ] || fail "GDAL reads a text of 100,000 characters: ${#long}"
    row=$(features "$source" -where "ObjectKey = 'ITSM-279'" Assets.Objects)
    expect_line "GDAL filters a layer" '^ObjectKey \(String\) = ITSM-279$' "$row"
    expect_line "GDAL reads timestamps" '^Created \(DateTime\) = 20[0-9/]{8} [0-9:.]+$' "$row"
    expect_line "GDAL counts a layer" '^Feature Count: 280$' "$(ogrinfo -ro -so "$source" Assets.Objects)"
    error=$(ogrinfo -ro -q "$source" -sql "$(statement missing)" 2>&1) || true
    expect_line "GDAL shows the state and the cause" 'S0002.*NoSuchTable' "$error"
done
echo "GDAL: all as expected"
