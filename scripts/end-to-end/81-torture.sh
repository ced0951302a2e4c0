# The daemon is killed at system calls of its own, and its disk fails
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of end-to-end.sh

# torture ROUNDS: a short run of what `make torture` does for long. The store of a round that fails stays.
torture() {
    local directory
    directory=$(mktemp -d "${TMPDIR:-/tmp}/locker-torture.XXXXXX")
    scripts/torture/torture.py --programs "$bin" --music "$music" --work "$directory" \
        --rounds "$1" --seconds 30 --seed "$SEED"
    rm -rf "$directory"
}

# reads_on: whatever became of a verification, which writes into the index when each pack was verified.
reads_on() {
    locker admin verify || true
    rm -rf "$work/back"
    locker restore "$work/back"
    same_tree "$music/users/bob" "$work/back"
}

if strace --daemonize --output=/dev/null true 2>/dev/null; then
    check "kills and failures, over and over: nothing acknowledged is lost" torture 25
    daemon_start
    locker sync "$music/users/bob" >/dev/null
    daemon_stop
    for number in {1..4}; do
        daemon_wrapper=(strace --daemonize --follow-forks --quiet=all --signal=none --output="$work/strace.log"
            --trace-path="$store/index/journal" --trace-path="$store/index/journal.new" --trace=pwrite64 "--inject=pwrite64:error=EIO:when=$number")
        daemon_start
        check "write $number into the index fails, and content is read all the same" reads_on
        daemon_wrapper=()
        daemon_stop
    done
    daemon_start
    check "and the store is whole" locker admin verify
else
    skip "kills at system calls" "needs strace, and the right to trace a program of one's own"
fi
