# A private file is taken out of all revisions, off all devices, and out of the packs
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
one=$work/one two=$work/two
make_noise "$one" 4 20000 1
make_noise "$one/private" 2 30000 2
cp -a "$one" "$work/first"
cp "$one/private/001" "$work/marker"

# on DEVICE ARGUMENT...: runs locker as that device, whose folder is the last argument.
on() {
    local device=$1
    shift
    XDG_STATE_HOME=$work/state-of-$device locker "$@" "$work/$device"
}

# is_in_packs FILE: whether a piece of it, which nothing can compress, lies in a pack as it is.
is_in_packs() {
    python3 -c '
import pathlib, sys
piece = open(sys.argv[1], "rb").read()[100:400]
sys.exit(not any(piece in path.read_bytes() for path in pathlib.Path(sys.argv[2]).glob("packs/**/*.pack")))
' "$1" "$store"
}

make_history() {
    on one --quiet sync --both
    mkdir "$two"
    on two --quiet sync --both
    echo changed >"$one/000"
    make_noise "$one/private" 1 30000 3
    on one --quiet sync --both
    is_in_packs "$work/marker"
}

tells_and_purges_nothing() {
    locker --json purge --recursive --dry-run private >"$work/purge.json"
    cat "$work/purge.json"
    [ "$(json_get dry_run <"$work/purge.json")" = True ]
    [ "$(json_get revision <"$work/purge.json")" -eq 2 ]
    [ "$(json_get revisions <"$work/purge.json")" -eq 2 ]
    [ "$(json_get paths <"$work/purge.json")" -eq 2 ]
    [ "$(json_get versions <"$work/purge.json")" -eq 3 ]
    [ "$(json_get logical_bytes <"$work/purge.json")" -eq 90000 ]
    [ "$(locker_json entries.5.path ls)" = private/001 ]
    exits 1 locker purge private 2>"$work/message"
    grep 'is a folder' "$work/message"
    exits 1 locker purge --recursive private nothing
    exits 2 locker purge
}

# gone: no revision has it, whoever asks.
gone() {
    local revision
    for revision in 1 2 3; do
        locker ls --revision "$revision" >"$work/list"
        exits 1 grep private "$work/list"
        exits 1 locker cat --revision "$revision" private/001
    done
    [ -z "$(locker find --all-revisions 'private/**')" ]
    exits 1 locker versions private/001
    [ -z "$(locker diff 2 3)" ]
    [ "$(locker_json revisions.0.purge log --revision 3)" = True ]
    [ "$(locker_json revisions.0.purge log --revision 2)" = False ]
    locker log | grep -c '(purge)' | grep -qx 1
    locker log --long --revision 3 | grep -q '^  purge '
    rm -rf "$work/back" "$work/expected"
    locker --quiet restore --revision 1 "$work/back"
    cp -a "$work/first" "$work/expected"
    rm -r "$work/expected/private"
    same_tree "$work/expected" "$work/back"
}

purges() {
    locker purge --recursive --yes private
    gone
    grep 'Purge' "$daemon_log"
    exits 1 grep 'private/00' "$daemon_log"
    exits 1 locker purge --recursive --yes private
}

goes_from_devices() {
    on two --json sync --both >"$work/report"
    [ "$(json_get removed_here <"$work/report")" -eq 2 ]
    on one --json sync --both >"$work/report"
    [ "$(json_get removed_here <"$work/report")" -eq 2 ]
    [ ! -e "$one/private" ]
    [ ! -e "$two/private" ]
    on two --quiet sync --both
    gone
}

leaves_the_packs() {
    exits 1 is_in_packs "$work/marker"
    gone
}

check "a file is in two revisions and on two devices" make_history
check "a dry run tells, and purges nothing" tells_and_purges_nothing
check "what is purged is in no revision" purges
check "it goes from the devices, and no device brings it back" goes_from_devices
daemon_stop # seals the packs
daemon_start
locker --quiet admin compact --max-unused 0
check "after a compaction no pack has its bytes" leaves_the_packs
locker --quiet admin rebuild
check "a rebuild does not bring it back" gone
daemon_stop
"$bin/lockerd" --store "$store" --rebuild 2>/dev/null
daemon_start
check "nor does one without a daemon" gone
check "all that is left can be read" locker --quiet admin verify
