#!/usr/bin/env bash
# Records what the daemon spends its processor time on, and prints it for each work, in microseconds for each chunk.
#
# usage: profile.sh [FOLDER]
#   FOLDER   the files that go in and come back (default: the catalog of the full music library)
#
# Needs perf (Debian's linux-perf) and the right to use it. LOCKER_BIN names programs other than this checkout's.
set -euo pipefail
started_in=$PWD
cd "$(dirname "$0")/.."
. scripts/lib/console.sh
. scripts/lib/build.sh
. scripts/lib/daemon.sh
. scripts/lib/json.sh
. scripts/lib/locker.sh

usage() {
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

[ $# -le 1 ] || usage
folder=${1:-$PWD/.build/music-library/full/catalog}
case $folder in /*) ;; *) folder=$started_in/$folder ;; esac
[ -d "$folder" ] || usage
command -v perf >/dev/null || {
    echo "There is no perf; install linux-perf" >&2
    exit 1
}

finish() {
    local status=$?
    trap - EXIT
    daemon_cleanup
    [ -z "${work:-}" ] || rm -rf "$work"
    exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

rate=2000 # samples for each second of processor time

# profile WORK ARGUMENT...: runs the client, and prints what the daemon did meanwhile.
profile() {
    local name=$1 recorder
    shift
    sync --file-system "$work"
    perf record --quiet --event cpu-clock --freq $rate --call-graph fp --output "$work/recording" --pid "$daemon_pid" \
        2>"$work/perf.log" &
    recorder=$!
    sleep 0.5 # until it records
    locker "$@" >/dev/null
    kill -INT $recorder
    wait $recorder || true
    heading "$name"
    perf script --input "$work/recording" --fields comm,event,ip,sym,dso 2>/dev/null |
        python3 -B Benchmarks/profile/shares.py $rate "$(locker_json chunks admin stats)"
}

build_release
mkdir -p .build
work=$(mktemp -d "${TMPDIR:-$PWD/.build}/profile.XXXXXX")
store=$work/store
export LOCKER_SOCKET=$work/locker.sock
export XDG_STATE_HOME=$work/state
cp -r "$folder" "$work/copy"
# Once unrecorded: a virtual machine may have given memory that is free back to its host, and waits for it.
daemon_start
locker sync "$folder" >/dev/null
locker restore "$work/back" >/dev/null
daemon_stop
rm -rf "$store" "$work/back" "$XDG_STATE_HOME"
daemon_start
profile "first sync" sync "$folder"
profile "sync of a copy" sync --library copy "$work/copy"
profile "restore" restore "$work/back"
profile "verification" admin verify
daemon_stop
