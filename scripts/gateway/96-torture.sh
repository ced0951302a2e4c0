# Gateway and daemon are killed while clients upload, sync and stream
# shellcheck shell=bash disable=SC2154 # the variables of gateway-end-to-end.sh

torture() {
    LOCKER_BIN=$bin TMPDIR=$work timeout 300 scripts/torture-gateway.sh "${SECONDS_TORTURE:-20}" >"$work/torture.output" 2>&1
}

status=0
torture || status=$?
check "nothing acknowledged is lost, and clients go on" eval "cat $work/torture.output; exit $status"
sed -n 's/^ *\([0-9]*  .*\)/      \1/p' "$work/torture.output"
