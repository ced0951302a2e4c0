# Requests that claim much
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

# Four MiB of the emptiest elements that a repeated field can have, for every call that has one, by 16 connections
# at once: decoded they would take 50 times as much.
claims_take_no_memory() {
    local before after
    PYTHONPATH=docs/examples/python python3 -B scripts/end-to-end/claims.py warm
    before=$(daemon_peak_memory)
    PYTHONPATH=docs/examples/python python3 -B scripts/end-to-end/claims.py claim
    after=$(daemon_peak_memory)
    echo "$before bytes before, $after after"
    # What was received before is as much; 11 requests of 16 connections would have taken 200 MB each.
    [ $((after - before)) -lt $((64 << 20)) ]
}

daemon_start
check "empty elements are counted before they are decoded" claims_take_no_memory
check "the daemon serves on" locker status
