#!/usr/bin/env bash
source "$(dirname "${BASH_SOURCE[0]}")/transcript.sh" "$@"
start_site
# An ODBC 2 program sees the states of ODBC 2.
expect_transcript "PHP odbc" 's/^missing\|42S02/missing|S0002/; s/^syntax\|42000/syntax|37000/' php "$folder/php_odbc.php"
# PDO has no catalog functions.
expect_transcript "PHP PDO_ODBC" '/^tables/d' php "$folder/php_pdo.php"
