# A store is made where nothing is, and nowhere else
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of end-to-end.sh

# refuses WORDS ARGUMENT...: lockerd ends with exit code 1, says so, and makes nothing in $folder.
refuses() {
    local words=$1 before
    shift
    before=$(listing)
    exits 1 "$bin/lockerd" --socket "$LOCKER_SOCKET" "$@" 2>"$work/message"
    cat "$work/message"
    grep -qF -- "$words" "$work/message"
    [ "$(listing)" = "$before" ]
    ! [ -e "$LOCKER_SOCKET" ]
}

listing() {
    [ ! -e "$folder" ] || (cd "$folder" && find . | LC_ALL=C sort)
}

is_made_once() {
    "$bin/lockerd" --init --store "$store/" 2>"$work/message"
    grep 'made a new store' "$work/message"
    [ -d "$store/packs" ] && [ -e "$store/metadata.sqlite" ]
    folder=$store
    refuses 'there is a store already' --init --store "$store"
}

says_when_it_makes_one() {
    grep 'made a new store' "$daemon_log"
}

does_not_say_so_again() {
    ! grep 'made a new store' "$daemon_log"
    grep -w ready "$daemon_log"
}

takes_no_init_beside() {
    exits 2 "$bin/lockerd" --init --must-exist --store "$folder"
    exits 2 "$bin/lockerd" --init --rebuild --store "$folder"
    exits 2 "$bin/lockerd" --store ''
    [ "$(listing)" = "" ]
}

# One process owns the database, and says so to others.
is_closed_to_others() {
    python3 - "$store/metadata.sqlite" <<'PYTHON'
import sqlite3, sys
try:
    sqlite3.connect(sys.argv[1], timeout=0.1).execute("SELECT * FROM account").fetchall()
except sqlite3.OperationalError as error:
    assert "locked" in str(error), error
else:
    sys.exit("another process reads the database while the daemon serves")
PYTHON
    ! [ -e "$store/metadata.sqlite-shm" ]
    ! grep -F metadata.sqlite "/proc/$daemon_pid/maps"
}

# leaves_no_store: a socket that somebody listens at ends a daemon before it makes anything.
leaves_no_store() {
    exits 1 "$bin/lockerd" --store "$work/another" --socket "$LOCKER_SOCKET" 2>"$work/message"
    grep 'a process listens there' "$work/message"
    ! [ -e "$work/another" ]
    locker status
}

folder=$work/folder
check "one that must be there is not made" refuses '--init' --must-exist --store "$folder"
mkdir "$folder"
check "nor in an empty folder, as that of a disk that is not mounted" refuses '--init' --must-exist --store "$folder"
echo '{ store: { must_exist: true } }' >"$work/lockerd.json5"
check "nor where the configuration says so" refuses '--init' --store "$folder" --config "$work/lockerd.json5"
touch "$folder/hosts"
check "none is made where something else is" refuses 'not empty' --store "$folder"
check "nor by --init" refuses 'not empty' --init --store "$folder"
mv "$folder/hosts" "$folder/metadata.sqlite"
check "nor where one has lost its packs" refuses 'without its packs' --store "$folder"
rm -r "$folder"
check "what makes no sense is bad usage" takes_no_init_beside
check "--init makes one, once" is_made_once
daemon_options=(--must-exist)
daemon_start
check "which is served then" does_not_say_so_again
daemon_stop
daemon_options=()
rm -r "$store"
mkdir -p "$store/lost+found"
daemon_start
check "without a word it is made in an empty folder, and said" says_when_it_makes_one
check "a socket in use leaves no store behind" leaves_no_store
check "the database belongs to the daemon alone" is_closed_to_others
