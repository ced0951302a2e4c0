#!/usr/bin/env bash
# Measures restores of single files while a compaction runs, on the full music library of which half of the accounts are
# removed; and how much of what is dead then comes back.
#
# usage: compaction-latency.sh [--library DIR] [--rounds N] [--limit-rate BYTES]
#   --library      a library that scripts/music-library/make-library.sh built (default: .build/music-library/full, which
#                  is built when it is missing)
#   --rounds       how often it is measured, each time on the same store (default: 5)
#   --limit-rate   passed on to the compaction
#
# The files are in the page cache, but for what the compaction moves. Needs about 4 GB below TMPDIR (default: .build),
# on a disk and not in memory.
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
    sed -n '2,12s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

rounds=5 music='' options=()
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage
    case $1 in
        --library) case $2 in /*) music=$2 ;; *) music=$started_in/$2 ;; esac ;;
        --rounds) rounds=$2 ;;
        --limit-rate) options=(--limit-rate "$2") ;;
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

pack_bytes() {
    find "$store/packs" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf("%d", sum) }'
}

# make_store: everybody's music, and then half of the accounts are gone.
make_store() {
    local account
    daemon_start
    for account in label alice bob carol; do locker admin account add "$account" >/dev/null; done
    locker --account label sync "$music/catalog" >/dev/null
    for account in alice bob carol; do # all of it comes back, litter too
        locker --account "$account" sync --no-default-excludes "$music/users/$account" >/dev/null
    done
    locker admin account remove label >/dev/null
    locker admin account remove bob >/dev/null
    daemon_stop # seals the packs
    mv "$store" "$work/made"
}

# measure_round: on a copy of that store.
measure_round() {
    local before after account
    cp -a "$work/made" "$store"
    sync --file-system "$work"
    before=$(pack_bytes)
    daemon_start
    Benchmarks/compaction/restore_latency.py "$work/sample" 300 alice carol -- \
        "$bin/locker" --json --progress none admin compact --max-unused 0 "${options[@]}"
    for account in alice carol; do
        locker --account "$account" restore "$work/back" >/dev/null
        same_tree "$music/users/$account" "$work/back"
        rm -rf "$work/back"
    done
    daemon_stop # cuts off what the open packs have reserved
    after=$(pack_bytes)
    sed "s/}\$/, \"pack_bytes_before\": $before, \"pack_bytes_after\": $after}/" "$work/sample" >>"$work/samples"
    rm -rf "$store" "$work/sample"
}

build_release
if [ -z "$music" ]; then
    music=$PWD/.build/music-library/full
    [ -e "$music/SHA256SUMS" ] || make --no-print-directory library
fi
mkdir -p .build
work=$(mktemp -d "${TMPDIR:-$PWD/.build}/bench.XXXXXX")
store=$work/store
export TMPDIR=$work
export LOCKER_SOCKET=$work/locker.sock
export XDG_STATE_HOME=$work/state # where locker remembers what it has sent

make_store
for ((round = 1; round <= rounds; round++)); do
    printf '%sround %d of %d%s\n' "$dim" "$round" "$rounds" "$plain" >&2
    measure_round
done
heading "Locker $(locker --version), $(nproc) processors, $rounds rounds; milliseconds of a restore"
printf '%-22s%9s%9s%9s%7s%9s%9s%7s%11s%13s\n' '' restores 'median' 'busy' 'ratio' 'p99' 'busy' 'ratio' 'seconds' \
    'given back %'
Benchmarks/compaction/latency_report.py "$work/samples" "compaction${options[*]:+ ${options[*]}}"
