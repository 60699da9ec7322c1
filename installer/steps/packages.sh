# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by bootstrap.sh: Debian's packages, without a system service left running or enabled that was not so before.

system_services="postgresql rabbitmq-server redis-server epmd"

listed_packages() { # [backports]
    local kind=${1:-}
    while read -r name mark; do
        case "$name" in ''|'#'*) continue ;; esac
        if [ "$kind" = backports ]; then [ "$mark" = backports ] && echo "$name"; else [ "$mark" != backports ] && echo "$name"; fi
    done <installer/packages.txt
    return 0
}

missing_of() {
    local name
    for name in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$name" 2>/dev/null)" = "ii " ] || echo "$name"
    done
}

install_packages() {
    command -v apt-get >/dev/null ||
        die "This needs Debian 12 (apt-get was not found). The packages to install by other means are in installer/packages.txt."
    local missing backports
    # shellcheck disable=SC2046
    missing=$(missing_of $(listed_packages))
    # shellcheck disable=SC2046
    backports=$(missing_of $(listed_packages backports))
    [ -z "$missing$backports" ] && return
    step packages "Installed $(echo $missing $backports | wc -w) Debian packages" install_missing "$missing" "$backports"
}

# The whole installation in a subshell, so that its trap puts everything back even when apt fails.
install_missing() (
    set -e
    local missing=$1 backports=$2 enabled_before
    enabled_before=$(enabled_services)
    trap 'allow_service_starts; disable_new_services "$enabled_before"' EXIT
    refuse_service_starts
    [ -z "$backports" ] || enable_backports
    as_root apt-get update -q
    # shellcheck disable=SC2086
    [ -z "$missing" ] || apt_install $missing
    # shellcheck disable=SC2086
    [ -z "$backports" ] || apt_install -t bookworm-backports $backports
)

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

# opentelemetry-cpp-dev is not in Debian 12 itself. A file of its own: remove it and the source is gone.
enable_backports() {
    local file=/etc/apt/sources.list.d/signalbox-backports.list mirror
    grep -rqs '^[^#]*bookworm-backports' /etc/apt/sources.list /etc/apt/sources.list.d && return
    as_root apt-get update -q # the lists say which mirror this machine uses
    mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Release: bookworm' 2>/dev/null | head -n 1)
    [ -n "$mirror" ] || die "No source of Debian 12 (bookworm) was found in /etc/apt. Add one and run this again."
    echo "deb $mirror bookworm-backports main" | as_root tee "$file" >/dev/null
}

# Debian's server packages start their service on installation (Debian Policy 9.3.3.2 asks policy-rc.d first), and
# PostgreSQL's creates a cluster.
policy=/usr/sbin/policy-rc.d
cluster_config=/etc/postgresql-common/createcluster.d/signalbox.conf

refuse_service_starts() {
    [ -e "$policy" ] && as_root mv "$policy" "$policy.before-signalbox"
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    as_root mkdir -p "$(dirname "$cluster_config")"
    echo 'create_main_cluster = false' | as_root tee "$cluster_config" >/dev/null
}

allow_service_starts() {
    as_root rm -f "$policy" "$cluster_config"
    if [ -e "$policy.before-signalbox" ]; then as_root mv "$policy.before-signalbox" "$policy"; fi
}

enabled_services() {
    local name
    for name in $system_services; do
        compgen -G "/etc/systemd/system/*.wants/$name.*" >/dev/null && echo "$name"
    done
    return 0
}

# What the packages enabled for the next boot is disabled again, unless it was enabled before. By hand, because systemctl
# is missing on a machine without systemd, and deb-systemd-helper works for dpkg alone.
disable_new_services() {
    local before=$1 name
    for name in $(enabled_services); do
        case " $(echo $before) " in *" $name "*) continue ;; esac
        as_root update-rc.d "$name" disable >/dev/null 2>&1 || true
        as_root sh -c "rm -f /etc/systemd/system/*.wants/$name.service /etc/systemd/system/*.wants/$name.socket"
    done
}
