# Index and database are told again from the packs alone
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

accounts=(alice bob carol)
last=6 # carol's folder of that name

# make_history: accounts, revisions, a quota, a removed account, a catalog, expired revisions, and packs that were rewritten.
make_history() {
    local account folder
    for account in "${accounts[@]}" dave; do
        locker admin account add "$account" >/dev/null
        locker --account "$account" sync "$music/users/$account" >/dev/null 2>&1 ||
            locker --account "$account" sync "$music/users/alice" >/dev/null
    done
    locker admin catalog add "$music/catalog" >/dev/null
    locker admin catalog remove "$(locker_json tracks.0.track admin catalog list)" >/dev/null
    locker admin grant bob "$(locker_json tracks.1.track admin catalog list)" --library bought >/dev/null
    locker admin account quota carol 10000000000 >/dev/null
    folder=$work/changing
    make_noise "$folder" 20 50000 1
    for number in 1 2 3 4 5 6; do
        mkdir -p "$folder/empty-$number"
        ln -sfn "target-$number" "$folder/link"
        make_noise "$folder/more" 3 40000 "$number"
        rm -f "$folder/00$number"
        locker --account carol sync --library second --delete "$folder" >/dev/null
        locker --account carol mv --library second more "moved-$number" >/dev/null
    done
    locker --account alice rm --recursive "$(locker_json entries.0.path --account alice ls)" >/dev/null
    locker --account carol admin expire --keep-last 7 --library second >/dev/null
    locker admin account remove dave >/dev/null
}

# told DIR: everything that accounts can be told, a file each.
told() {
    local account library revision
    mkdir -p "$1"
    locker --json admin account list >"$1/accounts"
    locker --json admin catalog list >"$1/catalog"
    for account in "${accounts[@]}"; do
        locker --json --account "$account" usage >"$1/usage-$account"
        for library in $(libraries "$1/usage-$account"); do
            locker --json --account "$account" log --library "$library" >"$1/log-$account-$library"
            for revision in $(revisions "$1/log-$account-$library"); do
                locker --json --account "$account" ls --library "$library" --revision "$revision" \
                    >"$1/ls-$account-$library-$revision"
            done
            locker --json --account "$account" changes --library "$library" --since 0 >"$1/changes-$account-$library"
        done
    done
}

libraries() { # FILE
    python3 -c 'import json, sys; print(*(library["name"] for library in json.load(open(sys.argv[1]))["libraries"]))' "$1"
}

revisions() { # FILE
    python3 -c 'import json, sys; print(*(one["revision"] for one in json.load(open(sys.argv[1]))["revisions"]))' "$1"
}

is_told_the_same() {
    rm -rf "$work/after"
    told "$work/after"
    [ "$(find "$work/before" -name 'ls-*' | wc -l)" -ge 12 ]
    diff -r "$work/before" "$work/after"
}

comes_back() {
    rm -rf "$work/back" "$work/older"
    locker --account bob restore "$work/back"
    same_tree "$music/users/bob" "$work/back"
    rm -rf "$work/back"
    locker --account carol restore --library second --revision 12 "$work/back"
    (cd "$work/changing" && find . ! -path './more*' | LC_ALL=C sort) >"$work/here"
    (cd "$work/back" && find . ! -path './moved-*' | LC_ALL=C sort) >"$work/there"
    diff "$work/here" "$work/there"
    locker --account alice restore --revision 1 "$work/older"
    same_tree "$music/users/alice" "$work/older"
}

goes_on() { # NAME: what is made now gets numbers of its own
    locker admin account add "$1" >/dev/null
    locker --account "$1" sync "$music/users/alice" >/dev/null
    locker --account carol mv --library second "moved-$last" "moved-$1" >/dev/null
    last=$1
    exits 1 locker --account dave usage 2>/dev/null
    exits 1 locker --account carol ls --library second --revision 2 2>/dev/null
    accounts+=("$1")
}

rebuild_offline() {
    "$bin/lockerd" --store "$store" --rebuild 2>"$work/rebuild.log"
    cat "$work/rebuild.log"
    grep rebuilt "$work/rebuild.log"
    [ -e "$store/metadata.sqlite" ] && ! [ -e "$store/metadata.sqlite-wal" ] && ! [ -e "$store/metadata.sqlite.new" ]
}

needs_a_store_without_a_daemon() {
    exits 1 "$bin/lockerd" --store "$store" --rebuild 2>"$work/message"
    grep 'is owned by a running lockerd' "$work/message"
    exits 1 "$bin/lockerd" --store "$work/nothing" --rebuild
    ! [ -e "$work/nothing" ]
}

names_the_way_out() {
    exits 1 "$bin/lockerd" --store "$store" --socket "$LOCKER_SOCKET" 2>"$work/message"
    grep -e "lockerd --store $store --rebuild" "$work/message"
}

rebuild_online() {
    locker --json admin rebuild >"$work/rebuild.json"
    cat "$work/rebuild.json"
    [ "$(json_get accounts <"$work/rebuild.json")" -eq "$(locker_json accounts admin stats)" ]
    [ "$(json_get catalog_tracks <"$work/rebuild.json")" -eq "$(locker_json catalog_tracks admin stats)" ]
    [ "$(json_get revisions <"$work/rebuild.json")" -ge 12 ]
    [ "$(json_get records <"$work/rebuild.json")" -gt 100 ]
    [ -e "$store/metadata.sqlite.replaced" ] && ! [ -e "$store/metadata.sqlite.new" ]
}

# Restores and listings go on while the rebuild does.
reads_go_on() {
    local rebuilding
    for _ in 1 2 3; do
        locker admin rebuild >/dev/null &
        rebuilding=$!
        while kill -0 $rebuilding 2>/dev/null; do
            locker --json --account bob ls >"$work/meanwhile"
            cmp "$work/meanwhile" "$work/listing"
        done
        wait $rebuilding
    done
}

# rebuild_and_kill: the machine goes down while the store is rebuilt.
rebuild_and_kill() {
    local rebuilding
    "$bin/lockerd" --store "$store" --rebuild 2>/dev/null &
    rebuilding=$!
    sleep "0.0$((RANDOM % 90 + 10))"
    kill -KILL $rebuilding 2>/dev/null || true
    wait $rebuilding 2>/dev/null || true
}

# serve_and_kill: the same, while a daemon serves.
serve_and_kill() {
    local rebuilding
    daemon_start
    locker admin rebuild >/dev/null 2>&1 &
    rebuilding=$!
    sleep "0.0$((RANDOM % 90 + 10))"
    daemon_kill
    wait $rebuilding 2>/dev/null || true
}

daemon_start
make_history
daemon_stop # seals the packs
daemon_start
locker --json admin compact --max-unused 0 >"$work/compact.json"
check "packs with records of commits were rewritten" test "$(json_get packs_rewritten <"$work/compact.json")" -gt 0
told "$work/before"
check "a running daemon and a missing store are said" needs_a_store_without_a_daemon
daemon_stop
rm -rf "$store/index" "$store"/metadata.sqlite*
check "a store without a database names the way out" names_the_way_out
check "without a daemon, a store of packs alone is rebuilt" rebuild_offline
daemon_start
check "all that was told before is told again" is_told_the_same
check "everything comes back" comes_back
goes_on erin
told "$work/new"
rm -rf "$work/before"
mv "$work/new" "$work/before"
check "a daemon that serves is rebuilt" rebuild_online
check "all that was told before is told again, to the same daemon" is_told_the_same
check "everything comes back" comes_back
locker --json --account bob ls >"$work/listing"
check "reads go on meanwhile" reads_go_on
goes_on frank
told "$work/new"
rm -rf "$work/before"
mv "$work/new" "$work/before"
daemon_kill
RANDOM=$SEED
for _ in {1..10}; do
    rebuild_and_kill
done
for _ in {1..5}; do
    serve_and_kill
done
daemon_start
check "killed while it rebuilds, a store is as it was" is_told_the_same
