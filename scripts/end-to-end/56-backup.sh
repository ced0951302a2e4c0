# A backup is a store
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
backup=$work/backup
locker sync "$music/users/alice" >/dev/null

is_made_and_read_back() {
    locker --json admin backup "$backup" --check >"$work/backup.json"
    [ "$(json_get checked_files <"$work/backup.json")" -gt 10 ]
}

takes_only_what_is_new() {
    locker admin backup "$backup" >/dev/null
    locker --json admin backup "$backup" >"$work/backup.json"
    cat "$work/backup.json"
    [ "$(json_get copied <"$work/backup.json")" -eq 0 ]
    [ "$(json_get kept <"$work/backup.json")" -ge 2 ]
}

is_of_its_moment() {
    locker restore "$work/back"
    same_tree "$music/users/alice" "$work/back"
    exits 1 locker ls --library other
}

goes_nowhere_else() {
    exits 1 locker admin backup "$music"
    exits 1 locker admin backup "$store"
}

check "it is made while the daemon serves, and reads back" is_made_and_read_back
daemon_stop # seals the packs
daemon_start
check "a second one copies only what is new" takes_only_what_is_new
check "it goes into no directory that holds something else" goes_nowhere_else
locker sync --library other "$music/users/carol" >/dev/null
daemon_stop
mv "$store" "$work/lost"
mv "$backup" "$store"
daemon_start
check "it serves in the place of the store" is_of_its_moment
