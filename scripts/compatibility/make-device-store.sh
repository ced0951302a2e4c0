#!/usr/bin/env bash
# Makes the store of scripts/compatibility/VERSION whose revisions tell of devices, and what it tells: for each landed
# version that changed a format, once, with the programs of that version. `next` is what is written before one has landed.
#
# usage: LOCKER_BIN=DIR make-device-store.sh VERSION
set -euo pipefail
cd "$(dirname "$0")/../.."
. scripts/lib/build.sh
. scripts/lib/daemon.sh
. scripts/lib/json.sh
. scripts/lib/noise.sh
. scripts/lib/locker.sh
compatibility=$PWD/scripts/compatibility
# shellcheck source=scripts/compatibility/history.sh
. "$compatibility/history.sh"
# shellcheck source=scripts/compatibility/devices.sh
. "$compatibility/devices.sh"

target=$compatibility/$1
build_release
work=$(mktemp -d "${TMPDIR:-/tmp}/locker-store.XXXXXX")
trap 'daemon_cleanup; rm -rf "$work"' EXIT
store=$work/store
export LOCKER_SOCKET=$work/locker.sock XDG_STATE_HOME=$work/state
mkdir -p "$target"

daemon_start
live_on_devices
told_of_devices >"$target/told-devices"
daemon_stop
pack_store "$target/devices"
ls -l "$target"
