#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# clang-format and clang-tidy over one service, the platform, or all of services/. What was found clean before and has not
# changed since is not looked at again. Of the tests only the format: clang-tidy needs them built (bootstrap.sh test).
#
# usage: services/lint.sh [auth|items|orders|invoices|platform|…]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
folders=("services${1:+/$1}" "tests/services${1:+/$1}")
if [ ! -d "${folders[0]}" ]; then
    sed -n 's/^# usage: /usage: /p' "$0"
    exit 2
fi
for folder in "${folders[@]}"; do
    git ls-files -z "$folder/*.cpp" "$folder/*.h" | xargs -0r clang-format --dry-run -Werror
done
cmake --preset test >/dev/null
python3 installer/tidy.py build/test "${folders[0]}"
