# Where revisions come from: devices, notes and bytes, now and when all is told again from the packs
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
mkdir -p "$work/one" "$work/two"
printf 'first' >"$work/one/a"

# on NAME COMMAND...: runs it as another device does.
on() {
    local state=$work/state-of-$1
    shift
    XDG_STATE_HOME=$state "$@"
}

a_revision_tells_where_it_came_from() {
    on laptop locker sync --note 'before the tour' "$work/one"
    [ "$(locker_json revisions.0.origin.folder log)" = "$(realpath "$work/one")" ]
    [ "$(locker_json revisions.0.origin.client log)" = locker ]
    [ "$(locker_json revisions.0.note log)" = 'before the tour' ]
    [ "$(locker_json revisions.0.added_bytes log)" -eq 5 ]
    [ "$(locker_json revisions.0.new_bytes log)" -eq 5 ]
    locker log >"$work/table"
    grep -q 'before the tour' "$work/table"
    locker log --long >"$work/long"
    grep -qF "$(realpath "$work/one")" "$work/long"
    [ "$(locker_json devices.0.device device list)" = "$(locker_json revisions.0.origin.device log)" ]
}

renames_and_removals_tell_it_too() {
    on phone locker mv --note moved a b
    [ "$(locker_json revisions.0.note log)" = moved ]
    [ "$(locker_json revisions.0.new_bytes log)" -eq 0 ]
    on phone locker rm b
    [ "$(locker_json revisions.0.removed_bytes log)" -eq 5 ]
    on phone locker revert --note back 1
    [ "$(locker_json revisions.0.note log)" = back ]
    [ "$(locker --json device list | python3 -c 'import json, sys; print(len(json.load(sys.stdin)["devices"]))')" -eq 2 ]
}

both_ways_name_their_base() {
    on laptop locker sync --both "$work/one"
    printf 'second' >"$work/one/c"
    on laptop locker sync --both "$work/one"
    [ "$(locker_json revisions.0.base_revision log)" -eq "$(locker_json revisions.1.revision log)" ]
}

a_device_is_renamed() {
    local number
    number=$(locker_json revisions.0.origin.device log)
    locker device rename "${number:0:8}" 'red laptop'
    [ "$(locker_json revisions.0.origin.device_name log)" = 'red laptop' ]
    locker device rename 'red laptop' laptop
    exits 1 locker device rename 'red laptop' again 2>"$work/message"
    grep -q "'locker device list'" "$work/message"
}

a_removed_device_is_refused() {
    local newest
    newest=$(locker_json revisions.0.revision log)
    locker device remove laptop
    for command in sync 'sync --both' pull; do
        # shellcheck disable=SC2086 # a command and its option
        exits 4 on laptop locker $command "$work/one" 2>"$work/message"
        grep -q "'locker device restore" "$work/message"
    done
    exits 4 on laptop locker rm c 2>"$work/message"
    exits 4 on laptop locker note latest 'not mine' 2>"$work/message"
    exits 4 on laptop locker library rename main other 2>"$work/message"
    exits 4 on laptop locker library keep main --last 3 2>"$work/message"
    exits 4 on laptop locker library delete main 2>"$work/message"
    [ "$(locker_json revisions.0.revision log)" -eq "$newest" ]
    on phone locker pull "$work/two"
    [ "$(cat "$work/two/c")" = second ]
    locker device restore laptop
    on laptop locker sync --both "$work/one"
    # Whoever removes the identity of a device is another one.
    locker device remove laptop
    rm "$work/state-of-laptop/locker/device"
    on laptop locker sync --both "$work/one"
}

notes_are_changed() {
    locker note 1 'the first'
    [ "$(locker_json revisions.0.note log --revision 1)" = 'the first' ]
    locker note 1 ''
    [ "$(locker_json revisions.0.note log --revision 1)" = '' ]
    locker note latest 'the last'
    exits 1 locker note 99 x
    exits 1 locker note 1 $'two\nlines'
    exits 1 locker note 1 "$(printf 'x%.0s' {1..4097})"
}

all_of_it_is_told_again() {
    locker --json log >"$work/log"
    locker --json device list >"$work/devices"
    locker admin rebuild
    locker --json log | diff "$work/log" -
    # When a device was last heard of is told by its commits alone.
    locker --json device list | python3 -c '
import json, sys
def told(devices):
    return sorted((d["device"], d["name"], d["first_seen_ns"], d["removed_ns"] or "") for d in devices["devices"])
sys.exit(told(json.load(sys.stdin)) != told(json.load(open(sys.argv[1]))))
' "$work/devices"
    locker admin compact --max-unused 0
    locker admin rebuild
    locker --json log | diff "$work/log" -
}

check "a revision tells device, folder, program, note and bytes" a_revision_tells_where_it_came_from
check "so do renames, removals and reverts" renames_and_removals_tell_it_too
check "a sync of both ways names the revision that was agreed on" both_ways_name_their_base
check "a device has the name that it is given" a_device_is_renamed
check "a removed device is refused, and nothing is lost" a_removed_device_is_refused
check "a note is written, replaced and taken away" notes_are_changed
check "a rebuild tells all of it again, also after a compaction" all_of_it_is_told_again
