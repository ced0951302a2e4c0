# What devices may come upon: each time a clear error, and nothing is lost
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
one=$work/one two=$work/two disk=$work/disk

# on DEVICE ARGUMENT...: runs locker as that device.
on() {
    local device=$1
    shift
    XDG_STATE_HOME=$work/state-of-$device locker "$@"
}

# says WORDS: whether the message that was written last has them.
says() {
    grep -qF -- "$1" "$work/message" || {
        cat "$work/message"
        return 1
    }
}

# refused CODE WORDS ARGUMENT...: locker ends with the code, and says the words.
refused() {
    local code=$1 words=$2
    shift 2
    exits "$code" on one "$@" >"$work/output" 2>"$work/message"
    says "$words"
}

a_base_that_is_gone() {
    make_noise "$one" 20 100 base
    on one --quiet sync --both "$one"
    on two --quiet pull "$two"
    for number in 1 2 3; do
        echo "$number of one" >"$one/000"
        rm "$one/00$number"
        on one --quiet sync --both "$one"
    done
    locker --quiet admin expire --keep-last 1
    echo "of two" >"$two/000"
    rm "$two/010"
    exits 8 on two sync --both "$two" 2>"$work/message"
    says 'conflict at 000'
    on one --quiet sync --both "$one"
    same_tree "$one" "$two"
    # What both had is not known any more: nothing is removed for it.
    [ "$(count_files "$one")" = 21 ]
    [ "$(cat "$one/000")" = "3 of one" ]
    grep -qx "of two" "$one"/000\ *
}

# The store is put back from a backup: the library has not come to the revision that the folder remembers.
a_base_of_the_future() {
    [ "$(locker_json revision ls --library early)" = 1 ]
    echo "of two" >"$work/later too/b"
    rm "$work/later too/a"
    exits 8 on two sync --both --library early "$work/later too" 2>"$work/message"
    says 'conflict at b'
    exits 8 on one --quiet sync --both --library early "$work/later" 2>"$work/message"
    on two --quiet sync --both --library early "$work/later too"
    same_tree "$work/later" "$work/later too"
    # What was removed by the one comes back: nothing tells any more that both had it.
    [ "$(cat "$work/later/a")" = "a of then" ]
    [ "$(cat "$work/later/c")" = new ]
    [ "$(cat "$work/later/b")" = "b of then" ]
    [ "$(cat "$work/later"/b\ * | sort)" = $'b of one, later\nof two' ]
}

a_revision_of_the_future() {
    local words='it has no revision 999; its newest is ' newest
    newest=$(locker_json revision ls)
    refused 1 "$words" ls --revision 999
    refused 1 "$words" find --revision 999 '*'
    refused 1 "$words" cat --revision 999 000
    refused 1 "$words" get --revision 999 000 -o "$work/nothing"
    refused 1 "$words" restore --revision 999 "$work/nothing"
    refused 1 "$words" changes --since 999
    refused 1 "$words" diff 999
    refused 1 "$words" revert 999
    refused 1 'revision 999 is not there' log --revision 999
    refused 1 'revision 999 is not there' note 999 text
    [ ! -e "$work/nothing" ]
    [ "$(locker_json revision ls)" = "$newest" ]
}

patterns_that_match_nothing() {
    refused 1 'no such entry' ls '*.ogg'
    refused 0 'nothing matches *.ogg' find '*.ogg'
    refused 0 'nothing matches *.ogg' find --all-revisions '*.ogg'
    refused 0 'nothing of the library matches' restore --include '*.ogg' "$work/none"
    refused 1 'no such entry' restore --path '*.ogg' "$work/nothing"
    refused 1 'no such entry' versions '*.ogg'
    refused 1 'locker find' purge '*.ogg'
    refused 1 'locker ls' rm '*.ogg'
    [ ! -e "$work/nothing" ]
    # A pattern that leaves out nothing is none that is wrong.
    on one sync --both --exclude '*.ogg' "$one"
}

# The deepest that a path may be, which no path of the system can name.
longest_paths() {
    python3 - make "$work/deep" <<<"$deep"
    on one --quiet sync --both --library deep "$work/deep"
    on two --quiet pull --library deep "$work/deep too"
    python3 - write "$work/deep" "of one" <<<"$deep"
    python3 - write "$work/deep too" "of two" <<<"$deep"
    on one --quiet sync --both --library deep "$work/deep"
    exits 8 on two --quiet sync --both --library deep "$work/deep too"
    on one --quiet sync --both --library deep "$work/deep"
    on three --quiet restore --library deep "$work/deep as well"
    for folder in "$work/deep" "$work/deep too" "$work/deep as well"; do
        [ "$(python3 - show "$folder" <<<"$deep")" = $'4095 of one\n4095 of two' ]
    done
}

# A path that is a byte longer is named and passed over, and all else goes on.
a_path_that_is_too_long() {
    python3 - longer "$work/deep" <<<"$deep"
    echo beside >"$work/deep/beside"
    exits 3 on one sync --both --library deep "$work/deep" 2>"$work/message"
    says skipped
    on two --quiet pull --library deep "$work/deep too"
    [ "$(cat "$work/deep too/beside")" = beside ]
}

# shellcheck disable=SC2016 # a program
deep='
import os, sys
def folder(root):
    descriptor = os.open(root, os.O_RDONLY)
    for _ in range(15):
        if not os.access("d" * 255, os.F_OK, dir_fd=descriptor):
            os.mkdir("d" * 255, dir_fd=descriptor)
        descriptor = os.open("d" * 255, os.O_RDONLY, dir_fd=descriptor)
    return descriptor
def write(root, name, content):
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with open(os.open(name, flags, 0o644, dir_fd=folder(root)), "w") as file:
        file.write(content)
command, root = sys.argv[1:3]
if command == "make":
    os.mkdir(root)
    write(root, "e" * 255, "first")
elif command == "write":
    write(root, "e" * 255, sys.argv[3])
elif command == "longer":
    inner = folder(root)
    os.mkdir("f", dir_fd=inner)
    os.close(os.open("f/" + "g" * 254, os.O_CREAT | os.O_WRONLY, 0o644, dir_fd=inner))
else:
    inner = folder(root)
    for content in sorted((open(os.open(name, os.O_RDONLY, dir_fd=inner)).read(), name) for name in os.listdir(inner)):
        print(15 * 256 + len(content[1]), content[0])
'

removed_while_it_watches() {
    local pid number status=0
    env XDG_STATE_HOME="$work/state-of-one" "$bin/locker" --progress none watch "$one" >"$work/said" 2>&1 </dev/null &
    pid=$!
    # shellcheck disable=SC2064 # as it is now
    trap "kill $pid 2>/dev/null || true" EXIT
    for _ in {1..600}; do
        ! grep -q '^locker: watching ' "$work/said" || break
        sleep 0.1
    done
    number=$(device_of "$work/state-of-one")
    locker device remove "$number"
    echo "after that" >"$one/after"
    wait $pid || status=$?
    [ $status -eq 4 ]
    grep -q "'locker device restore" "$work/said"
    [ "$(cat "$one/after")" = "after that" ]
    exits 1 locker cat after
    locker device restore "$number"
    on one --quiet sync --both "$one"
    [ "$(locker cat after)" = "after that" ]
}

# device_of STATE: the number of the device that made the newest revision with it, in hexadecimal.
device_of() {
    echo "$RANDOM" >"$one/of this device"
    XDG_STATE_HOME=$1 locker --quiet sync --both --library of-device "$one" >/dev/null
    locker_json revisions.0.origin.device log --library of-device
}

# Whatever came first, the end is told, and the next one goes on.
removed_while_it_syncs() {
    local pid number status=0
    make_noise "$work/much" 40 2000000 removed
    on one --quiet sync --both --library much "$one"
    number=$(locker_json revisions.0.origin.device log --library much)
    cp -a "$work/much" "$work/copy"
    on one --quiet sync --both --library other "$work/much" >"$work/message" 2>&1 &
    pid=$!
    sleep 0.1
    locker device remove "$number"
    wait $pid || status=$?
    echo "exit code $status"
    [ $status -eq 0 ] || [ $status -eq 4 ]
    [ $status -eq 0 ] || says "'locker device restore"
    same_tree "$work/copy" "$work/much"
    locker device restore "$number"
    on one --quiet sync --both --library other "$work/much"
    locker --quiet restore --library other "$work/much back"
    same_tree "$work/copy" "$work/much back"
}

full_while_it_pulls() {
    exits 1 on full --json pull --library other "$disk" 2>"$work/message"
    tail -n 1 "$work/message" >"$work/error"
    cat "$work/error"
    [ "$(json_get error.code <"$work/error")" = NO_SPACE ]
    for file in "$disk"/*; do cmp "$file" "$work/copy/${file##*/}"; done
    [ -z "$(find "$disk" -name '.locker-*.part')" ]
    exits 1 on full restore --library other "$disk" 2>"$work/message"
    says 'No space left on device'
    # Of what was brought nothing is brought again, and nothing is missing in the library.
    mount -o remount,size=200m "$disk"
    on full --json sync --both --library other "$disk" >"$work/report"
    [ "$(json_get removed_there <"$work/report")" = 0 ]
    [ "$(json_get sent <"$work/report")" = 0 ]
    same_tree "$work/copy" "$disk"
}

read_only_target() {
    rm "$disk/000"
    mount -o remount,ro "$disk"
    exits 3 on full restore --library other "$disk" 2>"$work/message"
    says 'skipped 000: no file can be made in its folder: Read-only file system'
    exits 1 locker get --library other 000 -o "$disk/000" 2>"$work/message"
    says 'Read-only file system'
    on one --quiet mv --library other 001 moved
    exits 3 on full --json pull --library other "$disk" >"$work/report"
    [ "$(json_get removed_here <"$work/report")" = 0 ]
    [ "$(count_files "$disk")" = 39 ]
    mount -o remount,rw "$disk"
    on full --json pull --library other "$disk" >"$work/report"
    cmp "$disk/moved" "$work/copy/001"
    [ ! -e "$disk/001" ]
}

check "a base that the library has forgotten removes nothing and loses nothing" a_base_that_is_gone
mkdir "$work/later"
echo "a of then" >"$work/later/a"
echo "b of then" >"$work/later/b"
on one --quiet sync --both --library early "$work/later" >/dev/null
daemon_stop
cp -a "$store" "$work/backup"
daemon_start
on two --quiet pull --library early "$work/later too" >/dev/null
echo "b of one, later" >"$work/later/b"
echo new >"$work/later/c"
on one --quiet sync --both --library early "$work/later" >/dev/null
on two --quiet sync --both --library early "$work/later too" >/dev/null
daemon_stop
rm -r "$store"
mv "$work/backup" "$store"
daemon_start
check "neither does one that the library has not come to, since its store is a backup's" a_base_of_the_future
check "a revision of the future is told, by every command, and nothing is made" a_revision_of_the_future
check "patterns that match nothing are told" patterns_that_match_nothing
check "paths of 4,095 bytes go both ways, and a conflict there is kept twice" longest_paths
check "a longer one is named and passed over" a_path_that_is_too_long
check "a device that is removed while it watches ends with exit code 4, and loses nothing" removed_while_it_watches
check "one that is removed while it syncs neither" removed_while_it_syncs
mkdir -p "$disk"
if mount -t tmpfs -o size=20m tmpfs "$disk" 2>/dev/null; then
    check "a disk that fills up while pulling is told, files are whole, and the next pull goes on" full_while_it_pulls
    check "a target that is read-only is told, file by file, and nothing is lost" read_only_target
    umount --lazy "$disk"
else
    skip "a full and a read-only target" "no file system can be mounted here"
fi
