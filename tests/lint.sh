#!/usr/bin/env bash
# clang-format and clang-tidy over the project's sources. With file names, only those.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if [ $# -gt 0 ]; then files=("$@"); else mapfile -t files < <(git ls-files '*.cpp' '*.h'); fi
clang-format --dry-run --Werror "${files[@]}" || exit 1
echo "clang-format: ${#files[@]} files as they should be"
cmake --preset dev >/dev/null || exit 1
printf '%s\n' "${files[@]}" | grep '\.cpp$' | xargs -P "$(nproc)" -n 4 clang-tidy --quiet -p build/dev 2>/dev/null
