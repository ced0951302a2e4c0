# The room of what nobody needs comes back, while everything goes on
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
for account in label alice bob carol; do
    locker admin account add $account >/dev/null
done
locker --account label sync "$music/catalog" >/dev/null
for account in alice bob carol; do
    locker --account $account sync "$music/users/$account" >/dev/null
done
daemon_stop # seals the packs
daemon_start

comes_back() { # ACCOUNT...
    local account
    for account in "$@"; do
        rm -rf "$work/back"
        locker --account "$account" restore "$work/back"
        same_tree "$music/users/$account" "$work/back"
    done
}

nothing_to_do() {
    locker --json admin compact >"$work/compact.json"
    cat "$work/compact.json"
    [ "$(json_get packs_deleted <"$work/compact.json")" -eq 0 ]
    [ "$(json_get packs_rewritten <"$work/compact.json")" -eq 0 ]
    [ "$(json_get dry_run <"$work/compact.json")" = False ]
}

pack_bytes() {
    find "$store/packs" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf("%d", sum) }'
}

tells_and_does_nothing() {
    locker --json admin compact --dry-run --max-unused 0 >"$work/dry.json"
    cat "$work/dry.json"
    [ "$(json_get dry_run <"$work/dry.json")" = True ]
    [ "$(json_get reclaimed_bytes <"$work/dry.json")" -gt 10000000 ]
    [ "$(pack_bytes)" -eq "$before" ]
}

gave_back_what_it_told() { # BYTES BEFORE, BYTES AFTER
    echo "told $(json_get reclaimed_bytes <"$work/dry.json") bytes, took $(($1 - $2)) less"
    [ $(($1 - $2)) -gt $(($(json_get reclaimed_bytes <"$work/dry.json") * 95 / 100)) ]
}

# restore_until_killed: alice's music, over and over; what comes back whole is the same.
restore_until_killed() {
    while locker --account alice restore "$work/seen" >/dev/null 2>&1; do
        same_tree "$music/users/alice" "$work/seen" >>"$work/wrong"
        rm -rf "$work/seen"
    done
}

# compact_and_kill NUMBER: somebody comes and somebody restores while the store is compacted, and the daemon is killed in
# between.
compact_and_kill() {
    locker admin account add "guest$1" >/dev/null
    locker --account "guest$1" --progress none sync "$music/catalog" >/dev/null 2>&1 &
    local syncing=$!
    locker --progress none admin compact --max-unused 0 >/dev/null 2>&1 &
    local compacting=$!
    restore_until_killed &
    local restoring=$!
    sleep "0.$((RANDOM % 20 + 10))"
    kill -0 $restoring || echo "a restore failed before the kill" >>"$work/wrong"
    daemon_kill
    wait $restoring || echo "a restore brought something else" >>"$work/wrong"
    rm -rf "$work/seen"
    wait $syncing || true
    wait $compacting || true
    daemon_start
}

nothing_was_lost() { # NUMBER
    ! [ -s "$work/wrong" ] || {
        cat "$work/wrong"
        return 1
    }
    comes_back alice carol
    locker --account "guest$1" --progress none sync "$music/catalog"
    locker --account "guest$1" restore "$work/guest"
    same_tree "$music/catalog" "$work/guest"
    rm -rf "$work/guest"
}

check "where all is needed, nothing is done" nothing_to_do
locker admin account remove label >/dev/null
locker admin account remove bob >/dev/null
before=$(pack_bytes)
check "a dry run tells what would come back, and does nothing" tells_and_does_nothing
daemon_stop
before=$(pack_bytes)
daemon_start
check "a compaction" locker --json admin compact --max-unused 0
daemon_stop # cuts off what the open packs have reserved
after=$(pack_bytes)
daemon_start
check "gives back what the dry run told" gave_back_what_it_told "$before" "$after"
check "all others' music comes back bit for bit" comes_back alice carol
RANDOM=$SEED
for round in {1..8}; do
    compact_and_kill "$round"
    check "killed in a compaction, with a sync and a restore under way, it loses nothing ($round)" \
        nothing_was_lost "$round"
    locker admin account remove "guest$round" >/dev/null
done
daemon_stop # seals the packs
daemon_start
check "a compaction after all that" locker admin compact --max-unused 0
daemon_stop
daemon_start
check "leaves no pack that the daemon does not know" every_pack_is_known
check "leaves nothing that nobody needs" nothing_is_unused
check "and all that somebody has" comes_back alice carol
