# Both ways with a disk that takes names for each other which differ in case only: nothing is replaced, lost or taken back
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
disk=$work/folding
mkdir -p "$disk"

# there ARGUMENT...: locker as the device that tells such names apart, whose folder is the last argument.
there() {
    XDG_STATE_HOME=$work/state-there locker --json "$@" --library "$library" "$work/there" >"$work/report-there"
}

# here CODE ARGUMENT...: as the one with that disk.
here() {
    local code=$1
    shift
    XDG_STATE_HOME=$work/state-here exits "$code" \
        locker --json "$@" --library "$library" "$disk/to" >"$work/report" || {
        cat "$work/report"
        return 1
    }
}

# settles: both ways, again while something is passed over. FUSE goes on for a second to find by its other name what was
# removed.
settles() {
    local round
    for round in 1 2 3 4 5; do
        here 0 sync --both && return 0
        echo "round $round"
        sleep 1
    done
    return 1
}

# tells KEY VALUE: of the report of the device with that disk.
tells() {
    [ "$(json_get "$1" <"$work/report")" = "$2" ] || {
        cat "$work/report"
        return 1
    }
}

# is_skipped PATH: as something of which the disk has the name already.
is_skipped() {
    grep -q -F "\"path\":\"$1\",\"reason\":\"the disk takes its" "$work/report" || {
        cat "$work/report"
        return 1
    }
}

# listed NAME: how the disk lists what was called so. One mounted with ignore_case lists all in small letters.
listed() {
    if [ "$kind" = lowntfs-3g ]; then printf '%s' "${1,,}"; else printf '%s' "$1"; fi
}

begin() { # LIBRARY: empty on both devices
    library=$1
    rm -rf "$work/there" "$work/state-there" "$work/state-here"
    find "$disk/to" -mindepth 1 -delete
    mkdir -p "$work/there/Album"
    printf 'small' >"$work/there/song.mp3"
    printf 'first' >"$work/there/Album/1.mp3"
    there sync --both
    settles
}

# What comes later, against what is there under another name: a file, and a folder with something in it.
one_is_kept() {
    local command
    begin "one-$kind"
    mkdir "$work/there/ALBUM"
    printf 'capital' >"$work/there/SONG.MP3"
    printf 'other' >"$work/there/ALBUM/2.mp3"
    there sync --both
    for command in "sync --both --dry-run" pull "sync --both" "sync --both" "sync --both --rehash"; do
        # shellcheck disable=SC2086 # its words
        here 3 $command
        is_skipped SONG.MP3
        is_skipped ALBUM/2.mp3
        [ "$(cat "$disk/to/song.mp3")" = small ]
        [ "$(ls "$disk/to/Album")" = 1.mp3 ]
    done
    tells sent 0
    tells removed_there 0
    there sync --both
    [ "$(cat "$work/there/SONG.MP3")$(cat "$work/there/song.mp3")" = capitalsmall ]
    [ "$(cat "$work/there/ALBUM/2.mp3")" = other ]
}

# What has a name that is taken comes under another one, and stands for what the library has.
another_name_stands_for_it() {
    local command
    begin "rename-$kind"
    mkdir "$work/there/ALBUM"
    printf 'capital' >"$work/there/SONG.MP3"
    printf 'other' >"$work/there/ALBUM/2.mp3"
    there sync --both
    here 0 sync --both --name-clash rename
    tells received 2
    grep -q -F '"path":"SONG.MP3","placed_as":"SONG (2).MP3"' "$work/report"
    [ "$(cat "$disk/to/song.mp3")" = small ]
    [ "$(cat "$disk/to/SONG (2).MP3")" = capital ]
    [ "$(cat "$disk/to/ALBUM (2)/2.mp3")" = other ]
    [ "$(ls "$disk/to/Album")" = 1.mp3 ]
    for command in "sync --both" pull "sync --both --rehash"; do
        # shellcheck disable=SC2086 # its words
        here 0 $command
        tells sent 0
        tells received 0
        tells removed_there 0
    done
    printf 'edited here' >"$disk/to/SONG (2).MP3"
    here 0 sync --both
    tells sent 1
    there sync --both
    [ "$(cat "$work/there/SONG.MP3")$(cat "$work/there/song.mp3")" = 'edited heresmall' ]
    printf 'edited there' >"$work/there/ALBUM/2.mp3"
    there sync --both
    here 0 pull
    [ "$(cat "$disk/to/ALBUM (2)/2.mp3")" = 'edited there' ]
    rm "$disk/to/SONG (2).MP3"
    settles
    there sync --both
    [ ! -e "$work/there/SONG.MP3" ]
    [ "$(cat "$work/there/song.mp3")" = small ]
}

# All of it comes back beside each other, the next restore finds it, and no sync takes it for something new.
restored_under_another_name() {
    local text command
    begin "restored-$kind"
    mkdir "$work/there/ALBUM"
    printf 'capital' >"$work/there/SONG.MP3"
    printf 'other' >"$work/there/ALBUM/2.mp3"
    there sync --both
    rm -rf "$work/state-here"
    find "$disk/to" -mindepth 1 -delete
    here 3 restore
    find "$disk/to" -mindepth 1 -delete
    here 0 restore --name-clash rename
    tells restored 4
    for text in small capital first other; do grep -r -q -x -F "$text" "$disk/to"; done
    grep -q -F '"placed_as":"' "$work/report"
    here 0 restore --name-clash rename
    tells restored 0
    tells unchanged 4
    for command in "sync --both" pull "sync --both --rehash"; do
        # shellcheck disable=SC2086 # its words
        here 0 $command
        tells sent 0
        tells received 0
        tells removed_there 0
    done
    there sync --both
    [ "$(find "$work/there" -type f | wc -l)" = 4 ]
}

# Two that come together: one of them, and never the content of the other under its name. That is known before.
one_of_two_comes() {
    local command
    begin "two-$kind"
    printf 'a capital' >"$work/there/New.mp3"
    printf 'a small one' >"$work/there/new.mp3"
    there sync --both
    here 3 pull --dry-run
    tells received 1
    is_skipped new.mp3
    for command in "sync --both" "sync --both" "sync --both --rehash"; do
        # shellcheck disable=SC2086 # its words
        here 3 $command
        is_skipped new.mp3
        tells sent 0
        tells removed_there 0
    done
    there sync --both
    [ "$(cat "$work/there/New.mp3")" = 'a capital' ]
    [ "$(cat "$work/there/new.mp3")" = 'a small one' ]
    [ "$(cd "$disk/to" && printf '%s\n' [nN][eE][wW]*)" = "$(listed New.mp3)" ]
    cmp "$work/there/New.mp3" "$disk/to/New.mp3"
    here 0 sync --both --name-clash rename --dry-run
    tells received 1
    [ ! -e "$disk/to/new (2).mp3" ]
    here 0 sync --both --name-clash rename
    cmp "$work/there/new.mp3" "$disk/to/new (2).mp3"
}

# Two that come together may both come, by one run.
both_of_two_come() {
    local dry command
    begin "both-$kind"
    mkdir "$work/there/New" "$work/there/NEW"
    printf 'a capital' >"$work/there/New.mp3"
    printf 'a small one' >"$work/there/new.mp3"
    printf 'one' >"$work/there/NEW/1"
    printf 'two' >"$work/there/New/1"
    there sync --both
    for dry in --dry-run ''; do
        # shellcheck disable=SC2086 # none is no argument
        here 0 pull --name-clash rename $dry
        tells received 4
        grep -q -F '"path":"New","placed_as":"New (2)"' "$work/report"
        grep -q -F '"path":"new.mp3","placed_as":"new (2).mp3"' "$work/report"
    done
    [ "$(cat "$disk/to/New.mp3")$(cat "$disk/to/new (2).mp3")" = 'a capitala small one' ]
    [ "$(cat "$disk/to/NEW/1")$(cat "$disk/to/New (2)/1")" = onetwo ]
    for command in "sync --both" "sync --both --rehash"; do
        # shellcheck disable=SC2086 # its words
        here 0 $command
        tells sent 0
        tells received 0
        tells removed_there 0
    done
}

# A dry run of a restore says what the restore does then, though nothing is there yet.
rehearsed() {
    begin "rehearsed-$kind"
    mkdir "$work/there/ALBUM"
    printf 'capital' >"$work/there/SONG.MP3"
    printf 'other' >"$work/there/ALBUM/2.mp3"
    there sync --both
    rm -rf "$work/state-here"
    find "$disk/to" -mindepth 1 -delete
    here 3 restore --dry-run
    tells restored 2
    is_skipped Album/1.mp3
    is_skipped song.mp3
    here 0 restore --dry-run --name-clash rename
    tells restored 4
    grep -q -F '"path":"Album","placed_as":"Album (2)"' "$work/report"
    [ -z "$(ls -A "$disk/to")" ]
    # What comes to a folder that is made anew there is told apart, and on a disk without a name nobody knows.
    [ "$kind" != casefold ] || return 0
    mkdir -p "$disk/beside"
    rmdir "$disk/to"
    here 3 restore --dry-run
    tells restored 2
    here 0 restore --dry-run --name-clash rename
    tells restored 4
    [ ! -e "$disk/to" ]
    here 3 restore
    tells restored 2
}

# Once the other name is gone, what was passed over comes.
comes_later() {
    begin "later-$kind"
    printf 'capital' >"$work/there/SONG.MP3"
    there sync --both
    here 3 sync --both
    rm "$work/there/song.mp3"
    there sync --both
    settles
    [ "$(cd "$disk/to" && echo *.[mM][pP]3)" = "$(listed SONG.MP3)" ]
    [ "$(cat "$disk/to/SONG.MP3")" = capital ]
}

# A name that changed its case, there and here, is a renamed file.
case_is_renamed() {
    begin "renamed-$kind"
    mv "$work/there/song.mp3" "$work/there/Song.mp3"
    there sync --both
    settles
    [ "$(cd "$disk/to" && echo *.mp3)" = "$(listed Song.mp3)" ]
    here 0 sync --both
    tells sent 0
    tells removed_there 0
    there sync --both
    [ "$(cd "$work/there" && echo *.mp3)" = Song.mp3 ]
    # Where all is listed in small letters, nobody sees how somebody has written it.
    [ "$kind" != lowntfs-3g ] || return 0
    mv "$disk/to/Song.mp3" "$disk/to/aside"
    mv "$disk/to/aside" "$disk/to/SONG.mp3"
    settles
    there sync --both
    [ "$(cd "$work/there" && echo *.mp3)" = SONG.mp3 ]
}

# A folder that told names apart was copied to a disk that does not: what it lost there is not removed.
a_copy_removes_nothing() {
    begin "copied-$kind"
    printf 'capital' >"$work/there/SONG.MP3"
    there sync --both
    folding_unmount "$disk"
    mkdir -p "$disk/to"
    rm -rf "$work/state-here"
    here 0 sync --both
    [ "$(cat "$disk/to/SONG.MP3")" = capital ]
    mv "$disk/to" "$work/copied"
    folding_mount "$kind" "$disk"
    cp -a "$work/copied/." "$disk/to" || true # it says that it does not replace the one with the other
    here 3 sync --both
    tells removed_there 0
    rm -rf "$work/copied"
}

tried=0
for kind in exfat vfat exfat-fuse casefold lowntfs-3g; do
    if folding_mount "$kind" "$disk"; then
        tried=$((tried + 1))
        check "$kind: what comes under the name of something else is told, and replaces nothing" one_is_kept
        check "$kind: what comes under the name of something else may stand under another one" another_name_stands_for_it
        check "$kind: a restore gives another name, too, which every sync knows" restored_under_another_name
        check "$kind: of two names that are one there, one comes" one_of_two_comes
        check "$kind: both of them may come, under two names, and a dry run tells these" both_of_two_come
        check "$kind: a dry run of a restore knows of two that are still to come" rehearsed
        check "$kind: what was passed over comes when the other name is gone" comes_later
        check "$kind: a name whose case changed is a renamed file" case_is_renamed
        # To a disk that lists all in small letters the copy is a renamed one.
        [ "$kind" = lowntfs-3g ] ||
            check "$kind: what a copy to such a disk has lost is not removed from the library" a_copy_removes_nothing
    else
        skip "both ways with $kind" "it cannot be made or mounted here"
    fi
    folding_unmount "$disk"
    rm -rf "${disk:?}/to"
done
[ $tried -gt 0 ] || skip "both ways with disks that fold names" "none can be mounted here"
