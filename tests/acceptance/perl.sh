#!/usr/bin/env bash
source "$(dirname "${BASH_SOURCE[0]}")/transcript.sh" "$@"
start_site
expect_transcript "Perl DBD::ODBC" '' perl "$folder/perl.pl"
