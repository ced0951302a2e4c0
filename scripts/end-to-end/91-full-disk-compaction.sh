# A compaction on a disk that is full
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of end-to-end.sh

mkdir -p "$store"
# In a mount namespace of its own the daemon sees a small file system where the store is; what fills that up is done there.
# shellcheck disable=SC2016 # the inner shell expands them
daemon_wrapper=(unshare --map-root-user --mount
    sh -c 'mount -t tmpfs -o size=420m locker "$0" && exec "$@"' "$store")

# inside COMMAND...: where the daemon is.
inside() {
    nsenter --target "$daemon_pid" --user --mount --preserve-credentials "$@"
}

# free_bytes: of the file system of the store.
free_bytes() {
    inside stat --file-system --format '%a %S' "$store" | awk '{ printf("%d", $1 * $2) }'
}

# fill_up BYTES: leaves so many bytes of the disk free.
fill_up() {
    inside fallocate --length $(($(free_bytes) - $1)) "$store/ballast.$1"
}

# make_people: the first packs, of 64 MiB, hold nothing but what somebody had who is gone; of those that follow, most is of
# somebody who stays.
make_people() {
    local number account
    make_noise "$work/gone" 40 4000000 gone
    make_noise "$work/stays" 40 3000000 stays
    make_noise "$work/goes" 40 1000000 goes
    for account in gone stays goes; do locker admin account add $account >/dev/null; done
    locker --account gone sync "$work/gone" >/dev/null
    for number in {000..039}; do
        for account in stays goes; do
            mkdir -p "$work/in.$account"
            cp -p "$work/$account/$number" "$work/in.$account/"
            locker --account $account sync "$work/in.$account" >/dev/null
        done
    done
    locker admin account remove gone >/dev/null
    locker admin account remove goes >/dev/null
}

dead_packs_go() {
    local before
    before=$(free_bytes)
    locker --json admin compact --max-unused 0 --max-packs 1 >"$work/compact.json"
    cat "$work/compact.json"
    [ "$(json_get packs_deleted <"$work/compact.json")" -ge 1 ]
    [ $(($(free_bytes) - before)) -gt 60000000 ]
}

stays_whole() {
    rm -rf "$work/back"
    locker --account stays restore "$work/back"
    same_tree "$work/in.stays" "$work/back"
}

says_what_more_room_would_give() {
    locker --json admin compact --max-unused 0 >"$work/compact.json"
    cat "$work/compact.json"
    [ "$(json_get packs_left <"$work/compact.json")" -ge 1 ]
    [ "$(json_get bytes_left <"$work/compact.json")" -gt 20000000 ]
}

gives_all_back() {
    locker --json admin compact --max-unused 0 >"$work/compact.json"
    cat "$work/compact.json"
    [ "$(json_get packs_left <"$work/compact.json")" -eq 0 ]
    # An open pack of metadata stays until its successor has room, which a disk that was full just now may lack.
    locker --json admin compact --dry-run --max-unused 0 >"$work/unused.json"
    cat "$work/unused.json"
    [ "$(json_get unused_bytes <"$work/unused.json")" -lt 1000000 ]
}

if unshare --map-root-user --mount true 2>/dev/null; then
    daemon_start
    make_people
    fill_up 0
    check "dead packs go on a disk that has no room at all" dead_packs_go
    check "what is needed comes back" stays_whole
    fill_up 8000000
    check "without room for the others, it says what more would give" says_what_more_room_would_give
    check "what is needed comes back" stays_whole
    inside rm "$store/ballast.0" "$store/ballast.8000000"
    check "with more room the rest comes back too" gives_all_back
    check "and what is needed" stays_whole
else
    skip "a compaction on a full disk" "needs mount namespaces"
fi
daemon_wrapper=()
