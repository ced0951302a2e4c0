#!/usr/bin/env bash
# Measures what gateways and sync clients ask for: how soon a Watch is answered after a commit, what 1,000 that wait take
# of the daemon's memory, and what pages and counts of a library of 300,000 entries take of its and of a client's.
#
# usage: waiting.sh [--rounds N]     (100)
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib/build.sh

rounds=100
if [ $# -gt 0 ]; then
    if ! { [ $# -eq 2 ] && [ "$1" = --rounds ] && [[ $2 =~ ^[1-9][0-9]*$ ]]; }; then
        sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
        exit 2
    fi
    rounds=$2
fi
build_release
mkdir -p "${TMPDIR:-.build}"
work=$(mktemp -d "$(cd "${TMPDIR:-.build}" && pwd)/locker-waiting.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
python3 -B Benchmarks/waiting/measure.py --programs "$bin" --work "$work" --rounds "$rounds"
