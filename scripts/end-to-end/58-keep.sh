# People keep more of their libraries than the operator's rules do
# shellcheck shell=bash disable=SC2154,SC2034 # the variables of end-to-end.sh

configuration=$work/lockerd.json5
echo '{ retention: { keep_last: 1 } }' >"$configuration"
daemon_options=(--config "$configuration")
daemon_start
tree=$work/tree
mkdir "$tree"
locker admin account add bob >/dev/null

# make_revisions LIBRARY: five revisions, each with one file more.
make_revisions() {
    local number
    for number in 1 2 3 4 5; do
        echo "$number" >"$tree/file-$number"
        locker --quiet --account bob sync --library "$1" "$tree"
    done
    rm "$tree"/*
}

asks_and_shows() {
    locker --account bob library keep kept >"$work/message"
    grep 'nothing besides' "$work/message"
    locker --account bob library keep kept --last 3 --yearly 2 >"$work/message"
    grep 'the last 3 revisions, one of each of 2 years' "$work/message"
    [ "$(locker_json keep_last --account bob library keep kept)" -eq 3 ]
    [ "$(locker_json keep_daily --account bob library keep kept)" = null ]
    [ "$(locker_json honoured --account bob library keep kept)" = True ]
    locker --account bob library keep kept --within 12h >/dev/null
    [ "$(locker_json keep_last --account bob library keep kept)" = null ]
    [ "$(locker_json keep_within_seconds --account bob library keep kept)" -eq 43200 ]
    locker --account bob library keep kept --last 3 >/dev/null
}

refuses_what_is_wrong() {
    exits 1 locker --account bob library keep nothing --last 1
    exits 1 locker --account bob library keep kept --last 1000001
    exits 2 locker --account bob library keep kept --last 0
    exits 2 locker --account bob library keep kept --within 30
    exits 2 locker --account bob library keep kept --clear --last 1
    exits 2 locker --account bob library keep
    [ "$(locker_json keep_last --account bob library keep kept)" -eq 3 ]
}

an_operator_honours_it() {
    locker --json --account bob admin expire --keep-last 2 --dry-run >"$work/expire.json"
    [ "$(json_get expired <"$work/expire.json")" -eq 5 ]
    [ "$(json_get kept <"$work/expire.json")" -eq 5 ]
    [ "$(json_get kept_by_own <"$work/expire.json")" -eq 1 ]
    locker --account bob admin expire --keep-last 2 --dry-run >"$work/message"
    grep '1 as people ask for' "$work/message"
}

a_compaction_honours_it() {
    [ "$(locker_json revisions_expired admin compact)" -eq 6 ]
    locker --account bob ls --library kept --revision 3 >/dev/null
    exits 1 locker --account bob ls --library kept --revision 2
    exits 1 locker --account bob ls --library other --revision 4
}

stays() {
    locker --account bob library rename kept renamed >/dev/null
    locker admin rebuild >/dev/null
    [ "$(locker_json keep_last --account bob library keep renamed)" -eq 3 ]
    [ "$(locker_json revisions_expired admin compact)" -eq 0 ]
}

an_operator_decides_alone() {
    exits 4 locker --account bob library keep renamed --last 5
    [ "$(locker_json honoured --account bob library keep renamed)" = False ]
    [ "$(locker_json revisions_expired admin compact)" -eq 2 ]
}

make_revisions kept
make_revisions other
check "somebody asks for more to be kept, and is told what they ask for" asks_and_shows
check "what is wrong is refused, and changes nothing" refuses_what_is_wrong
check "admin expire keeps it, and says how much that is" an_operator_honours_it
check "a compaction keeps it" a_compaction_honours_it
check "it stays with another name, and when all is told again" stays
daemon_stop
echo '{ retention: { keep_last: 1, own: false } }' >"$configuration"
daemon_start
check "an operator may decide alone" an_operator_decides_alone
daemon_options=()
