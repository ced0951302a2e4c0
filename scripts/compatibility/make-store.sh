#!/usr/bin/env bash
# Makes the stores of scripts/compatibility/VERSION: one whose daemon was stopped, one whose daemon was killed, and
# what both tell. For each landed version that changed a format, once, with the programs of that version.
#
# usage: LOCKER_BIN=DIR make-store.sh VERSION
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

target=$compatibility/$1
build_release
work=$(mktemp -d "${TMPDIR:-/tmp}/locker-store.XXXXXX")
trap 'daemon_cleanup; rm -rf "$work"' EXIT
store=$work/store
export LOCKER_SOCKET=$work/locker.sock XDG_STATE_HOME=$work/state
mkdir -p "$target"

daemon_start
live
told >"$target/told"
daemon_stop
pack_store "$target/stopped"
daemon_start
printf 'unsealed' >"$work/tree/Photos/unsealed"
touch --date=@1700000200 "$work/tree/Photos/unsealed"
locker --account alice sync "$work/tree/Photos" --library third >/dev/null
told >"$target/told-killed"
daemon_kill
pack_store "$target/killed"
ls -l "$target"
