# The daemon is asked to stop in the middle of a sync
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

tree=$work/tree

comes_back() {
    locker sync "$tree"
    locker restore "$work/back"
    same_tree "$tree" "$work/back"
}

one_of() { # VALUE CHOICE...
    cat "$work/sync.output"
    [[ " ${*:2} " == *" $1 "* ]]
}

daemon_start
make_noise "$tree" 100 4000000 stop
locker sync "$tree" >"$work/sync.output" 2>&1 &
sync_pid=$!
sleep 0.2
check_daemon_stops
status=0
wait $sync_pid || status=$?
check "the sync ended in order (exit code $status)" one_of $status 0 1 6
daemon_start
check "after a restart, the sync goes on and everything comes back" comes_back
