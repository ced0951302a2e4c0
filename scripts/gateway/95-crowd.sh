# A thousand people, ten of whom do harm
# shellcheck shell=bash disable=SC2154 # the variables of gateway-end-to-end.sh

crowd() {
    LOCKER_BIN=$bin timeout 400 scripts/gateway-crowd.sh "${SECONDS_CROWD:-60}" >"$work/crowd.output" 2>&1
}

status=0
crowd || status=$?
check "nobody else sees an error, and memory is flat" eval "cat $work/crowd.output; exit $status"
grep -E '^(all have|[0-9]+ people|median|gateway: )' "$work/crowd.output" | sed 's/^/      /' || true
