# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by bootstrap.sh: configure and build.

configure_preset() { # preset [cmake options …]
    local preset=$1
    shift
    if [ "${CI:-}" = true ]; then set -- "$@" -DSIGNALBOX_WERROR=ON; fi
    mkdir -p "$log_dir"
    step "configure-$preset" "Configured $preset" cmake --preset "$preset" "$@"
}

build_preset() { # preset [targets …]
    local preset=$1
    shift
    configure_preset "$preset"
    step "build-$preset" "Built $preset" cmake --build --preset "$preset" ${1:+--target "$@"}
}
