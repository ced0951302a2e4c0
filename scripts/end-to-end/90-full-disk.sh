# The disk of the store is full
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of end-to-end.sh

mkdir -p "$store"
# In a mount namespace of its own the daemon sees a small file system where the store is.
# shellcheck disable=SC2016 # the inner shell expands them
daemon_wrapper=(unshare --map-root-user --mount
    sh -c 'mount -t tmpfs -o size=200m locker "$0" && exec "$@"' "$store")

says_that_it_is_full() {
    exits 1 locker sync "$work/too-much" >"$work/full.output" 2>&1
    cat "$work/full.output"
    grep -qiE 'space|full|room' "$work/full.output"
}

earlier_revision_is_whole() {
    locker restore "$work/back"
    same_tree "$music/users/bob" "$work/back"
}

# gives_room_back: of what a sync has left that did not fit, at once: the index has no room to take it to the disk.
gives_room_back() {
    locker --json admin compact --max-unused 0 >"$work/compact.json"
    cat "$work/compact.json"
    [ "$(json_get reclaimed_bytes <"$work/compact.json")" -gt 100000000 ]
    make_noise "$work/fits" 20 4000000 fits
    locker sync --library fits "$work/fits"
}

if unshare --map-root-user --mount true 2>/dev/null; then
    daemon_start
    locker sync "$music/users/bob" >/dev/null
    make_noise "$work/too-much" 100 4000000 full
    check "a sync that does not fit says so" says_that_it_is_full
    check "the daemon still answers, and what was acknowledged comes back" earlier_revision_is_whole
    check "a compaction gives its room back, without a restart" gives_room_back
    rm -rf "$work/back"
    check "and what was acknowledged comes back still" earlier_revision_is_whole
else
    skip "a full disk" "needs mount namespaces"
fi
daemon_wrapper=()
