# Devices that stay in step by themselves: locker watch, its end, and what it waits for
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
one=$work/one two=$work/two
mkdir -p "$one/album" "$two"
echo one >"$one/album/1 one.txt"
echo note >"$one/note.txt"

# watching DEVICE ARGUMENT...: watches that device's folder; what it says is in $work/DEVICE.said.
watching() {
    local device=$1
    shift
    # What a script begins in the background ignores SIGINT otherwise.
    env --default-signal=INT XDG_STATE_HOME="$work/state-of-$device" \
        "$bin/locker" --progress none watch "$@" "$work/$device" >"$work/$device.said" 2>&1 </dev/null &
}

# eventually COMMAND...: waits until it succeeds, a minute at most.
eventually() {
    for _ in {1..600}; do
        if "$@" 2>/dev/null; then return 0; fi
        sleep 0.1
    done
    echo "not within a minute: $*"
    tail -n 5 "$work"/*.said
    return 1
}

waits() { grep -q '^locker: watching ' "$work/$1.said"; }
in_step() { same_tree "$one" "$two" >/dev/null; }
has() { [ "$(cat "$1")" = "$2" ]; }

# ends PID: by SIGTERM, at once and well.
ends() {
    local status=0
    kill -TERM "$1"
    wait "$1" || status=$?
    [ $status -eq 0 ]
}

# In a shell of its own, which ends what it has begun.
with_watches() {
    local first second
    watching one
    first=$!
    watching two
    second=$!
    # shellcheck disable=SC2064 # as they are now
    trap "kill $first $second 2>/dev/null || true" EXIT
    eventually waits one
    eventually waits two
    "$@"
    ends $first
    ends $second
    grep -q 'the watch ends' "$work/one.said"
    grep -q 'the watch ends' "$work/two.said"
}

changes_travel() {
    eventually in_step
    echo edited >"$one/note.txt"
    eventually has "$two/note.txt" edited
    mkdir -p "$two/new/deep"
    echo deep >"$two/new/deep/file"
    eventually has "$one/new/deep/file" deep
    rm -r "$one/album"
    eventually test ! -e "$two/album"
    mv "$two/new" "$two/moved"
    eventually has "$one/moved/deep/file" deep
    [ ! -e "$one/new" ]
    eventually in_step
}

a_second_one_is_refused() {
    XDG_STATE_HOME=$work/state-of-one exits 1 locker watch "$one" >"$work/refusal" 2>&1
    grep -q 'another locker watches it' "$work/refusal"
    # Of another device it is another thing.
    echo again >"$one/note.txt"
    eventually has "$two/note.txt" again
}

what_another_client_does_travels() {
    XDG_STATE_HOME=$work/state-of-three locker mv note.txt renamed.txt
    eventually has "$one/renamed.txt" again
    eventually has "$two/renamed.txt" again
    [ ! -e "$one/note.txt" ]
}

# A run that says nothing has nothing to say.
rest_is_quiet() {
    local lines
    eventually in_step
    sleep 5
    lines=$(cat "$work/one.said" "$work/two.said" | wc -l)
    sleep 5
    [ "$(cat "$work/one.said" "$work/two.said" | wc -l)" -eq "$lines" ]
}

an_interrupt_ends_it_too() {
    local pid status=0
    watching one --json
    pid=$!
    eventually grep -q watching "$work/one.said"
    kill -INT $pid
    wait $pid || status=$?
    [ $status -eq 0 ]
    grep -o '^{.*"revision".*' "$work/one.said" | head -n 1 >"$work/object"
    python3 -B scripts/lib/json_schema.py docs/json.md watch <"$work/object"
}

bad_usage() {
    exits 2 locker watch
    exits 2 locker watch --dry-run "$one"
    exits 1 locker watch "$work/nothing"
    [ ! -e "$work/nothing" ]
}

# What a disk refuses, and takes a moment later, comes then, though nothing else happens.
what_is_passed_over_comes_later() {
    local first folder=$two
    mkdir -p "$work/disk"
    if ! mount -t tmpfs tmpfs "$work/disk" 2>/dev/null; then
        echo "no file system can be mounted here"
        return 0
    fi
    # shellcheck disable=SC2064 # as they are now
    trap "umount --lazy '$work/disk'" EXIT
    watching disk
    first=$!
    # shellcheck disable=SC2064
    trap "kill $first 2>/dev/null || true; umount --lazy '$work/disk'" EXIT
    eventually same_tree "$folder" "$work/disk"
    mount -o remount,ro "$work/disk"
    XDG_STATE_HOME=$work/state-of-three locker mv renamed.txt later.txt
    eventually grep -q 'later.txt' "$work/disk.said"
    mount -o remount,rw "$work/disk"
    eventually test -e "$work/disk/later.txt"
    XDG_STATE_HOME=$work/state-of-three locker mv later.txt renamed.txt
    eventually test -e "$work/disk/renamed.txt"
    ends $first
}

# Nothing happens in its folder: the library's news alone tell.
an_account_that_goes_ends_it() {
    local pid status=0
    locker admin account add watched >/dev/null
    mkdir -p "$work/left"
    echo song >"$work/left/song"
    watching left --account watched
    pid=$!
    # shellcheck disable=SC2064 # as it is now
    trap "kill $pid 2>/dev/null || true" EXIT
    eventually waits left
    locker admin account remove watched >/dev/null
    eventually grep -q 'no such account' "$work/left.said"
    wait $pid || status=$?
    [ $status -eq 1 ]
    [ "$(cat "$work/left/song")" = song ]
}

check "what changes in one folder comes to the other, and SIGTERM ends both" with_watches changes_travel
check "a second watch of a folder is refused" with_watches a_second_one_is_refused
check "what another client changes comes to both" with_watches what_another_client_does_travels
check "what a disk refuses comes when it takes it" what_is_passed_over_comes_later
check "a watch says nothing where nothing happens" with_watches rest_is_quiet
check "SIGINT ends it too, and its objects are as they are said to be" an_interrupt_ends_it_too
check "an account that is removed ends a watch at rest at once" an_account_that_goes_ends_it
check "what cannot be watched is refused" bad_usage

# Not in a check: the daemon is the script's own.
watching two
watcher=$!
check "a watch begins" eventually waits two
daemon_stop || true
echo "while it was away" >"$two/away.txt"
check "a daemon that is away is told of once" eventually grep -q 'goes on and tries again' "$work/two.said"
daemon_start
comes_back() {
    eventually locker cat away.txt
    [ "$(locker cat away.txt)" = "while it was away" ]
    [ "$(grep -c 'goes on and tries again' "$work/two.said")" -le 2 ]
}
check "and is used again when it is back" comes_back
status=0
kill -TERM $watcher
wait $watcher || status=$?
check "the watch ends with exit code 0" test $status -eq 0
