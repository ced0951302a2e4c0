#!/usr/bin/env bash
# Kills a gateway and its daemon at random moments while clients upload by PUT and by tus, sync with locker and stream,
# and checks after each round that all that was acknowledged is there bit for bit.
#
# usage: [SEED=1] scripts/torture-gateway.sh [SECONDS]     (60)
#
# A line a round; the last lines count what happened. It ends with the first round that fails. Works in a temporary
# directory and leaves nothing behind, unless it fails. LOCKER_BIN names a folder with the programs; without it they are
# built.
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

build_release lockerd locker locker-gateway
work=$(mktemp -d "${TMPDIR:-/tmp}/locker-torture-gateway.XXXXXX")
python3 -B scripts/gateway-torture/torture.py --programs "$bin" --work "$work" --seconds "${1:-60}" --seed "${SEED:-1}"
