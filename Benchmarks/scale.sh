#!/usr/bin/env bash
# Measures what the number of chunks in a store makes of a start, a sync and a restore: the same work on a store of 100
# thousand chunks and on one of 10 million, in turn.
#
# usage: scale.sh [--library DIR] [--rounds N] [--keep DIR] [--json FILE] [--record]
#   --library   a library that scripts/music-library/make-library.sh built (default: .build/music-library/full, which is
#               built when it is missing); its catalog is what is synced
#   --rounds    how often all of it is measured, each time on the same stores (default: 3)
#   --keep      where stores of an earlier run are, or are to be kept
#   --json      where to write the figures (default: .build/scale.json)
#   --record    adds the figures to docs/performance-history, as those of HEAD
#
# Files and index are in the page cache. Needs about 8 GB below TMPDIR (default: .build), on a disk and not in memory, and
# minutes to make the large store. LOCKER_BIN names programs to measure other than this checkout's.
set -euo pipefail
started_in=$PWD
cd "$(dirname "$0")/.."
. scripts/lib/console.sh
. scripts/lib/build.sh
. Benchmarks/made-store.sh

usage() {
    sed -n '2,15s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

# from_start PATH: what it means where the script was called.
from_start() {
    case $1 in /*) echo "$1" ;; *) echo "$started_in/$1" ;; esac
}

rounds=3 music='' keep='' json=$PWD/.build/scale.json record=''
while [ $# -gt 0 ]; do
    if [ "$1" = --record ]; then
        record=yes
        shift
        continue
    fi
    [ $# -ge 2 ] || usage
    case $1 in
        --library) music=$(from_start "$2") ;;
        --rounds) rounds=$2 ;;
        --keep) keep=$(from_start "$2") ;;
        --json) json=$(from_start "$2") ;;
        *) usage ;;
    esac
    shift 2
done
[[ $rounds =~ ^[1-9][0-9]*$ ]] || usage

build_release
if [ -z "$music" ]; then
    music=$PWD/.build/music-library/full
    [ -e "$music/SHA256SUMS" ] || make --no-print-directory library
fi
mkdir -p .build
work=$(mktemp -d "${TMPDIR:-$PWD/.build}/scale.XXXXXX")
finish() {
    local status=$?
    trap - EXIT
    if [ $status -ne 0 ] && [ $status -lt 128 ]; then
        tail -n 20 "$work"/*.log >&2 || true
    fi
    rm -rf "$work"
    exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

stores=${keep:-$work}
mkdir -p "$stores"
made_store "$stores/100-thousand" 500
made_store "$stores/10-million" 50000
cp -r "$music/catalog" "$work/copy" # the same files at another path
export PYTHONPATH=Benchmarks/peers # what describes the machine, and prints tables
LOCKER_BIN=$(realpath "$bin") python3 -B Benchmarks/scale/measure.py "$stores" "$music/catalog" "$work" "$json" "$rounds"
python3 -B Benchmarks/scale/report.py "$json"
[ -z "$record" ] || python3 -B Benchmarks/history.py --append "$json"
