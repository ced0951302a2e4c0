# On a disk that is full, reads and removals go on; with room again, everything does
# shellcheck shell=bash disable=SC2016,SC2034,SC2154 # the variables of end-to-end.sh; inner shells expand theirs

mkdir -p "$store"
disk=$work/disk
truncate --size 200M "$disk"
# In a mount namespace of its own the daemon sees a small file system where the store is: a real one in a file, where that
# may be mounted, else one in memory.
if mkfs.ext4 -q -m 0 "$disk" 2>/dev/null && unshare --mount mount -o loop "$disk" "$store" 2>/dev/null; then
    lasts=yes
    namespaces=(--mount)
    daemon_wrapper=(unshare --mount sh -c 'mount -o loop "$1" "$0" && shift && exec "$@"' "$store" "$disk")
elif unshare --map-root-user --mount true 2>/dev/null; then
    lasts=''
    namespaces=(--user --mount --preserve-credentials)
    daemon_wrapper=(unshare --map-root-user --mount
        sh -c 'mount -t tmpfs -o size=200m locker "$0" && exec "$@"' "$store")
fi

# inside COMMAND...: where the daemon is.
inside() {
    nsenter --target "$daemon_pid" "${namespaces[@]}" "$@"
}

fill_up() {
    inside dd if=/dev/zero of="$store/ballast" bs=64k 2>/dev/null || true
    inside dd if=/dev/zero of="$store/ballast.last" bs=512 2>/dev/null || true
    inside df "$store"
    ! inside dd if=/dev/zero of="$store/ballast.none" bs=4096 count=1 2>/dev/null
}

make_room() {
    inside rm "$store/ballast" "$store/ballast.last" "$store/ballast.none"
}

# is_refused COMMAND...: the command fails because the disk is full, and says so.
is_refused() {
    exits 1 locker --json "$@" 2>"$work/refused.json"
    cat "$work/refused.json"
    [ "$(json_get error.code <"$work/refused.json")" = NO_SPACE ]
    json_get error.message <"$work/refused.json" | grep -qi 'space'
}

comes_back() { # LIBRARY TREE
    rm -rf "$work/back"
    locker restore --library "$1" "$work/back"
    same_tree "$2" "$work/back"
}

# has_entries LIBRARY COUNT
has_entries() {
    [ "$(locker_json entries ls --library "$1" | python3 -c 'import json, sys; print(len(json.load(sys.stdin)))')" -eq "$2" ]
}

# removals_go_on: of entries one after the other, of old revisions, and of an account.
removals_go_on() {
    local number
    for number in {100..179}; do
        locker rm --library many "$number" >/dev/null
    done
    has_entries many 220
    locker admin expire --keep-last 1
    locker admin account remove goes
}

# fails_clearly: with exit code 1, not with that of a caller who may not.
fails_clearly() {
    exits 1 locker --json rm --library many 200 2>"$work/failed.json"
    cat "$work/failed.json"
    [ "$(json_get error.code <"$work/failed.json")" = SYSTEM ]
}

goes_on() {
    locker sync --library big "$work/big"
    comes_back big "$work/big"
}

if [ ${#daemon_wrapper[@]} -gt 0 ]; then
    daemon_start
    make_noise "$work/many" 300 2000 many
    make_noise "$work/goes" 4 2000000 goes
    make_noise "$work/big" 30 2000000 big
    locker sync "$music/users/bob" >/dev/null
    locker sync --library many "$work/many" >/dev/null
    locker admin account add goes >/dev/null
    locker --account goes sync "$work/goes" >/dev/null
    check "the disk is full" fill_up
    check "a sync says so, with exit code 1" is_refused sync --library big "$work/big"
    check "what was acknowledged comes back" comes_back main "$music/users/bob"
    check "removals go on" removals_go_on
    check "what was acknowledged comes back still" comes_back main "$music/users/bob"
    if [ -n "$lasts" ]; then
        daemon_kill
        daemon_start
        check "killed and started on the full disk, it knows what was removed" has_entries many 220
        check "and what was acknowledged comes back" comes_back main "$music/users/bob"
        fill_up >/dev/null || true # recovery may have cut off what a pack had reserved
    fi
    check "a sync is refused still" is_refused sync --library big "$work/big"
    check "there is room again" make_room
    check "a sync goes on, without a restart" goes_on
    check "the store is whole" locker admin verify
    if [ -n "$lasts" ] && inside mount -o remount,abort "$store"; then
        check "a disk that the kernel has made read-only takes no writes" fails_clearly
        check "and what is on it comes back" comes_back main "$music/users/bob"
        daemon_kill
        daemon_start
        check "mounted again, it takes writes" locker rm --library many 200
        check "and has lost nothing" comes_back big "$work/big"
    fi
else
    skip "a disk that is full" "needs mount namespaces"
fi
daemon_wrapper=()
