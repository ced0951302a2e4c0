#!/usr/bin/env bash
# A thousand people of a gateway at once, ten of whom do harm: the others see no error, and memory is flat.
#
# usage: [SEED=1] [PEOPLE=1000] [HOSTILE=10] [SLOW_UPLOADERS=5] scripts/gateway-crowd.sh [SECONDS]     (600)
#
# SLOW_UPLOADERS of the hostile hold all uploads that an account may have; four of them leave none for the others but those
# that give way to them. Works in a temporary directory and leaves nothing behind. LOCKER_BIN names a folder with the
# programs; without it they are built.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib/build.sh
. scripts/lib/daemon.sh
. scripts/lib/gateway.sh
. scripts/lib/locker.sh

finish() {
    local status=$?
    trap - EXIT
    [ $status -eq 0 ] || tail -n 10 "${daemon_log:-/dev/null}" "${gateway_log:-/dev/null}" >&2
    gateway_cleanup
    daemon_cleanup
    [ -z "${work:-}" ] || rm -rf "$work"
    exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

build_release lockerd locker locker-gateway
work=$(mktemp -d "${TMPDIR:-/tmp}/locker-crowd.XXXXXX")
store=$work/store
export LOCKER_SOCKET=$work/locker.sock
ulimit -n "$(ulimit -H -n)"
# Those who do harm from one address reach its bounds; nothing else is made wider or narrower than it is as a rule.
gateway_options='limits: { idle_seconds: 20 },'

daemon_start
mkdir -m 700 "$work/gateway"
python3 -B scripts/crowd/people.py "$bin/locker-gateway" "$work/gateway" "$work/people.json" "${PEOPLE:-1000}" \
    "${HOSTILE:-10}"
gateway_start
# The gateway makes the accounts, since it is run by whoever runs the daemon.
until [ "$(locker --json admin account list | grep -o '"name":"[a-z]*-[0-9]*"' | wc -l)" -ge "${PEOPLE:-1000}" ]; do
    [ $SECONDS -lt 120 ] || {
        echo "the gateway does not make the accounts" >&2
        exit 1
    }
    sleep 0.2
done
status=0
PYTHONPATH=Benchmarks/gateway python3 -B scripts/crowd/crowd.py "$gateway_url" "$work/people.json" "$gateway_pid" \
    "$daemon_pid" "${1:-600}" "${SEED:-1}" "${SLOW_UPLOADERS:-5}" || status=$?
if grep -E ' (error|critical) ' "$gateway_log"; then status=1; fi
gateway_stop || status=1
daemon_stop || status=1
[ $status -eq 0 ]
