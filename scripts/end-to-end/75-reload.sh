# The configuration is read again at SIGHUP
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of end-to-end.sh

configuration=$work/lockerd.json5

# hang_up TEXT: sends SIGHUP, and waits until the log has one more line with that text.
hang_up() {
    local before
    before=$(grep -c "$1" "$daemon_log" || true)
    kill -HUP "$daemon_pid"
    for _ in {1..500}; do
        [ "$(grep -c "$1" "$daemon_log")" -le "$before" ] || return 0
        sleep 0.02
    done
    echo "no line '$1' came"
    return 1
}

changes_take_effect() {
    echo '{default_quota: 1000, log: {level: "debug"}}' >"$configuration"
    hang_up 'changed=default_quota,log.level'
    locker status
    grep -q 'debug Status' "$daemon_log"
    echo '{default_quota: 1000, log: {level: "info"}}' >"$configuration"
    hang_up 'changed=log.level'
}

a_wrong_one_changes_nothing() {
    local lines
    echo '{default_quota: 2000, limits: {connections: 0}}' >"$configuration"
    hang_up "not taken, and all stays as it was: .*connections"
    echo '{defalt_quota: 2000}' >"$configuration"
    hang_up "not taken, and all stays as it was: .*defalt_quota"
    rm "$configuration"
    hang_up "not taken, and all stays as it was: .*cannot be read"
    echo '{default_quota: 1000}' >"$configuration"
    hang_up 'changed=nothing'
}

roles_change() {
    "$@" 4 admin account list
    echo '{default_quota: 1000, operators: [50001]}' >"$configuration"
    hang_up 'changed=operators'
    "$@" 0 admin account list
}

# as_other STATUS ARGUMENT...: locker as user 50001.
as_other() {
    local status=$1
    shift
    exits "$status" setpriv --reuid 50001 --regid 50001 --clear-groups "$bin/locker" --progress none "$@"
}

echo '{}' >"$configuration"
daemon_options=(--config "$configuration")
daemon_start
check "a configuration that changed is read again" changes_take_effect
check "one that is wrong changes nothing, and the log says what is wrong" a_wrong_one_changes_nothing
if [ "$(id -u)" -eq 0 ]; then
    check "who is an operator changes for connections to come" roles_change as_other
else
    skip "roles that change" "it takes another user, and so root"
fi
check "the daemon serves on" locker status
check_daemon_stops
daemon_options=()
daemon_start
check "without a configuration there is nothing to read" hang_up 'nothing to read\|no configuration to read'
check "and the daemon serves on" locker status
check_daemon_stops
daemon_options=(--log-format json)
daemon_start
check "the log is objects where that is asked for" python3 -c '
import json, sys
lines = [json.loads(line) for line in open(sys.argv[1])]
assert any(line["message"] == "ready" for line in lines)
' "$daemon_log"
check_daemon_stops
daemon_options=()
