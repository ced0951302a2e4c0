# A limit on the length of files
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of end-to-end.sh

tree=$work/tree

# The daemon may write no file beyond 4 MiB, which is less than a pack: what comes is refused, and all else goes on.
is_refused_with_a_reason() {
    exits 1 locker sync "$tree" 2>"$work/refused" || exits 3 locker sync "$tree" 2>"$work/refused"
    cat "$work/refused"
    grep -qi 'too large' "$work/refused"
    kill -0 "$daemon_pid"
    locker status
}

# The client writes what it gets in pieces; the daemon writes into files that are passed.
client_is_refused_with_a_reason() {
    local status=0
    prlimit --fsize=1000000: "$bin/locker" --progress none cat 000 >"$work/cat" 2>"$work/refused" || status=$?
    cat "$work/refused"
    [ $status -eq 1 ] && grep -qi 'too large' "$work/refused"
}

make_noise "$tree" 1 30000000 long
daemon_start
locker status >/dev/null # makes the account
check_daemon_stops
daemon_wrapper=(prlimit --fsize=4194304:4194304)
daemon_start
daemon_wrapper=()
check "a write beyond the limit is an error, and no end of the daemon" is_refused_with_a_reason
check_daemon_stops
daemon_start
check "without the limit, everything goes in" locker sync "$tree"
check "a client that may write no longer file says so" client_is_refused_with_a_reason
