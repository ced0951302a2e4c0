# Clients and daemons of earlier versions
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

compatibility=$PWD/scripts/compatibility
# shellcheck source=scripts/compatibility/history.sh
. "$compatibility/history.sh"

python() {
    PYTHONPATH=docs/examples/python:scripts/load:$compatibility python3 -B "$@"
}

# relay_start PROTO: from here on, $relay_socket is that of a daemon which knows nothing that PROTO does not have.
relay_start() {
    relay_socket=$work/older.sock
    rm -f "$relay_socket"
    # The process that is killed later is Python, and no shell around it.
    PYTHONPATH=docs/examples/python:scripts/load:$compatibility python3 -B "$compatibility/relay.py" \
        older "$relay_socket" "$LOCKER_SOCKET" "$1" &
    relay_pid=$!
    until [ -S "$relay_socket" ]; do sleep 0.02; done
}

relay_stop() {
    kill "$relay_pid"
    wait "$relay_pid" 2>/dev/null || true
}

# works_with_older PROTO: what people do, by this version's client.
works_with_older() {
    local LOCKER_SOCKET=$relay_socket transfer
    for transfer in descriptor stream match; do
        locker --account alice sync --library "$transfer" --transfer "$transfer" "$work/tree"
        rm -rf "$work/back"
        locker --account alice restore --library "$transfer" "$work/back"
        same_tree "$work/tree" "$work/back"
    done
    rm "$work/tree/nothing"
    locker --account alice sync --library stream --delete "$work/tree"
    locker --account alice mv --library stream Songs Music
    locker --account alice rm --library stream --recursive Photos
    locker --account alice log --library stream
    locker --account alice changes --library stream --since 1
    locker --account alice diff --library stream
    locker --account alice find --library stream --all-revisions '**'
    locker --account alice versions --library stream "$(locker_json entries.0.path --account alice ls --library stream)"
    locker --account alice revert --library stream 1
    rm -rf "$work/back" "$work/other"
    locker --account alice restore --library stream "$work/back"
    locker --account alice restore --library descriptor "$work/other"
    same_tree "$work/other" "$work/back"
    locker --account alice usage
    grep -q charged_bytes "$1" || [ "$(locker_json charged_bytes --account alice usage)" = null ]
    locker admin stats
    locker admin verify
    locker admin compact
}

for version in "$compatibility"/[0-9]*; do
    name=$(basename "$version")
    daemon_start
    check "what a client of $name does is answered as by a daemon of $name" \
        python "$compatibility/replay.py" "$LOCKER_SOCKET" "$version/calls.xz" "$version/locker.proto"
    daemon_stop
    rm -rf "$store"
    daemon_start
    make_tree "$work/tree"
    locker admin account add alice >/dev/null
    relay_start "$version/locker.proto"
    check "a daemon of $name is enough for a client of this version" works_with_older "$version/locker.proto"
    relay_stop
    daemon_stop
    rm -rf "$store" "$work/tree" "$work/back"
done
