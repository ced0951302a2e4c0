#!/usr/bin/env bash
# Calls a daemon from 1,000 connections at once, a crowd that does it harm among them; then stops it while they go on.
#
# usage: load.sh [ROUNDS]     so many rounds of calls of each well-behaved client (default: 10)
#
# For root: the clients are many users, and some of their files lie in a file system that hangs.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib/console.sh
. scripts/lib/build.sh
. scripts/lib/daemon.sh
. scripts/lib/load.sh

finish() {
    local status=$?
    trap - EXIT
    [ $status -eq 0 ] || tail -n 20 "${daemon_log:-/dev/null}" >&2
    daemon_cleanup
    [ -z "${work:-}" ] || rm -rf "$work"
    exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

[ "$(id -u)" -eq 0 ] || {
    echo "load.sh needs root: its clients are many users" >&2
    exit 1
}
build_release
work=$(mktemp -d "${TMPDIR:-/tmp}/locker-load.XXXXXX")
chmod 755 "$work"
store=$work/store
export LOCKER_SOCKET=$work/locker.sock

load_daemon_start
heading "1,000 connections, of which 170 do harm"
load --daemon "$daemon_pid" --bound "$load_bound" --rounds "${1:-10}"
heading "SIGTERM while all call"
load --daemon "$daemon_pid" --stop "$work/acknowledged"
wait "$daemon_pid"
daemon_pid=''
daemon_start
load --check "$work/acknowledged"
