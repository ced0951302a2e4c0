# Disks and moments that other programs of this kind stumbled over
# shellcheck shell=bash disable=SC2016,SC2034,SC2154 # the variables of end-to-end.sh; inner shells expand theirs

disk=$work/disk
tree=$music/users/bob

# on_disk MKFS...: the daemon will see a file system of 320 MB, made by that command, where its store is. False where it cannot.
on_disk() {
    rm -f "$disk"
    truncate --size 320M "$disk"
    rm -rf "$store"
    mkdir -p "$store"
    "$@" "$disk" >/dev/null 2>&1 && unshare --mount mount -o loop "$disk" "$store" 2>/dev/null || return 1
    daemon_wrapper=(unshare --mount sh -c 'mount -o loop "$1" "$0" && shift && exec "$@"' "$store" "$disk")
}

inside() {
    nsenter --target "$daemon_pid" --mount "$@"
}

comes_back() { # [LIBRARY TREE]
    rm -rf "$work/back"
    locker restore --library "${1:-main}" "$work/back" >/dev/null
    same_tree "${2:-$tree}" "$work/back"
}

# is_refused LIBRARY TREE: a sync fails because there is no room, and says so.
is_refused() {
    exits 1 locker --json sync --library "$1" "$2" 2>"$work/refused.json"
    cat "$work/refused.json"
    [ "$(json_get error.code <"$work/refused.json")" = NO_SPACE ]
}

runs_out() { # NAME: of room, with all that follows
    daemon_start
    locker sync "$tree" >/dev/null
    make_noise "$work/much" 160 2500000 much
    check "$1: a sync that does not fit says so" is_refused much "$work/much"
    check "$1: what was acknowledged comes back" comes_back
    check "$1: an entry is removed on the full disk" \
        locker rm --recursive "$(locker_json entries.0.path ls)"
    check "$1: nothing is damaged" locker admin verify
    daemon_stop
    daemon_wrapper=()
    rm -rf "$work/much"
}

# Names: few inodes are used up by other files in the store's file system, as the log of somebody else would.
has_no_inodes() {
    local number=0
    while inside touch "$store/filler-$number" 2>/dev/null; do number=$((number + 1)); done
    inside df --inodes "$store"
    if locker sync --library more "$work/more"; then
        comes_back more "$work/more"
    else
        is_refused more "$work/more"
    fi
}

has_inodes_again() {
    inside find "$store" -name 'filler-*' -delete
    locker sync --library more "$work/more"
    comes_back more "$work/more"
    comes_back
}

if on_disk mkfs.xfs -q; then runs_out "a full XFS"; else skip "a full XFS" "needs mkfs.xfs, and loop mounts"; fi
if on_disk mkfs.ext4 -q -m 0 -N 64; then
    daemon_start
    locker sync "$tree" >/dev/null
    make_noise "$work/more" 40 2000000 more
    check "without inodes, what is synced comes back or is refused" has_no_inodes
    check "with inodes again, everything goes on" has_inodes_again
    daemon_stop
    daemon_wrapper=()
else
    skip "a disk without inodes" "needs mkfs.ext4, and loop mounts"
fi

# An overlay: what a container's store lies on where nobody gave it a volume.
rm -rf "$store"
mkdir -p "$store" "$work/overlay"
if unshare --mount sh -c 'mount -t tmpfs t "$0" && mkdir "$0/l" "$0/u" "$0/w" &&
    mount -t overlay o -o "lowerdir=$0/l,upperdir=$0/u,workdir=$0/w" "$1"' "$work/overlay" "$store" 2>/dev/null; then
    daemon_wrapper=(unshare --mount sh -c 'mount -t tmpfs t "$0" && mkdir "$0/l" "$0/u" "$0/w" &&
        mount -t overlay o -o "lowerdir=$0/l,upperdir=$0/u,workdir=$0/w" "$1" && shift && exec "$@"'
        "$work/overlay" "$store")
    daemon_start
    locker sync "$tree" >/dev/null
    check "a store on an overlay serves" comes_back
    check "a store on an overlay is compacted" locker admin compact --max-unused 0
    check "a store on an overlay comes back after that" comes_back
    daemon_stop
    daemon_wrapper=()
else
    skip "a store on an overlay" "overlays cannot be mounted here"
fi

# A store that was put back from yesterday: the client remembers more than the store has.
sends_again_what_the_store_forgot() {
    locker sync "$work/growing" >/dev/null
    comes_back main "$work/growing"
    [ "$(locker_json unchanged sync "$work/growing")" -eq "$(count_files "$work/growing")" ]
}

rm -rf "$store"
daemon_start
cp -a "$tree" "$work/growing"
locker sync "$work/growing" >/dev/null
daemon_stop
cp -a "$store" "$work/yesterday"
daemon_start
make_noise "$work/growing/New" 3 50000 new
locker sync "$work/growing" >/dev/null
daemon_stop
rm -rf "$store"
mv "$work/yesterday" "$store"
daemon_start
check "a store of yesterday is brought up to date" sends_again_what_the_store_forgot

# A FUSE mount whose program has died: every access fails with ENOTCONN.
dead_mount() { # COMMAND...: runs it where $work/growing/Mounted is one
    unshare --mount python3 - "$work/growing/Mounted" "$@" <<'PYTHON'
import ctypes, os, subprocess, sys
device = os.open("/dev/fuse", os.O_RDWR)
libc = ctypes.CDLL(None, use_errno=True)
options = f"fd={device},rootmode=40000,user_id=0,group_id=0"
if libc.mount(b"dead", os.fsencode(sys.argv[1]), b"fuse", 0, options.encode()):
    sys.exit(77)
os.close(device)
sys.exit(subprocess.run(sys.argv[2:]).returncode)
PYTHON
}

keeps_what_it_cannot_see() {
    local status=0
    dead_mount "$bin/locker" --progress none sync --delete "$work/growing" || status=$?
    [ $status -eq 3 ]
    comes_back main "$work/growing"
}

make_noise "$work/growing/Mounted" 3 50000 mounted
locker sync "$work/growing" >/dev/null
if dead_mount true 2>/dev/null; then
    check "what lies behind a dead mount stays, also with --delete" keeps_what_it_cannot_see
else
    skip "a dead mount" "needs /dev/fuse and mounts"
fi

# A quota at the target of a restore: of a Btrfs subvolume.
with_quota() { # COMMAND...: runs it where $work/target has room for a megabyte
    rm -f "$disk"
    truncate --size 320M "$disk"
    mkdir -p "$work/target"
    mkfs.btrfs -q "$disk" >/dev/null 2>&1 || return 77
    unshare --mount sh -c 'mount -o loop "$1" "$0" && btrfs quota enable "$0" && btrfs subvolume create "$0/sub" &&
        btrfs qgroup limit 1M "$0/sub" || exit 77; shift; exec "$@"' "$work/target" "$disk" "$@"
}

says_that_the_target_is_full() {
    local status=0
    with_quota "$bin/locker" --progress none restore "$work/target/sub/back" >"$work/quota.output" 2>&1 || status=$?
    cat "$work/quota.output"
    [ $status -ne 0 ] && grep -qi 'quota' "$work/quota.output"
}

if with_quota true >/dev/null 2>&1; then
    check "a quota at the target of a restore is named" says_that_the_target_is_full
else
    skip "a quota at the target of a restore" "needs mkfs.btrfs, and mounts with quotas"
fi

# A standard output that takes nothing: whoever reads what a command printed must not take half of it for all.
fails_where_nobody_listens() {
    local command status
    while read -r command; do
        status=0
        # shellcheck disable=SC2086 # the words of the command
        locker $command >/dev/full 2>"$work/full.error" || status=$?
        [ $status -eq 1 ] || { echo "exit code $status: locker $command"; cat "$work/full.error"; return 1; }
    done <<'COMMANDS'
status
--json status
ls
--json ls
ls --long
log
changes --since 0
diff 0
--json diff 0
usage
--json usage
admin account list
admin catalog list
admin stats
--json admin stats
admin verify --quick
help
COMMANDS
    status=0
    locker cat "$(locker_json entries.0.path ls)" >/dev/full 2>"$work/full.error" || status=$?
    [ $status -eq 1 ]
}

check "what cannot be printed is a failure, of every command" fails_where_nobody_listens

# Whoever stops a client or the daemon (Ctrl-Z, a debugger, a laptop that sleeps) costs nobody anything.
others_go_on() {
    local pid
    make_noise "$work/long" 60 2000000 long
    "$bin/locker" --progress none sync --library long "$work/long" >/dev/null 2>&1 &
    pid=$!
    sleep 0.05
    kill -STOP $pid
    comes_back main "$work/growing"
    locker rm --library main "$(locker_json entries.0.path ls)" >/dev/null
    kill -CONT $pid
    wait $pid
    comes_back long "$work/long"
}

goes_on_after_a_stop() {
    local pid
    kill -STOP "$daemon_pid"
    locker --json ls --library long >"$work/stopped.json" &
    pid=$!
    sleep 0.2
    kill -CONT "$daemon_pid"
    wait $pid
    [ -n "$(json_get entries.0.path <"$work/stopped.json")" ]
}

check "a client that is stopped holds nobody up, and goes on" others_go_on
check "a daemon that is stopped goes on" goes_on_after_a_stop

# Modes of all files change, and with them the times of their inodes: nothing is sent again, nothing is lost.
sends_nothing_for_modes() {
    local before
    before=$(locker_json stored_bytes admin stats)
    chmod -R g+w "$work/long"
    locker sync --library long "$work/long" >/dev/null
    [ "$(locker_json stored_bytes admin stats)" -eq "$before" ]
    comes_back long "$work/long"
}

check "chmod -R stores nothing anew" sends_nothing_for_modes

# One name in two normal forms of Unicode: two names, on file systems that tell bytes.
keeps_both_forms() {
    mkdir "$work/forms"
    printf 'composed' >"$work/forms/$(printf 'Bj\xc3\xb6rk')"
    printf 'decomposed' >"$work/forms/$(printf 'Bjo\xcc\x88rk')"
    locker sync --library forms "$work/forms" >/dev/null
    comes_back forms "$work/forms"
    [ "$(count_files "$work/back")" -eq 2 ]
}

check "a name in two normal forms is two names" keeps_both_forms
