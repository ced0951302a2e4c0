#!/usr/bin/env bash
# Checks the programs as people use them, on real music: every file of scripts/end-to-end, in the order of their names.
#
# usage: end-to-end.sh [NAME...]     only the files whose name holds one of these
#
# One line a check; the last line counts them. Works in a temporary directory and leaves nothing behind.
# SEED chooses the moments at which the daemon is killed.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib/console.sh
. scripts/lib/build.sh
. scripts/lib/daemon.sh
. scripts/lib/trees.sh
. scripts/lib/json.sh
. scripts/lib/music.sh
. scripts/lib/noise.sh
. scripts/lib/locker.sh
. scripts/lib/packs.sh
. scripts/lib/folding.sh
. scripts/lib/checks.sh

running='' # while checks run: what ends the script then is a failure
finish() {
    local status=$?
    trap - EXIT
    if [ "$running" = yes ]; then
        tail -n 20 "${daemon_log:-/dev/null}" >&2
        failed=$((failed + 1))
        summarize_checks || true
    fi
    daemon_cleanup
    [ -z "${scratch:-}" ] || rm -rf "$scratch"
    exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

build_release
small_library
scratch=$(mktemp -d "${TMPDIR:-/tmp}/locker-check.XXXXXX")
chmod 755 "$scratch" # another user runs a client out of it
work=$scratch/part   # a fresh one for every file
store=$work/store
export LOCKER_SOCKET=$work/locker.sock
export XDG_STATE_HOME=$work/state # where locker remembers what it has sent
export SEED=${SEED:-1}
running=yes

for file in scripts/end-to-end/*.sh; do
    is_wanted "$file" "$@" || continue
    mkdir "$work"
    heading "$(sed -n '1s/^# //p' "$file")"
    # shellcheck source=/dev/null
    . "$file"
    [ -z "$daemon_pid" ] || check_daemon_stops
    rm -rf "$work"
done
running=''

summarize_checks
