#!/usr/bin/env bash
source "$(dirname "${BASH_SOURCE[0]}")/transcript.sh" "$@"
start_site
# RODBC has no parameters in queries; it cuts text at 65,535 bytes itself.
expect_transcript "R RODBC" '/^(long|id|key|moment|echo)\|/d' Rscript --vanilla "$folder/rodbc.R"
