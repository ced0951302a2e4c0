# File systems with clocks of their own, that hide sizes, list twice or refuse times
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
odd=$work/odd
clock=$work/clock
mkdir -p "$odd"
echo 1700000000 >"$clock" # long ago, and it stands

# odd_disk ODDITY...: mounts it at $odd, empty.
odd_disk() {
    /usr/bin/python3 scripts/end-to-end/odd-disk.py "$odd" "$clock" "$@" 2>"$work/odd-disk.log" &
    for _ in {1..100}; do
        ! mountpoint -q "$odd" || return 0
        sleep 0.1
    done
    return 1
}

report() { # KEY
    json_get "$1" <"$work/report.json"
}

sync_odd() {
    locker --json sync "$@" "$odd" >"$work/report.json"
}

rewritten_in_the_same_second() {
    local content
    for content in one two six; do
        printf %s "$content" >"$odd/song"
        sync_odd
        [ "$(report uploaded)" = 1 ]
        [ "$(report sent_bytes)" = 0 ] # the daemon reads it: a program may never answer
        [ "$(locker get song -o -)" = "$content" ]
    done
    echo 1700000010 >"$clock"
    sync_odd
    sync_odd
    [ "$(report unchanged)" = 1 ]
    [ "$(ls -A "$odd")" = song ]
}

moving() {
    printf song >"$odd/song"
    exits 3 locker --json sync "$odd" >"$work/report.json"
    grep -q -e --ignore-ctime "$work/report.json"
    sync_odd --ignore-ctime
    [ "$(report uploaded)" = 1 ]
    echo 1700000040 >"$clock"
    sync_odd --ignore-ctime
    sync_odd --ignore-ctime
    [ "$(report unchanged)" = 1 ]
}

hidden() {
    head -c 3000000 /dev/urandom >"$work/random"
    cp "$work/random" "$odd/song"
    for transfer in descriptor match stream; do
        sync_odd --rehash --transfer $transfer --library $transfer
        [ "$(report files)" = 1 ]
        locker get --library $transfer song -o - | cmp - "$work/random"
    done
}

without_times() {
    mkdir -p "$work/source"
    printf one >"$work/source/one"
    printf two >"$work/source/two"
    locker sync --library times "$work/source"
    locker --json restore --library times "$odd" >"$work/report.json"
    [ "$(report restored)" = 2 ]
    [ "$(report warnings | grep -c 'refuses modification times')" = 1 ]
    cmp "$work/source/one" "$odd/one"
    locker --json restore --library times "$odd" >"$work/report.json"
    [ "$(report unchanged)" = 2 ]
    printf 123 >"$odd/one"
    exits 3 locker --json restore --library times "$odd" >"$work/report.json"
    [ "$(cat "$odd/one")" = 123 ]
}

# with_odd_disk NAME FUNCTION ODDITY...
with_odd_disk() {
    local name=$1 function=$2
    shift 2
    if odd_disk "$@"; then
        check "$name" "$function"
        umount "$odd"
    else
        skip "$name" "no file system of a program can be mounted here (fusepy, /dev/fuse)"
    fi
}

with_odd_disk "a rewrite of equal size in the same second of a clock behind is seen" rewritten_in_the_same_second
with_odd_disk "change times that move by themselves can be left out of account" moving moving-ctime
with_odd_disk "a file that hides its size, and is listed twice, is read to its end once" hidden hide-sizes list-twice
with_odd_disk "a disk that refuses times gets content, one warning, and is known again" without_times refuse-times
