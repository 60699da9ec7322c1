# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by bootstrap.sh: what `test` runs. ctest of everything comes last: its summary is the last thing printed.

run_tests() {
    build_preset test
    run_lint
    run_sanitized
    say "Every test, as one run:"
    ctest --preset all
}

# Under AddressSanitizer and UndefinedBehaviorSanitizer, the tests that need neither display nor server.
run_sanitized() {
    build_preset asan unit_tests
    step sanitized "Unit tests under sanitizers" \
        ctest --test-dir build/asan -L '^unit$' --output-on-failure -j "$(nproc)"
}

run_lint() {
    step format "Format" check_format
    step tidy "clang-tidy" python3 installer/tidy.py build/test
}

check_format() {
    git ls-files -z '*.cpp' '*.h' | xargs -0 clang-format --dry-run -Werror
}
