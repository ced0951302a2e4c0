# Devices that keep one library in step: edits, removals, renames, conflicts, accidents, and a kill in the middle
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
one=$work/one two=$work/two
mkdir -p "$one/album" "$two"
echo one >"$one/album/1 one.txt"
echo two >"$one/album/2 two.txt"
echo note >"$one/note.txt"
cp "$(find "$music/users/bob" -name '*.flac' | LC_ALL=C sort | head -n 1)" "$one/album/song.flac"

# on DEVICE ARGUMENT...: runs locker as that device, whose folder is the last argument.
on() {
    local device=$1
    shift
    XDG_STATE_HOME=$work/state-of-$device locker "$@" "$work/$device"
}

# tells KEY VALUE: of the report that was written last.
tells() {
    [ "$(json_get "$1" <"$work/report")" = "$2" ] || {
        cat "$work/report"
        return 1
    }
}

# both CODE DEVICE: syncs both ways, and leaves the report.
both() {
    exits "$1" on "$2" --json sync --both >"$work/report"
}

in_step() {
    both 0 one
    both 0 two
    both 0 one
    same_tree "$one" "$two"
}

changes_go_both_ways() {
    in_step
    echo edited >"$one/note.txt"
    rm "$one/album/2 two.txt"
    echo new >"$two/new.txt"
    ln -s note.txt "$two/link"
    mkdir "$two/empty"
    chmod 600 "$two/album/song.flac"
    in_step
    [ ! -e "$two/album/2 two.txt" ]
    [ -L "$one/link" ]
    [ -d "$one/empty" ]
    [ "$(stat -c %a "$one/album/song.flac")" = 600 ]
    both 0 two
    tells sent 0
    tells received 0
    tells sent_bytes 0
}

a_rename_moves_no_bytes() {
    local inode
    inode=$(stat -c %i "$two/album/song.flac")
    mkdir "$one/moved"
    mv "$one/album/song.flac" "$one/moved/renamed.flac"
    mv "$one/new.txt" "$one/moved/short.txt"
    both 0 one
    tells renamed_there 2
    tells sent 0
    tells sent_bytes 0
    both 0 two
    tells renamed_here 2
    tells received 0
    tells received_bytes 0
    [ "$(stat -c %i "$two/moved/renamed.flac")" = "$inode" ]
    same_tree "$one" "$two"
}

a_conflict_is_kept_twice() {
    local kept
    echo "of one" >"$one/note.txt"
    echo "of two, longer" >"$two/note.txt"
    both 0 one
    both 8 two
    python3 -B scripts/lib/json_schema.py docs/json.md "sync --both" <"$work/report"
    tells conflicts.0.path note.txt
    kept=$(json_get conflicts.0.kept_as <"$work/report")
    [[ $kept =~ ^note\ \(conflict,\ [^/]+,\ [0-9]{4}-[0-9]{2}-[0-9]{2}\ [0-9]{6}\)\.txt$ ]]
    [ "$(cat "$two/note.txt")" = "of one" ]
    [ "$(cat "$two/$kept")" = "of two, longer" ]
    both 0 one
    same_tree "$one" "$two"
    rm "$one"/note\ *.txt
    in_step
}

a_conflict_is_told_to_people() {
    echo "of one again" >"$one/note.txt"
    echo "of two" >"$two/note.txt"
    both 0 one
    exits 8 on two sync --both >"$work/words" 2>&1
    grep -q '^locker: conflict at note.txt: ' "$work/words"
    grep -q '1 in conflict' "$work/words"
    both 0 one
    rm "$one"/note\ *.txt
    in_step
}

what_changed_stays() {
    echo "changed" >"$one/note.txt"
    rm "$two/note.txt"
    both 0 one
    both 8 two
    tells conflicts.0.kept_as null
    same_tree "$one" "$two"
}

pull_sends_nothing() {
    local revision
    echo "here alone" >"$two/here.txt"
    echo "there alone" >"$one/there.txt"
    both 0 one
    revision=$(json_get revision <"$work/report")
    exits 0 on two --json pull >"$work/report"
    tells revision "$revision"
    tells received 1
    tells kept 1
    [ "$(cat "$two/there.txt")" = "there alone" ]
    [ "$(cat "$two/here.txt")" = "here alone" ]
    [ "$(locker_json revision ls)" = "$revision" ]
    in_step
}

dry_run_changes_nothing() {
    local revision
    revision=$(locker_json revision ls)
    echo "not yet" >"$one/note.txt"
    rm "$one/here.txt"
    on one sync --both --dry-run >"$work/words"
    grep -q '^> ~ note.txt: ' "$work/words"
    grep -q '^> - here.txt: ' "$work/words"
    [ "$(locker_json revision ls)" = "$revision" ]
    in_step
}

emptied_folders_are_refused() {
    mkdir "$work/aside"
    mv "$two"/* "$work/aside"
    exits 1 on two sync --both 2>"$work/refusal"
    grep -q -- '--allow-emptying' "$work/refusal"
    exits 1 on two pull
    [ -z "$(ls -A "$two")" ]
    mv "$work/aside"/* "$two"
    rmdir "$work/aside"
    in_step
    for number in {1..30}; do echo "$number" >"$one/many $number"; done
    in_step
    rm "$one"/many\ *
    exits 1 on one sync --both 2>"$work/refusal"
    grep -qE '30 of [0-9]+ files' "$work/refusal"
    exits 0 on one --json sync --both --allow-emptying >"$work/report"
    tells removed_there 30
    exits 1 on two sync --both
    [ -e "$two/many 7" ]
    exits 0 on two --json sync --both --allow-emptying >"$work/report"
    tells removed_here 30
    in_step
}

without_a_base_nothing_is_removed() {
    rm "$one/there.txt"
    both 0 one
    rm -r "$work/state-of-two"
    both 0 two
    tells removed_here 0
    tells removed_there 0
    [ -e "$two/there.txt" ]
    in_step
    [ -e "$one/there.txt" ]
}

# A pull is killed at several moments: each file is old or new, and the next one brings the rest.
killed_pulls_go_on() {
    local pid moment
    make_noise "$one/noise" 40 1000000 "$SEED/both"
    both 0 one
    for moment in 0.01 0.03 0.06 0.1 0.15 0.2 0.3; do
        XDG_STATE_HOME=$work/state-of-two "$bin/locker" --progress none pull "$two" >/dev/null 2>&1 &
        pid=$!
        sleep "$moment"
        kill -KILL $pid 2>/dev/null || true
        wait $pid || true
        for file in "$two"/noise/*; do
            [ ! -e "$file" ] || cmp "$file" "$one/noise/${file##*/}"
        done
    done
    exits 0 on two --json pull >"$work/report"
    tells conflicts '[]'
    both 0 two
    tells sent 0
    same_tree "$one" "$two"
    [ -z "$(find "$two" -name '.locker-*.part')" ]
}

# share CODE FOLDER ARGUMENT...: as the device that has songs and pictures, or the one that has all of the library.
share() {
    local code=$1 folder=$2
    shift 2
    XDG_STATE_HOME=$work/state-of-${folder/pictures/songs} exits "$code" \
        locker --json "$@" --library shared "$work/$folder" >"$work/report"
}

folders_share_a_library() {
    local revision
    mkdir -p "$work/songs" "$work/pictures" "$work/all"
    echo song >"$work/songs/a"
    echo other >"$work/songs/b"
    echo picture >"$work/pictures/a"
    share 0 songs sync --both --under Music
    share 0 pictures sync --both --under My/Photos
    share 0 all sync --both
    tells received 3
    same_tree "$work/songs" "$work/all/Music"
    same_tree "$work/pictures" "$work/all/My/Photos"
    mv "$work/all/Music/a" "$work/all/My/Photos/from music"
    echo new >"$work/all/new"
    share 0 all sync --both
    revision=$(json_get revision <"$work/report")
    share 0 songs sync --both --under Music
    tells removed_here 1
    tells received 0
    tells revision "$revision"
    share 0 pictures pull --under My/Photos
    tells received 1
    same_tree "$work/songs" "$work/all/Music"
    same_tree "$work/pictures" "$work/all/My/Photos"
}

a_place_is_kept_to() {
    share 1 songs sync --both --under Songs 2>"$work/refusal"
    grep -q -- '--from-here' "$work/refusal"
    share 1 songs sync --both 2>"$work/refusal"
    grep -q 'below Music before' "$work/refusal"
    rm -r "$work/all/Music"
    share 0 all sync --both
    share 1 songs pull --under Music 2>"$work/refusal"
    grep -q -- '--allow-emptying' "$work/refusal"
    echo "a file" >"$work/all/Music"
    share 0 all sync --both
    share 1 songs sync --both --under Music --allow-emptying 2>"$work/refusal"
    grep -q 'a file or a link at Music' "$work/refusal"
    [ "$(cat "$work/songs/b")" = other ]
}

bad_usage() {
    exits 2 locker sync --both --delete "$one"
    exits 2 locker sync --allow-emptying "$one"
    exits 1 locker pull --library none "$work/nothing"
    [ ! -e "$work/nothing" ]
}

check "edits, removals, links and empty folders go both ways" changes_go_both_ways
check "a rename moves no bytes on either side" a_rename_moves_no_bytes
check "what changed on both sides is kept twice, exit code 8" a_conflict_is_kept_twice
check "a conflict is told in words" a_conflict_is_told_to_people
check "what changed stays where the other side removed it" what_changed_stays
check "a pull brings and sends nothing" pull_sends_nothing
check "a dry run says what would be done on which side" dry_run_changes_nothing
check "most of a folder goes only with --allow-emptying" emptied_folders_are_refused
check "without a base nothing is removed" without_a_base_nothing_is_removed
check "a pull that is killed leaves files whole, and the next one goes on" killed_pulls_go_on
check "folders share a library, each in step with one of its own" folders_share_a_library
check "another place in the library, or none, is refused" a_place_is_kept_to
check "what cannot go together is bad usage" bad_usage
