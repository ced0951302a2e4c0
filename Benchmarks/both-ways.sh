#!/usr/bin/env bash
# Measures syncs of both ways: of 200,000 files of which nothing changed, beside find and those of restic and borg that
# are installed, and of 100,000 files that went into another folder, on the device that renames and on another one.
#
# usage: both-ways.sh [--rounds N]     (5)
#
# Needs about 3 GB below TMPDIR (default: .build), most of it for inodes; leaves nothing there.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib/build.sh

rounds=5
if [ $# -gt 0 ]; then
    if ! { [ $# -eq 2 ] && [ "$1" = --rounds ] && [[ $2 =~ ^[1-9][0-9]*$ ]]; }; then
        sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
        exit 2
    fi
    rounds=$2
fi
build_release
mkdir -p "${TMPDIR:-.build}"
work=$(mktemp -d "$(cd "${TMPDIR:-.build}" && pwd)/locker-both.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
python3 Benchmarks/both/measure.py --programs "$bin" --work "$work" --rounds "$rounds"
