# A thousand connections, and some of them do harm
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

. scripts/lib/load.sh

if [ "$(id -u)" -eq 0 ] && load --can-hang 2>"$work/can-hang"; then
    load_daemon_start
    check "who behaves is answered, within the memory that is configured" \
        load --daemon "$daemon_pid" --bound "$load_bound" --rounds 2
    check "it stops while all call" load --daemon "$daemon_pid" --stop "$work/acknowledged"
    status=0
    wait "$daemon_pid" || status=$?
    daemon_pid=''
    check "with exit code 0" test $status -eq 0
    daemon_start
    check "everything acknowledged is there" load --check "$work/acknowledged"
else
    skip "a thousand connections" "they are made by many users, which takes root, and files of /dev/fuse"
fi
