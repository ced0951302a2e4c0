#!/usr/bin/env bash
# Measures Locker beside its peers on the full music library, all in one run, and prints the medians and ratios.
#
# usage: peers.sh [--library DIR] [--rounds N] [--quick] [--tools A,B] [--all-rounds] [--json FILE] [--record]
#   --library      a library that scripts/music-library/make-library.sh built (default: .build/music-library/full, which
#                  is built when it is missing)
#   --rounds       how often all of it is measured, each time on empty stores (default: 5)
#   --quick        one round
#   --tools        some of them: Locker, cut-and-hash, cp -r, restic, borg 2, borg 2 plain, borg 1.2, borg 1.2 plain,
#                  casync, bup, zbackup
#   --all-rounds   slow peers in every round too, and not in the first one only
#   --json         where to write the figures (default: .build/peers.json)
#   --record       adds the figures to docs/performance-history, as those of HEAD
#
# The files are in the page cache. Needs about 8 GB below TMPDIR (default: .build), on a disk and not in memory; leaves
# nothing there. The programs are those that `make install` installs, or those in LOCKER_BIN.
set -euo pipefail
started_in=$PWD
cd "$(dirname "$0")/.."
. scripts/lib/console.sh

usage() {
    sed -n '2,16s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

# from_start PATH: what it means where the script was called.
from_start() {
    case $1 in /*) echo "$1" ;; *) echo "$started_in/$1" ;; esac
}

options=() music='' json=$PWD/.build/peers.json record=''
while [ $# -gt 0 ]; do
    case $1 in
        --quick) options+=(--rounds 1) ;;
        --all-rounds) options+=("$1") ;;
        --record) record=yes ;;
        --library | --rounds | --tools | --json)
            [ $# -ge 2 ] || usage
            case $1 in
                --library) music=$(from_start "$2") ;;
                --json) json=$(from_start "$2") ;;
                *) options+=("$1" "$2") ;;
            esac
            shift
            ;;
        *) usage ;;
    esac
    shift
done

scripts/install-dependencies.sh --peers
if [ -z "${LOCKER_BIN:-}" ]; then
    make --no-print-directory --silent dist
    LOCKER_BIN=$PWD/.build/dist/release
fi
if ! [ -x "$LOCKER_BIN/lockerd" ] || ! [ -x "$LOCKER_BIN/locker" ]; then
    echo "There is no lockerd and locker in $LOCKER_BIN" >&2
    exit 1
fi
swift build --configuration release --quiet --product cut-and-hash
swift build --configuration release --quiet --product range-reads
PROGRAMS=$(swift build --configuration release --show-bin-path)
if [ -z "$music" ]; then
    music=$PWD/.build/music-library/full
    [ -e "$music/SHA256SUMS" ] || make --no-print-directory library
fi

mkdir -p .build
work=$(mktemp -d "${TMPDIR:-$PWD/.build}/peers.XXXXXX")
finish() {
    local status=$?
    trap - EXIT
    if [ $status -ne 0 ] && [ $status -lt 128 ]; then
        tail -n 20 "$work"/Locker/lockerd.log "$work"/output.log >&2 || true
    fi
    rm -rf "$work"
    exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
LOCKER_BIN=$(realpath "$LOCKER_BIN") PROGRAMS=$PROGRAMS \
    python3 -B Benchmarks/peers/measure.py "$music" "$work" "$json" "${options[@]}"
python3 -B Benchmarks/peers/report.py "$json"
[ -z "$record" ] || python3 -B Benchmarks/history.py --append "$json"
