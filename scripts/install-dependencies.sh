#!/usr/bin/env bash
# Installs the Debian packages that building Locker needs. Says and does nothing when all of them are there.
#
# usage: install-dependencies.sh [--library] [--tests] [--go] [--lanes] [--peers] [--photos]
#                                 [--gateway] [--gateway-tests] [--gateway-peers] [--player] [--no-build]
#   --library   also what the builder of the music library needs
#   --tests     also what the end-to-end checks need
#   --go        also what the end-to-end check of the example in Go needs: 500 MB
#   --lanes     also what runs the instructions of other processors
#   --peers     also what the benchmarks compare Locker with, and gnuplot
#   --photos    also photographs, and what makes a library of them
#   --gateway   also what building the gateway needs
#   --gateway-tests   also what plays from it, and what else its checks call
#   --gateway-peers   also what the benchmark of the gateway compares it with, and builds
#   --player    also what installs a player of PyPI
#   --no-build  not what building needs, nor swift
set -euo pipefail

building=(
    libssl-dev liblz4-dev libsqlite3-dev libxxhash-dev libisal-dev libseccomp-dev pkg-config
    libtag1-dev g++ # TagLib is C++, and Swift's compiler takes the C++ library of GCC
    git ca-certificates # SwiftPM fetches the Swift packages with these
)
packages=()
for option in "$@"; do
    case $option in
        --no-build) building=() ;;
        --library) packages+=(ffmpeg python3-mutagen) ;;
        --tests)
            packages+=(
                python3 gcc valgrind strace xz-utils btrfs-progs xfsprogs python3-fusepy exfatprogs exfat-fuse
            )
            ;;
        --go)
            packages+=(
                golang-go golang-github-containerd-ttrpc-dev golang-google-protobuf-dev protobuf-compiler protoc-gen-go
            )
            ;;
        --lanes) packages+=(libsimde-dev qemu-user gcc-aarch64-linux-gnu libc6-dev-arm64-cross) ;;
        --peers)
            packages+=(python3 time gnuplot-nox restic borgbackup borgbackup2 casync bup zbackup)
            # With these PyPI builds newer borgs.
            packages+=(python3-venv python3-dev gcc pkg-config)
            packages+=(libacl1-dev libssl-dev liblz4-dev libxxhash-dev libzstd-dev)
            ;;
        --photos)
            packages+=(
                python3-pil lomiri-wallpapers-16.04 lomiri-wallpapers-20.04 mate-backgrounds plasma-workspace-wallpapers
            )
            ;;
        --gateway) packages+=(libsodium-dev) ;;
        --gateway-tests)
            packages+=(
                python3 python3-venv libmagic1 curl ffmpeg graphicsmagick mpv rclone unzip mopidy python3-gst-1.0
                gir1.2-gst-plugins-base-1.0 gstreamer1.0-plugins-base gstreamer1.0-plugins-good chromium
            )
            ;;
        # With pip, into environments of their own.
        --gateway-peers) packages+=(python3 python3-venv nginx-light gcc libssl-dev time) ;;
        --player) packages+=(python3 python3-venv) ;;
        *)
            sed -n '2,16s/^# \{0,1\}//p' "$0" >&2
            exit 2
            ;;
    esac
done

packages+=("${building[@]}")
if [ ${#building[@]} -gt 0 ] && ! command -v swift >/dev/null; then
    echo "There is no swift in PATH. Locker builds with Swift 6.2 or later: https://www.swift.org/install/linux/" >&2
    exit 1
fi
if ! command -v dpkg-query >/dev/null; then
    echo "Not a Debian system: make sure that what these packages provide is there: ${packages[*]}" >&2
    exit 0
fi

installed=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null || true)
missing=()
for package in "${packages[@]}"; do
    grep -qx "installed $package" <<<"$installed" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "Missing, and there is no sudo to install it with. As root: apt-get install ${missing[*]}" >&2
        exit 1
    }
    as_root=(sudo)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT

install_missing() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install --quiet --yes --no-install-recommends "${missing[@]}" >"$log" 2>&1
}

# The package lists of a fresh machine are empty and those of an old one are stale: both fail the first attempt.
echo "Installing ${missing[*]}"
if ! install_missing; then
    if ! { "${as_root[@]}" apt-get update --quiet >"$log" 2>&1 && install_missing; }; then
        tail -n 20 "$log" >&2
        echo "Could not install ${missing[*]}" >&2
        exit 1
    fi
fi
