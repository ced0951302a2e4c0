#!/usr/bin/env bash
# Measures what a compaction of a store of many chunks takes that finds nothing to do: seconds, and the daemon's memory.
#
# usage: compaction-scale.sh [--files N] [--keep DIR]
#   --files   how many files of 200 chunks the store holds (default: 25000, which is 5 million chunks)
#   --keep    a store that an earlier run made, or where to keep the one that this run makes
#
# Needs about 1.7 GB below TMPDIR (default: .build) for 5 million chunks.
set -euo pipefail
started_in=$PWD
cd "$(dirname "$0")/.."
. scripts/lib/console.sh
. scripts/lib/build.sh
. scripts/lib/daemon.sh
. scripts/lib/json.sh
. scripts/lib/locker.sh
. Benchmarks/made-store.sh

usage() {
    sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

files=25000 keep=''
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage
    case $1 in
        --files) files=$2 ;;
        --keep) case $2 in /*) keep=$2 ;; *) keep=$started_in/$2 ;; esac ;;
        *) usage ;;
    esac
    shift 2
done
[[ $files =~ ^[1-9][0-9]*$ ]] || usage

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

# memory FIELD: of the daemon, in KiB.
memory() {
    awk -v field="$1:" '$1 == field { print $2 }' "/proc/$daemon_pid/status"
}

# measure NAME ARGUMENT...: runs `locker admin compact`, and prints a row of the table.
measure() {
    local name=$1 resident anonymous
    shift
    echo 5 >"/proc/$daemon_pid/clear_refs" # proc(5): the peak is what is resident now
    resident=$(memory VmRSS) anonymous=$(memory RssAnon)
    locker --json admin compact "$@" >"$work/report.json"
    if [ "$(json_get moved_bytes <"$work/report.json")" -ne 0 ]; then
        echo "It found something to do: $(cat "$work/report.json")" >&2
        return 1
    fi
    printf '%-22s %8.2f %12d %12d %16d %16d\n' "$name" "$(json_get seconds <"$work/report.json")" \
        $((resident / 1024)) $((anonymous / 1024)) $((($(memory VmHWM) - resident) / 1024)) \
        $((($(memory RssAnon) - anonymous) / 1024))
}

build_release
mkdir -p .build
work=$(mktemp -d "${TMPDIR:-$PWD/.build}/bench.XXXXXX")
store=${keep:-$work/store}
export LOCKER_SOCKET=$work/locker.sock
made_store "$store" "$files"
daemon_start
pack_bytes=$(find "$store/packs" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf("%d", sum) }')
heading "Locker $(locker --version), $(nproc) processors, $files files of 200 chunks, $(human "$pack_bytes") of packs"
printf '%-22s %8s %12s %12s %16s %16s\n' '' seconds 'RSS MiB' 'of it anon' 'peak added MiB' 'anon left MiB'
measure "dry run" --dry-run
measure "dry run again" --dry-run
measure "nothing to do"
