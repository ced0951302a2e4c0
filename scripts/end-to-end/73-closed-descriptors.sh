# Programs that are started with their standard streams closed
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of end-to-end.sh

tree=$work/tree

# Runs a program without descriptors 0 to 2.
closed() {
    "$@" <&- >&- 2>&-
}

starts_without_streams() {
    local deadline=$((SECONDS + 60))
    until locker status; do
        kill -0 "$daemon_pid" && [ $SECONDS -lt $deadline ]
        sleep 0.05
    done
    for number in 0 1 2; do
        [ "$(readlink "/proc/$daemon_pid/fd/$number")" = /dev/null ]
    done
}

# The same for a command whose result nobody gets: it does its work, and fails for that where it has one.
unprinted() {
    local status=0
    closed "$@" || status=$?
    [ $status -le 1 ]
}

# The log of the daemon and the progress of the client have nowhere to go, and go nowhere.
everything_comes_back() {
    unprinted "$bin/locker" --progress json sync "$tree"
    unprinted "$bin/locker" --progress json restore "$work/back"
    unprinted "$bin/locker" --progress json get 000 -o "$work/one"
    same_tree "$tree" "$work/back"
    cmp "$tree/000" "$work/one"
}

# No text of the log or of the progress is in a file of the store.
nothing_foreign_is_in_the_store() {
    ! grep -rlaE 'info ready|debug (Ingest|Commit)|audit account=|"event"' "$store/index" "$store/packs" "$store"/metadata.sqlite*
}

make_noise "$tree" 20 300000 closed
setsid "$bin/lockerd" --store "$store" --socket "$LOCKER_SOCKET" --log-level debug <&- >&- 2>&- &
daemon_pid=$!
daemon_log=/dev/null
check "a daemon without descriptors 0 to 2 has /dev/null there" starts_without_streams
check "what comes and goes through programs without them is whole" everything_comes_back
check "a result that cannot be printed is a failure" exits 1 closed "$bin/locker" ls
check_daemon_stops
check "the store holds nothing of the log" nothing_foreign_is_in_the_store
daemon_start
rm -rf "$work/back"
check "everything comes back from it" locker restore "$work/back"
check "as it was" same_tree "$tree" "$work/back"
