# Nothing leaves a library by an accident of a disk: unmounted, empty, replaced
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
tree=$work/music
mkdir -p "$tree/disk/album" "$tree/plain" "$work/disk"
echo one >"$tree/plain/one"

entries() {
    locker --json ls | json_get entries | grep -o '"path"' | wc -l
}

keeps() { # EXIT-CODE ENTRIES SYNC-OPTION...
    local code=$1 count=$2
    shift 2
    exits "$code" locker --json sync "$@" "$tree" >"$work/report.json"
    [ "$(json_get removed <"$work/report.json")" = 0 ]
    [ "$(entries)" = "$count" ]
}

fill_disk() {
    mkdir -p "$tree/disk/album"
    echo two >"$tree/disk/album/two"
    echo three >"$tree/disk/three"
    locker sync "$tree"
}

unmounted() {
    fill_disk
    umount "$tree/disk"
    keeps 0 3                 # the mount point is an empty folder
    keeps 3 3 --delete
    echo other >"$tree/disk/readme"
    keeps 0 4                 # or has something of its own
    keeps 3 4 --delete
    rm -r "$tree/disk"       # or is gone with the disk
    keeps 3 4 --delete
    ln -s /nowhere "$tree/disk"
    keeps 3 4
    keeps 3 4 --delete
    rm "$tree/disk"
    locker rm --recursive disk
    keeps 0 1 --delete        # what was removed by name is forgotten
}

# The next night something has written to the mount point, which is empty no more.
unmounted_below() {
    mkdir -p "$tree/disks/first"
    mount -t tmpfs tmpfs "$tree/disks/first"
    echo deep >"$tree/disks/first/deep"
    locker sync "$tree"
    umount "$tree/disks/first"
    keeps 3 2 --delete
    echo stray >"$tree/disks/first/stray"
    keeps 3 3 --delete
    rm -r "$tree/disks"
    locker rm --recursive disks
}

# A sync without --delete does not make it forgotten that a disk belongs there.
unmounted_itself() {
    mkdir "$work/bare"
    mount -t tmpfs tmpfs "$work/bare"
    echo one >"$work/bare/one"
    echo two >"$work/bare/two"
    locker sync --library bare "$work/bare"
    umount "$work/bare"
    echo stray >"$work/bare/stray"
    locker sync --library bare "$work/bare"
    exits 1 locker sync --library bare --delete "$work/bare"
    locker get --library bare two | grep two
}

replaced() {
    fill_disk
    rm -r "$tree/disk"
    ln -s /nowhere "$tree/disk"
    keeps 3 3
    rm "$tree/disk"
    mkdir "$tree/disk"
    keeps 0 3
    keeps 3 3 --delete
    rm -r "$tree/disk"
    locker sync --delete "$tree"
    [ "$(entries)" = 1 ]
}

if mount -t tmpfs tmpfs "$tree/disk" 2>/dev/null; then
    check "a disk that is not mounted keeps what the library has of it" unmounted
    check "one below another folder does, whatever is written to where it belongs" unmounted_below
    check "one that is the folder itself does, after syncs that remove nothing too" unmounted_itself
else
    skip "a disk that is not mounted" "nothing can be mounted here"
fi
check "a folder that is empty or a link keeps what the library has of it" replaced
