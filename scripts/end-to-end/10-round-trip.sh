# Real music goes in and comes back
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start

round_trip() { # ACCOUNT DIR
    locker --account "$1" sync "$2"
    locker --account "$1" restore "$work/back/$1"
    same_tree "$2" "$work/back/$1"
}

second_sync_sends_nothing() {
    locker --json --account alice sync "$music/users/alice" >"$work/again.json"
    [ "$(json_get unchanged <"$work/again.json")" -eq "$(json_get files <"$work/again.json")" ]
    [ "$(json_get uploaded <"$work/again.json")" -eq 0 ]
    [ "$(json_get revision <"$work/again.json")" -eq 1 ]
}

nothing_more_is_stored() { # COMMAND...
    local before
    before=$(locker_json stored_bytes admin stats)
    "$@"
    [ "$(locker_json stored_bytes admin stats)" -eq "$before" ]
}

streamed_content_crosses_the_socket() {
    locker --json --account dave sync --transfer stream "$music/users/alice" >"$work/stream.json"
    [ "$(json_get sent_bytes <"$work/stream.json")" -eq "$(json_get logical_bytes <"$work/stream.json")" ]
    locker --account dave restore "$work/back/dave"
    same_tree "$music/users/alice" "$work/back/dave"
}

stored_once() {
    [ "$(locker_json stored_bytes admin stats)" -lt "$(locker_json logical_bytes admin stats)" ]
}

for account in label alice bob carol dave; do
    locker admin account add $account >/dev/null
done
check "the label's catalog comes back bit for bit, times included" round_trip label "$music/catalog"
for account in alice bob carol; do
    check "$account's music comes back bit for bit, times included" round_trip $account "$music/users/$account"
done
check "a second sync sends nothing and makes no revision" second_sync_sends_nothing
check "--rehash finds that all is there" nothing_more_is_stored \
    locker --account alice sync --rehash "$music/users/alice"
check "a streamed sync crosses the socket, and stores nothing twice" \
    nothing_more_is_stored streamed_content_crosses_the_socket
check "less is stored than was brought" stored_once
