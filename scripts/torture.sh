#!/usr/bin/env bash
# Kills the daemon at random moments and at system calls of its own, and lets these fail, while people and an operator
# are at work; checks after each restart that nothing acknowledged is lost.
#
# usage: [ROUNDS=200] [SEED=1] [SWEEP=CALL] scripts/torture.sh
#
# A line a round; the last lines count what happened. SWEEP=fdatasync kills at the first call of fdatasync, at the second
# one, and so on. It ends with the first round that fails. Works in a temporary directory and leaves nothing behind,
# unless it fails.
set -euo pipefail
cd "$(dirname "$0")/.."
export LOCKER_CHECKS=1 # the order of locks is checked
. scripts/lib/build.sh
. scripts/lib/music.sh

finish() {
    local status=$?
    trap - EXIT
    # The store of a round that failed stays.
    [ $status -eq 1 ] || rm -rf "${work:-}"
    exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

build_release
small_library
work=$(mktemp -d "${TMPDIR:-/tmp}/locker-torture.XXXXXX")
scripts/torture/torture.py --programs "$bin" --music "$music" --work "$work" --rounds "${ROUNDS:-200}" \
    --seed "${SEED:-1}" ${SWEEP:+--sweep "$SWEEP"}
