# Files are found, read in part, renamed, removed, and still there in earlier revisions
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
tree=$music/users/alice
song=$(cd "$tree" && find Music -name '*.mp3' -size +300k | LC_ALL=C sort | head -n 1)
locker sync "$tree" >/dev/null

get_is_the_file() {
    locker get "$song" -o "$work/song"
    cmp "$tree/$song" "$work/song"
    rm "$work/song"
    locker get "$song" -o - | cmp - "$tree/$song"
}

cat_reads_a_range() { # OFFSET LENGTH
    cmp <(locker cat "$song" --offset "$1" --length "$2") <(tail -c +$(($1 + 1)) "$tree/$song" | head -c "$2")
}

rename_and_remove() {
    locker mv "$song" "Music/renamed.mp3"
    locker cat "Music/renamed.mp3" | cmp - "$tree/$song"
    exits 1 locker cat "$song"
    locker rm "Music/renamed.mp3"
    exits 1 locker cat "Music/renamed.mp3"
    [ "$(locker_json revision ls)" -eq 3 ]
}

earlier_revision_is_whole() {
    locker restore --revision 1 "$work/first"
    same_tree "$tree" "$work/first"
}

changes_name_the_removal() {
    [ "$(locker_json changes.0.path changes --since 1)" = "$song" ]
    [ "$(locker_json changes.0.change changes --since 1)" = removed ]
    [ "$(locker_json revisions.0.revision log)" -eq 3 ]
    [ "$(locker_json revisions.2.revision log)" -eq 1 ]
}

sync_sends_what_was_removed() {
    locker sync "$tree"
    locker cat "$song" | cmp - "$tree/$song"
}

check "get writes the file, to a file and to standard output" get_is_the_file
check "cat reads a range in the middle" cat_reads_a_range 100001 150000
check "cat reads a range past the end" cat_reads_a_range 250000 1000000000
check "mv and rm make revisions of their own" rename_and_remove
check "an earlier revision restores as it was" earlier_revision_is_whole
check "changes and log tell what happened" changes_name_the_removal
check "sync sends again what was removed from the library" sync_sends_what_was_removed
