#!/usr/bin/env bash
# Runs pyodbc_pandas.py with Debian's Python, which has Debian's pyodbc and pandas.
source "$(dirname "${BASH_SOURCE[0]}")/site.sh" "$@"
start_site
/usr/bin/python3 -W ignore::UserWarning "$(dirname "${BASH_SOURCE[0]}")/pyodbc_pandas.py"
