#!/usr/bin/env bash
# Measures the programs on the full music library: what a sync and a restore take of time, processor and memory.
#
# usage: library.sh [--library DIR] [--rounds N] [--json FILE]
#   --library   a library that scripts/music-library/make-library.sh built (default: .build/music-library/full, which
#               is built when it is missing)
#   --rounds    how often all of it is measured, each time on an empty store (default: 5)
#   --json      where to write the figures as JSON too
#
# The files are in the page cache. Needs about 7 GB below TMPDIR (default: .build), on a disk and not in memory, since
# a sync waits for the disk; leaves nothing there. LOCKER_BIN names programs to measure other than this checkout's.
set -euo pipefail
started_in=$PWD
cd "$(dirname "$0")/.."
. scripts/lib/console.sh
. scripts/lib/build.sh
. scripts/lib/daemon.sh
. scripts/lib/trees.sh
. scripts/lib/json.sh
. scripts/lib/locker.sh

usage() {
    sed -n '2,11s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

# from_start PATH: what it means where the script was called.
from_start() {
    case $1 in /*) echo "$1" ;; *) echo "$started_in/$1" ;; esac
}

rounds=5 music='' json=''
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage
    case $1 in
        --library) music=$(from_start "$2") ;;
        --rounds) rounds=$2 ;;
        --json) json=$(from_start "$2") ;;
        *) usage ;;
    esac
    shift 2
done
[[ $rounds =~ ^[1-9][0-9]*$ ]] || usage

finish() {
    local status=$?
    trap - EXIT
    daemon_cleanup
    if [ $status -ne 0 ] && [ $status -lt 128 ] && [ -n "${daemon_log:-}" ]; then
        tail -n 20 "$daemon_log" >&2
    fi
    [ -z "${work:-}" ] || rm -rf "$work"
    exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

accounts=(label alice bob carol)

# folder_of ACCOUNT
folder_of() {
    if [ "$1" = label ]; then echo "$music/catalog"; else echo "$music/users/$1"; fi
}

# bytes_of DIR: of its files together.
bytes_of() {
    find "$1" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf("%d", sum) }'
}

full_library() {
    [ -z "$music" ] || return 0
    music=$PWD/.build/music-library/full
    [ -e "$music/SHA256SUMS" ] || make --no-print-directory library
}

# measure WORK BYTES ARGUMENT...: runs the client, and records what that cost and what it added to the store. What
# earlier work left for the kernel to write is written first. BYTES is 0 where there is no rate to tell.
measure() {
    local name=$1 bytes=$2 before after
    shift 2
    sync --file-system "$work"
    before=$(locker_json stored_bytes admin stats)
    Benchmarks/library/measure.py "$samples" "$daemon_pid" "$round" "$name" "$bytes" \
        "$bin/locker" --progress none "$@"
    after=$(locker_json stored_bytes admin stats)
    printf '{"round": %d, "work": "%s", "added_bytes": %d}\n' "$round" "$name" $((after - before)) >>"$samples"
}

# measure_round: everything once, from an empty store on.
measure_round() {
    local account
    daemon_start
    for account in "${accounts[@]}"; do locker admin account add "$account" >/dev/null; done

    measure "first sync" "$(bytes_of "$music/catalog")" --account label sync "$music/catalog"
    measure "sync of a copy" "$(bytes_of "$work/copy")" --account label sync --library copy "$work/copy"
    for account in alice bob carol; do
        measure "three users" "$(bytes_of "$(folder_of "$account")")" --account "$account" sync "$(folder_of "$account")"
    done
    for account in "${accounts[@]}"; do
        measure "sync of nothing new" 0 --account "$account" sync "$(folder_of "$account")"
    done
    for account in "${accounts[@]}"; do
        measure "restore" "$(bytes_of "$(folder_of "$account")")" --account "$account" restore "$work/back/$account"
    done

    for account in "${accounts[@]}"; do same_tree "$(folder_of "$account")" "$work/back/$account"; done
    daemon_stop
    rm -rf "$store" "$work/back" "$XDG_STATE_HOME"
}

build_release
full_library
mkdir -p .build
work=$(mktemp -d "${TMPDIR:-$PWD/.build}/bench.XXXXXX")
store=$work/store
samples=$work/samples
export LOCKER_SOCKET=$work/locker.sock
export XDG_STATE_HOME=$work/state # where locker remembers what it has sent

cp -a "$music/catalog" "$work/copy"
find "$music" -type f -exec cat {} + >/dev/null # into the page cache
for ((round = 1; round <= rounds; round++)); do
    printf '%sround %d of %d%s\n' "$dim" "$round" "$rounds" "$plain" >&2
    measure_round
done
heading "Locker $(locker --version), $(nproc) processors, medians of $rounds"
Benchmarks/library/report.py "$samples" "$music/expected.json" ${json:+"$json"}
