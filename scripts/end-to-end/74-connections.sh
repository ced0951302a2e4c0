# Users who hold as many connections as they can
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

crowd() {
    PYTHONPATH=docs/examples/python:scripts/load python3 -B scripts/end-to-end/connections.py "$@"
}

if [ "$(id -u)" -eq 0 ]; then
    daemon_start
    check "four users who hold all they can lock out neither root nor others" crowd hoard
    check "those who call are not cut off" crowd busy
    check "the daemon serves on" locker status
else
    skip "connections of many users" "they are made by many users, which takes root"
fi
