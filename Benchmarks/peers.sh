#!/usr/bin/env bash
# Measures Locker beside its peers, all in one run, and prints the medians and ratios.
#
# usage: peers.sh [SET…] [--library DIR] [--rounds N] [--quick] [--tools A,B] [--all-rounds] [--lanes A,B]…
#                 [--before DIR] [--json FILE] [--record]
#   SET            what goes in: songs, the full music library; photos, 2,000 JPEGs; small, 20,000 files of 200 to 3,000
#                  bytes; tiny, 200,000 files of 10 to 60 bytes in one folder (default: all four)
#   --library      a library that scripts/music-library/make-library.sh built (default: .build/music-library/full, which
#                  is built when it is missing)
#   --rounds       how often all of it is measured, each time on empty stores (default: 5)
#   --quick        one round
#   --tools        some of them: Locker, cut-and-hash, cp -r, restic, borg 2 newest, borg 2 newest plain, borg 2,
#                  borg 2 plain, borg 1.4, borg 1.4 plain, borg 1.2, borg 1.2 plain, casync, bup, zbackup (default: all
#                  for songs; Locker, restic, and the newest borgs for the others)
#   --all-rounds   slow peers in every round too, and not in the first one only
#   --lanes        Locker once more with this mask, as LOCKER_LANES takes it; may be there several times. LOCKER_LANES
#                  itself masks all of Locker
#   --before       Locker once more, with the lockerd and locker of that directory
#   --json         where to write the figures of the songs (default: .build/peers.json); those of another set go to a
#                  file beside it, such as .build/peers-small.json
#   --record       adds the figures to docs/performance-history, as those of HEAD
#
# The files are in the page cache. Needs about 15 GB below TMPDIR (default: .build), on a disk and not in memory; leaves
# nothing there. The programs are those that `make install` installs, or those in LOCKER_BIN: with these, and without
# the songs, nothing of Locker is built.
set -euo pipefail
started_in=$PWD
cd "$(dirname "$0")/.."
. scripts/lib/console.sh

usage() {
    sed -n '2,27s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

# from_start PATH: what it means where the script was called.
from_start() {
    case $1 in /*) echo "$1" ;; *) echo "$started_in/$1" ;; esac
}

sets=() options=() music='' json=$PWD/.build/peers.json record=''
while [ $# -gt 0 ]; do
    case $1 in
        songs | photos | small | tiny) sets+=("$1") ;;
        --quick) options+=(--rounds 1) ;;
        --all-rounds) options+=("$1") ;;
        --record) record=yes ;;
        --library | --rounds | --tools | --lanes | --before | --json)
            [ $# -ge 2 ] || usage
            case $1 in
                --library) music=$(from_start "$2") ;;
                --json) json=$(from_start "$2") ;;
                --before) options+=("$1" "$(from_start "$2")") ;;
                *) options+=("$1" "$2") ;;
            esac
            shift
            ;;
        *) usage ;;
    esac
    shift
done
[ ${#sets[@]} -gt 0 ] || sets=(songs photos small tiny)
has() { [[ " ${sets[*]} " == *" $1 "* ]]; }

needs=(--peers)
if has photos; then needs+=(--photos); fi
if [ -n "${LOCKER_BIN:-}" ] && ! has songs; then needs+=(--no-build); fi
scripts/install-dependencies.sh "${needs[@]}"
if [ -z "${LOCKER_BIN:-}" ]; then
    make --no-print-directory --silent dist
    LOCKER_BIN=$PWD/.build/dist/release
fi
LOCKER_BIN=$(cd "$started_in" && realpath "$LOCKER_BIN")
if ! [ -x "$LOCKER_BIN/lockerd" ] || ! [ -x "$LOCKER_BIN/locker" ]; then
    echo "There is no lockerd and locker in $LOCKER_BIN" >&2
    exit 1
fi
mkdir -p .build/peers
export LOCKER_BIN BORGS=$PWD/.build/peers/borgs PHOTOS=$PWD/.build/peers/photos
Benchmarks/peers/newest-borgs.sh "$BORGS"
if has photos && ! [ -e "$PHOTOS" ]; then
    echo "Making photos"
    rm -rf "$PHOTOS.part"
    /usr/bin/python3 -B Benchmarks/peers/photos.py "$PHOTOS.part"
    mv "$PHOTOS.part" "$PHOTOS"
fi
if has songs; then
    swift build --configuration release --quiet --product cut-and-hash
    swift build --configuration release --quiet --product range-reads
    PROGRAMS=$(swift build --configuration release --show-bin-path)
    export PROGRAMS
    if [ -z "$music" ]; then
        music=$PWD/.build/music-library/full
        [ -e "$music/SHA256SUMS" ] || make --no-print-directory library
    fi
    options+=(--music "$music")
fi

work=''
finish() {
    local status=$?
    trap - EXIT
    if [ $status -ne 0 ] && [ $status -lt 128 ] && [ -n "$work" ]; then
        tail -n 20 "$work"/Locker*/lockerd.log "$work"/output.log >&2 || true
    fi
    [ -z "$work" ] || rm -rf "$work"
    exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
figures=()
for set in "${sets[@]}"; do
    file=$json
    [ "$set" = songs ] || file=${json%.json}-$set.json
    work=$(mktemp -d "${TMPDIR:-$PWD/.build}/peers.XXXXXX")
    python3 -B Benchmarks/peers/measure.py "$set" "$work" "$file" "${options[@]}"
    rm -rf "$work"
    figures+=("$file")
done
python3 -B Benchmarks/peers/report.py "${figures[@]}"
[ -z "$record" ] || python3 -B Benchmarks/history.py --append "${figures[@]}"
