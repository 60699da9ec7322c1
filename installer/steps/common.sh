# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by bootstrap.sh: how a step is run and reported.

log_dir="$root/build/log"
cache_dir="${SIGNALBOX_CACHE_DIR:-$HOME/.cache/signalbox}"

say() { printf '%s\n' "$*"; }

die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# step NAME "What it does" command … : quiet while it works, its time when it is done, its last lines when it fails.
step() {
    local name=$1 title=$2 began=$SECONDS log="$log_dir/$1.log"
    shift 2
    mkdir -p "$log_dir"
    # In the background because `set -e` does not hold inside a condition.
    "$@" >"$log" 2>&1 &
    if wait $!; then
        say "$title: $((SECONDS - began)) s"
    else
        tail -n 60 "$log" >&2
        die "$title failed after $((SECONDS - began)) s. All of its output is in build/log/$name.log."
    fi
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; return; fi
    command -v sudo >/dev/null || die "Installing packages needs root. Run this as root, or install sudo."
    sudo "$@"
}
