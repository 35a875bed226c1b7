# Sourced by the scripts of clients that run a program of ours: the program runs the statements of statements.tsv on a data
# source and prints what it got, one line each; the lines are compared with transcript.txt, on Cloud and on Data Center.
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$folder/site.sh" "$@"
export STATEMENTS=$folder/statements.tsv
export LC_ALL=C.UTF-8

# Lines of a client that cannot hold a value of ODBC are given as a sed script that changes the expected ones.
expect_transcript() { # client, sed script or '', command…
    local client=$1 change=$2 source
    shift 2
    for source in AssetsDemo AssetsDataCenter; do
        "$@" "$source" >"$site_folder/got" 2>"$site_folder/errors" ||
            fail "$client on $source: $(cat "$site_folder/errors" "$site_folder/got")"
        diff -u <(sed -E "$change" "$folder/transcript.txt") "$site_folder/got" >&2 ||
            fail "$client on $source reads something else than was expected"
    done
    echo "$client: all as expected"
}
