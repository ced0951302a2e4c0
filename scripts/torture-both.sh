#!/usr/bin/env bash
# Edits three folders that a watch each keeps in step with one library, kills watches and the daemon meanwhile, and
# checks, whenever all has come to rest, that all have the same and nothing is lost.
#
# usage: [SEED=1] [DAEMONS=1] scripts/torture-both.sh [SECONDS]     (60)
#
# With DAEMONS=2, two daemons with three devices each are at work side by side.
# A line a round; the last lines count what happened. It ends with the first round that fails. Works in a temporary
# directory and leaves nothing behind, unless it fails.
set -euo pipefail
cd "$(dirname "$0")/.."
export LOCKER_CHECKS=1 # the order of locks is checked
. scripts/lib/build.sh

finish() {
    local status=$?
    trap - EXIT
    # What a round that failed leaves stays.
    [ $status -eq 1 ] || rm -rf "${work:-}"
    exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

build_release
work=$(mktemp -d "${TMPDIR:-/tmp}/locker-devices.XXXXXX")
scripts/torture/devices.py --programs "$bin" --work "$work" --seconds "${1:-60}" --seed "${SEED:-1}" \
    --daemons "${DAEMONS:-1}"
