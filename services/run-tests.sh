#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds and runs the tests of one service, of the platform, or of all, and says which lines they reached. It has a build
# folder of its own, build/coverage; what needs a running stack is not among them (installer/bootstrap.sh test has that).
#
# usage: services/run-tests.sh [auth|items|orders|invoices|platform]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
build=build/coverage
names=(platform auth items orders invoices)
case " ${names[*]} " in
*" ${1:-platform} "*) if [ $# -gt 0 ]; then names=("$1"); fi ;;
*) sed -n 's/^# usage: /usage: /p' "$0"; exit 2 ;;
esac

# gcovr of Debian, or else the one of PyPI, in a folder of its own.
provide_gcovr() {
    gcovr=$(command -v gcovr || true)
    if [ -n "$gcovr" ]; then return; fi
    gcovr=$build/venv/bin/gcovr
    if [ ! -x "$gcovr" ]; then
        python3 -m venv "$build/venv"
        "$build/venv/bin/pip" install --quiet gcovr==8.6
    fi
}

cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug "-DCMAKE_CXX_FLAGS_DEBUG=-O0 -g1 --coverage" \
    -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=12 -DSIGNALBOX_BUILD_APP=OFF -DSIGNALBOX_FAILPOINTS=ON >"$build.log" 2>&1 ||
    { cat "$build.log"; exit 1; }
provide_gcovr
folders=() filters=() objects=()
for name in "${names[@]}"; do
    folders+=("tests/services/$name/all")
    filters+=(--filter "services/$name/")
    objects+=("$build/services/$name")
done
if [ $# -eq 0 ]; then folders+=(tests/services/contracts/all tests/services/http_conformance/all); fi
cmake --build "$build" --target "${folders[@]}"
find "$build" -name '*.gcda' -delete # of the run before
failed=0
for folder in "${folders[@]}"; do
    ctest --test-dir "$build/${folder%/all}" --output-on-failure -j "$(nproc)" || failed=1
done
"$gcovr" --root . "${filters[@]}" --gcov-ignore-errors=no_working_dir_found --print-summary "${objects[@]}"
exit "$failed"
