#!/usr/bin/env bash
# Checks the gateway with the programs that people use with it: every file of scripts/gateway, in the order of their
# names.
#
# usage: gateway-end-to-end.sh [NAME...]     only the files whose name holds one of these
#
# One line a check; the last line counts them. Works in a temporary directory and leaves nothing behind; what clients
# and music need is kept in .build. A client that cannot be had here is told, and neither passed nor failed.
# LOCKER_BIN names a folder with lockerd, locker and locker-gateway; without it they are built.
# SEED chooses the moments at which things are killed. SECONDS_HOSTILE, SECONDS_CROWD and SECONDS_TORTURE: how long the
# hostile clients, the crowd and the kills go on.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib/console.sh
. scripts/lib/build.sh
. scripts/lib/daemon.sh
. scripts/lib/trees.sh
. scripts/lib/json.sh
. scripts/lib/noise.sh
. scripts/lib/locker.sh
. scripts/lib/checks.sh
. scripts/lib/http.sh
. scripts/lib/gateway.sh
. scripts/lib/python.sh
. scripts/lib/gateway-clients.sh

running='' # while checks run: what ends the script then is a failure
finish() {
    local status=$?
    trap - EXIT
    if [ "$running" = yes ]; then
        tail -n 10 "${daemon_log:-/dev/null}" "${gateway_log:-/dev/null}" >&2
        failed=$((failed + 1))
        summarize_checks || true
    fi
    clients_cleanup
    gateway_cleanup
    daemon_cleanup
    [ -z "${scratch:-}" ] || rm -rf "$scratch"
    exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

build_release lockerd locker locker-gateway
gateway_music
scratch=$(mktemp -d "${TMPDIR:-/tmp}/locker-gateway-check.XXXXXX")
work=$scratch/part # a fresh one for every file
store=$work/store
export LOCKER_SOCKET=$work/locker.sock
export XDG_STATE_HOME=$work/state
export SEED=${SEED:-1}
running=yes

for file in scripts/gateway/*.sh; do
    is_wanted "$file" "$@" || continue
    mkdir "$work"
    heading "$(sed -n '1s/^# //p' "$file")"
    # shellcheck source=/dev/null
    . "$file"
    clients_cleanup
    [ -z "$gateway_pid" ] || check_gateway_stops
    [ -z "$daemon_pid" ] || check_daemon_stops
    gateway_options=''
    rm -rf "$work"
done
running=''

summarize_checks
