# A daemon, and a client, with few descriptors
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of end-to-end.sh

. scripts/lib/load.sh

# Threads that take content in, and as many that give it out; 16 more do all else.
processors=$(nproc)
lane=$((2 * processors > 4 ? 2 * processors : 4))
threads=$((16 + 2 * lane))
# A quarter is for files that clients pass, 320 and 2 a thread for the daemon itself; a connection takes 5.
files=$((600 + 2 * threads))
connections=$(((files - 320 - 2 * threads - files / 4) / 5))

takes_as_many_as_it_can_serve() {
    [ "$(load --open 100)" = "$connections connections are served, $((100 - connections)) refused" ]
    grep -q 'too few descriptors' "$daemon_log"
}

# With as many open as it may have, it closes the one that it keeps for this, and says no.
says_that_it_has_no_descriptor() {
    local status=0 free=0
    while [ -L "/proc/$daemon_pid/fd/$free" ]; do free=$((free + 1)); done
    prlimit --pid "$daemon_pid" --nofile=$free:
    locker status 2>"$work/refused" || status=$?
    prlimit --pid "$daemon_pid" "--nofile=$files:"
    cat "$work/refused"
    [ $status -ne 0 ]
    grep -q 'no descriptor' "$work/refused"
    locker status
}

# The folders on the way to the file alone are more than it may open: that says nothing of the disk.
restore_ends_for_want_of_descriptors() {
    (ulimit -n 24 && exits 1 locker restore "$work/few") 2>"$work/refused"
    grep -i 'too many open files' "$work/refused"
    locker restore "$work/enough"
    diff -r "$tree" "$work/enough"
}

# Each thread has as many folders open as the walk, which has enough: what they lack says nothing of the files.
sync_ends_for_want_of_descriptors() {
    (ulimit -n 70 && exits 1 locker sync --library long "$work/long") 2>"$work/refused"
    grep -i 'too many open files' "$work/refused"
    locker sync --library long "$work/long"
}

tree=$work/tree
mkdir -p "$tree/$(seq -s / 40)"
echo song >"$tree/$(seq -s / 40)/song"
daemon_start
locker sync "$tree"
check "a restore with too few descriptors passes nothing over" restore_ends_for_want_of_descriptors
make_noise "$work/long/$(seq -s / 40)" 200 70000 long
check "so does a sync" sync_ends_for_want_of_descriptors
check_daemon_stops

if [ "$(id -u)" -eq 0 ]; then
    daemon_wrapper=(prlimit "--nofile=$files:$files")
    daemon_start
    daemon_wrapper=()
    check "when all descriptors are used, who connects is told so" says_that_it_has_no_descriptor
    check "connections that it has no descriptors for are refused, and told so" takes_as_many_as_it_can_serve
else
    skip "few descriptors" "root may change the limits of the daemon, and opens as many connections as there are"
fi
