# A full Btrfs, which writes nothing in place
# shellcheck shell=bash disable=SC2016,SC2034,SC2154 # the variables of end-to-end.sh; inner shells expand theirs

disk=$work/btrfs
mkdir -p "$store"
truncate --size 160M "$disk"

# inside COMMAND...: where the daemon is.
inside() {
    nsenter --target "$daemon_pid" --mount "$@"
}

fill_up() {
    inside dd if=/dev/zero of="$store/ballast" bs=1M 2>/dev/null || true
    inside dd if=/dev/zero of="$store/ballast.more" bs=4k oflag=dsync count=2000 2>/dev/null || true
    inside sync -f "$store"
    inside df "$store"
}

# lives COMMAND...: whatever becomes of the command, the daemon goes on.
lives() {
    "$@" || true
    kill -0 "$daemon_pid"
    locker status >/dev/null
}

# changes_much: removals and names of their own, one commit each, with the disk full.
changes_much() {
    local number
    for number in {100..179}; do
        locker rm --library many "$number" >/dev/null || true
        locker mv --library many "$((number + 100))" "moved-$number" >/dev/null || true
    done
    locker sync --library new "$work/new" || true
    locker admin expire --keep-last 1 || true
    locker admin compact --max-unused 0 || true
}

comes_back() {
    rm -rf "$work/back"
    locker restore "$work/back"
    same_tree "$music/users/bob" "$work/back"
}

if mkfs.btrfs -q --mixed "$disk" 2>/dev/null >&2 && unshare --mount mount -o loop "$disk" "$store" 2>/dev/null; then
    daemon_wrapper=(unshare --mount sh -c 'mount -o loop "$1" "$0" && shift && exec "$@"' "$store" "$disk")
    daemon_start
    check_daemon_stops
    daemon_start
    make_noise "$work/many" 300 2000 many
    make_noise "$work/new" 50 20000 new
    locker sync "$music/users/bob" >/dev/null
    locker sync --library many "$work/many" >/dev/null
    fill_up >/dev/null
    check "removals on a full disk do not end the daemon" lives changes_much
    check "what was acknowledged comes back" comes_back
    daemon_kill
    daemon_start
    check "it starts on the full disk" lives changes_much
    check "what was acknowledged comes back still" comes_back
    inside rm -f "$store/ballast" "$store/ballast.more"
    check "with room again, it takes what is new" locker sync --library new "$work/new"
    check "the store is whole" locker admin verify
else
    skip "a full Btrfs" "needs mkfs.btrfs, and the right to mount a file as a disk"
fi
daemon_wrapper=()
