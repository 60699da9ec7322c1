#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From a fresh Debian 12 to a running Signalbox. Each command includes what it needs of those before it, does nothing
# where nothing is to do, and says what it did and how long it took. Output of a step goes to build/log/<step>.log.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
for part in common packages traefik build test; do
    # shellcheck source=/dev/null
    source "installer/steps/$part.sh"
done

usage() {
    cat <<'TEXT'
usage: installer/bootstrap.sh COMMAND

  deps    install the Debian packages and Traefik
  build   deps, then build the programs (release)
  run     build, then open the window on the reference stack; without a display: demo
  demo    build, then start the stack, send an order, print its journey, draw every page, stop the stack
  test    deps, build, format, clang-tidy, the unit tests under sanitizers, then every test
  lint    format and clang-tidy
  sanitize  the unit tests under AddressSanitizer and UndefinedBehaviorSanitizer
TEXT
}

has_display() { [ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ]; }

run_demo() { exec build/release/bin/signalboxctl demo -o build/demo; }

run_program() {
    if has_display; then exec build/release/bin/signalbox; fi
    say "No display here: this is the demo instead of the window."
    run_demo
}

case "${1:-}" in
deps)  install_packages; provide_traefik ;;
build) install_packages; provide_traefik; build_preset release programs ;;
run)   install_packages; provide_traefik; build_preset release programs; run_program ;;
demo)  install_packages; provide_traefik; build_preset release programs; run_demo ;;
test)  install_packages; provide_traefik; run_tests ;;
lint)  install_packages; configure_preset test; run_lint ;;
sanitize) install_packages; run_sanitized ;;
*)     usage; exit 2 ;;
esac
