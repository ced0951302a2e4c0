# The instructions that hash and cut can be chosen
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of end-to-end.sh

# refuses_lanes NAMES: both programs end, and say what there is.
refuses_lanes() {
    LOCKER_LANES=$1 exits 2 "$bin/lockerd" --store "$work/lanes" --socket "$work/lanes.sock" 2>"$work/message"
    grep 'it has .*plain' "$work/message"
    LOCKER_LANES=$1 exits 1 locker status 2>"$work/message"
    grep 'it has .*plain' "$work/message"
}

says_plain() {
    grep 'lanes' "$daemon_log"
    locker status | grep 'hash by plain, cut by plain'
}

check "names of lanes that there are not are refused" refuses_lanes plain,abacus

LOCKER_LANES=plain daemon_start
check "what is chosen is used" says_plain
daemon_stop
