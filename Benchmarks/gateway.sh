#!/usr/bin/env bash
# Measures the gateway beside supysonic, maneki and nginx, all in one run, and prints the medians and ratios.
#
# usage: gateway.sh [WORK…] [--rounds N] [--quick] [--tools A,B] [--all-rounds] [--library DIR] [--json FILE] [OPTION N]…
#   WORK           import, calls, ranges, listeners, files, relay (default: all)
#   --rounds       how often all of it is measured, each time on empty stores (default: 3)
#   --quick        one round, with a twentieth of the music and two seconds for a figure: to see that it works
#   --tools        some of them: Locker, maneki, supysonic, nginx (default: all)
#   --all-rounds   supysonic, which takes minutes, in every round too, and not in the first one only
#   --library      where the music is kept, and made when it is missing (default: it is made, and removed at the end)
#   --json         where to write the figures (default: .build/gateway.json)
#   --artists      of the many songs: 40 of each, and 10 large ones besides (default: 500)
#   --seconds, --requests   the most that goes into a figure of calls and ranges (default: 8, 4,000)
#   --listeners    how many of them are tried, with commas between (default: 500 to 6,000, of peers 10 to 300)
#   --listen-seconds        how long each of these plays (default: 20)
#   --large-songs, --large-bytes   the songs of listeners and files (default: 6,000 of 10,000,000,000 bytes together)
#   --file-bytes   how much of these is fetched whole (default: 2,000,000,000)
#   --relay-bytes  how much of these goes over the relay (default: 1,000,000,000)
#
# Needs about 25 GB below TMPDIR (default: .build), on a disk and not in memory, and leaves nothing there. The programs are
# those that `make install` and `make install-gateway` install, or those in LOCKER_BIN: then nothing of Locker is built.
set -euo pipefail
started_in=$PWD
cd "$(dirname "$0")/.."

usage() {
    sed -n '2,22s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

# from_start PATH: what it means where the script was called.
from_start() {
    case $1 in /*) echo "$1" ;; *) echo "$started_in/$1" ;; esac
}

works=() options=() json=$PWD/.build/gateway.json
while [ $# -gt 0 ]; do
    case $1 in
        import | calls | ranges | listeners | files | relay) works+=("$1") ;;
        --quick)
            options+=(--rounds 1 --artists 25 --seconds 2 --listen-seconds 5 --large-songs 300 --large-bytes 500000000)
            options+=(--file-bytes 100000000 --relay-bytes 100000000 --listeners '50,100,300')
            ;;
        --all-rounds) options+=("$1") ;;
        --json | --library | --rounds | --tools | --artists | --seconds | --requests | --listeners | --listen-seconds | \
            --large-songs | --large-bytes | --file-bytes | --relay-bytes)
            [ $# -ge 2 ] || usage
            case $1 in
                --json) json=$(from_start "$2") ;;
                --library) options+=("$1" "$(from_start "$2")") ;;
                *) options+=("$1" "$2") ;;
            esac
            shift
            ;;
        *) usage ;;
    esac
    shift
done
if [ ${#works[@]} -gt 0 ]; then
    options+=(--works "$(IFS=, && echo "${works[*]}")")
fi

needs=(--gateway-peers)
[ -z "${LOCKER_BIN:-}" ] || needs+=(--no-build)
scripts/install-dependencies.sh "${needs[@]}"
if [ -z "${LOCKER_BIN:-}" ]; then
    make --no-print-directory --silent dist dist-gateway
    LOCKER_BIN=$PWD/.build/dist/release
fi
LOCKER_BIN=$(cd "$started_in" && realpath "$LOCKER_BIN")
for program in lockerd locker locker-gateway; do
    [ -x "$LOCKER_BIN/$program" ] || {
        echo "There is no $program in $LOCKER_BIN" >&2
        exit 1
    }
done
export LOCKER_BIN GATEWAY_PEERS=$PWD/.build/gateway-peers GATEWAY_TOOLS=$PWD/.build/gateway-tools
Benchmarks/gateway/peers.sh "$GATEWAY_PEERS"
mkdir -p "$GATEWAY_TOOLS"
for tool in load listeners files; do
    cc -std=gnu11 -Wall -Wextra -O2 -o "$GATEWAY_TOOLS/$tool" Benchmarks/gateway/{"$tool",http,common}.c -lcrypto
done

work=''
finish() {
    local status=$?
    trap - EXIT
    if [ $status -ne 0 ] && [ $status -lt 128 ] && [ -n "$work" ]; then
        tail -n 20 "$work"/*.log >&2 || true
    fi
    [ -z "$work" ] || rm -rf "$work"
    exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
ulimit -n "$(ulimit -H -n)" # of the servers, which have thousands of connections
work=$(mktemp -d "${TMPDIR:-$PWD/.build}/gateway.XXXXXX")
python3 -B Benchmarks/gateway/measure.py "$work" "$json" "${options[@]}"
python3 -B Benchmarks/gateway/report.py "$json"
