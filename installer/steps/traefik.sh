# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by bootstrap.sh: where the edge comes from. PATH → cache → built from its Go module → official release.

traefik_version=3.7.6
traefik_cached="$cache_dir/traefik/$traefik_version/traefik"
go_needed=1.25

at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

version_of_traefik() { "$1" version 2>/dev/null | sed -n 's/^Version: *v\{0,1\}//p'; }

usable_traefik() {
    local found
    found=$(version_of_traefik "$1")
    [ -n "$found" ] && at_least "$traefik_version" "$found"
}

provide_traefik() {
    local on_path
    on_path=$(command -v traefik || true)
    if [ -n "$on_path" ] && usable_traefik "$on_path"; then return; fi
    if [ -x "$traefik_cached" ] && usable_traefik "$traefik_cached"; then return; fi
    if usable_go; then
        step traefik "Built Traefik $traefik_version from its Go module (once; kept in the cache)" build_traefik
    else
        step traefik "Downloaded Traefik $traefik_version" download_traefik
    fi
}

usable_go() {
    local found
    found=$(go env GOVERSION 2>/dev/null | sed 's/^go//') || return 1
    [ -n "$found" ] && at_least "$go_needed" "$found"
}

# Its go.mod cannot be used as it is: replaces count only in the main module, so ours repeats them (installer/traefik).
# Its go.sum can, so what is built is what its authors pinned.
build_traefik() {
    local work source
    work=$(mktemp -d)
    cp -r installer/traefik/. "$work"
    source=$(cd "$work" && GOFLAGS=-mod=mod go mod download -json "github.com/traefik/traefik/v3@v$traefik_version" |
        sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
    install -m 644 "$source/go.sum" "$work/go.sum"
    mkdir -p "$(dirname "$traefik_cached")"
    (cd "$work" && go build -mod=mod -trimpath -buildvcs=false \
        -ldflags "-s -w -X github.com/traefik/traefik/v3/pkg/version.Version=$traefik_version" \
        -o "$traefik_cached.new" github.com/traefik/traefik/v3/cmd/traefik)
    mv "$traefik_cached.new" "$traefik_cached"
    rm -rf "$work"
}

# For users without Go. Checked against the checksum file published beside the archive.
download_traefik() {
    local work base archive
    work=$(mktemp -d)
    base="https://github.com/traefik/traefik/releases/download/v$traefik_version"
    archive="traefik_v${traefik_version}_linux_amd64.tar.gz"
    command -v curl >/dev/null || as_root apt-get install -q -y --no-install-recommends curl
    (cd "$work" &&
        curl -fsSLO "$base/$archive" &&
        curl -fsSLO "$base/traefik_v${traefik_version}_checksums.txt" &&
        sha256sum --ignore-missing -c "traefik_v${traefik_version}_checksums.txt" &&
        tar -xzf "$archive" traefik) ||
        die "Traefik could not be downloaded. Install Go $go_needed or newer, or put traefik $traefik_version on PATH, and run this again."
    install -D -m 755 "$work/traefik" "$traefik_cached"
    rm -rf "$work"
}
