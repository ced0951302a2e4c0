# Starts and stops the one lockerd of a script.
#
# The script sets `bin` (directory of the programs), `work` (its temporary directory), `store` and LOCKER_SOCKET, and
# calls daemon_cleanup from its EXIT trap: then no daemon outlives the script.
# shellcheck shell=bash disable=SC2034,SC2154 # its variables are for and from those who source it

daemon_pid=''
daemon_start_ms=0
daemon_options=() # what lockerd is told besides
daemon_wrapper=() # a command that starts the daemon in circumstances of its own

# daemon_start: starts lockerd on $store and waits until it is ready. Of a failure, the script shows the log.
# Sets daemon_pid, daemon_log and daemon_start_ms (milliseconds).
daemon_start() {
    local began deadline
    daemon_log=$work/lockerd.log
    [ ! -e "$daemon_log" ] || mv "$daemon_log" "$daemon_log.previous"
    began=${EPOCHREALTIME/[^0-9]/}
    deadline=$((began + 60000000))
    # In a session of its own: Ctrl-C is for the script, which then stops the daemon itself.
    setsid "${daemon_wrapper[@]}" "$bin/lockerd" --store "$store" --socket "$LOCKER_SOCKET" \
        "${daemon_options[@]}" 2>"$daemon_log" >&2 &
    daemon_pid=$!
    until grep -qw ready "$daemon_log" 2>/dev/null; do
        if ! kill -0 "$daemon_pid" 2>/dev/null || [ "${EPOCHREALTIME/[^0-9]/}" -gt $deadline ]; then
            echo "lockerd did not start" >&2
            return 1
        fi
        sleep 0.01
    done
    daemon_start_ms=$(((${EPOCHREALTIME/[^0-9]/} - began) / 1000))
}

# daemon_stop: asks it to stop, and returns its exit code.
daemon_stop() {
    local pid=$daemon_pid
    daemon_pid=''
    kill -TERM "$pid"
    wait "$pid"
}

# daemon_kill: as a power cut would, but for what the kernel still holds.
daemon_kill() {
    local pid=$daemon_pid
    daemon_pid=''
    kill -KILL "$pid"
    wait "$pid" 2>/dev/null || true
}

# daemon_peak_memory: the most memory it has had resident so far, in bytes.
daemon_peak_memory() {
    awk '/^VmHWM:/ { print $2 * 1024 }' "/proc/$daemon_pid/status"
}

# daemon_cleanup: ends it if it still runs, by force if it takes longer than ten seconds.
daemon_cleanup() {
    local pid=$daemon_pid
    daemon_pid=''
    [ -n "$pid" ] && kill -TERM "$pid" 2>/dev/null || return 0
    for _ in {1..100}; do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.1
    done
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
}
