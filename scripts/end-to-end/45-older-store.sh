# Stores that earlier versions wrote
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

compatibility=$PWD/scripts/compatibility
# shellcheck source=scripts/compatibility/history.sh
. "$compatibility/history.sh"

# unpack ARCHIVE: it becomes the store.
unpack() {
    rm -rf "$store"
    tar --extract --file "$1" --directory "$work"
}

tells() { # FILE
    told >"$work/now"
    diff "$1" "$work/now"
}

is_undamaged() {
    [ "$(locker_json bad admin verify)" = '[]' ]
}

is_rebuilt() { # FILE
    rm -f "$store"/metadata.sqlite*
    "$bin/lockerd" --store "$store" --rebuild
}

# What is new goes beside what was there, and what nobody needs goes.
is_used() {
    make_noise "$work/new" 2 50000 9
    locker --account alice sync --library second "$work/new" >/dev/null
    rm -rf "$work/back"
    locker --account alice restore --library second "$work/back" >/dev/null
    cmp "$work/new/000" "$work/back/000"
    locker --account bob rm --library bought three.ogg >/dev/null
    locker admin compact --max-unused 0 >/dev/null
    is_undamaged
    told | grep '^alice/main/' >"$work/now"
    diff <(grep '^alice/main/' "$1") "$work/now"
}

# bring_up_to_date: with the first record the store is of the newest format; a compaction rewrites its packs.
bring_up_to_date() {
    locker admin account add newcomer || true
    locker --account newcomer sync "$work/new"
    locker admin compact --max-unused 0
}

# is_brought_up_to_date_though_killed ARCHIVE FACTS: at any moment of it, and whole after the next try.
is_brought_up_to_date_though_killed() {
    local moment busy
    RANDOM=$SEED
    for _ in {1..8}; do
        unpack "$1"
        daemon_start
        moment=$(printf '0.%03d' $((RANDOM % 200)))
        bring_up_to_date >"$work/busy" 2>&1 &
        busy=$!
        sleep "$moment"
        daemon_kill
        wait $busy || true
        daemon_start
        bring_up_to_date >/dev/null
        is_undamaged
        [ "$(locker_json older_packs admin stats)" -eq 0 ]
        told | grep -v newcomer >"$work/now"
        diff "$2" "$work/now"
        daemon_stop
    done
}

for version in "$compatibility"/[0-9]*; do
    name=$(basename "$version")
    for state in stopped killed; do
        facts=$version/told
        [ $state = stopped ] || facts=$version/told-killed
        unpack "$version/$state.tar.xz"
        daemon_start
        check "$name, $state: every file of every revision comes back" tells "$facts"
        check "$name, $state: nothing is damaged" is_undamaged
        daemon_stop
        check "$name, $state: its database is told again from its packs" is_rebuilt
        daemon_start
        check "$name, $state: every file of every revision comes back after that" tells "$facts"
        check "$name, $state: it is synced to, and compacted" is_used "$facts"
        daemon_stop
        check "$name, $state: it is brought up to date, whenever that is killed" \
            is_brought_up_to_date_though_killed "$version/$state.tar.xz" "$facts"
    done
done
