# Old revisions expire, by hand and with a compaction
# shellcheck shell=bash disable=SC2154,SC2034 # the variables of end-to-end.sh

configuration=$work/lockerd.json5
daemon_start
tree=$work/tree
locker admin account add bob >/dev/null

# make_revisions ACCOUNT: five revisions, each with a file of its own that the next one has not.
make_revisions() {
    local number
    for number in 1 2 3 4 5; do
        rm -rf "$tree"
        make_noise "$tree" 1 300000 "$number"
        mv "$tree/000" "$tree/file-$number"
        locker --account "$1" sync --delete "$tree" >/dev/null
    done
}

tells_and_forgets_nothing() {
    locker --json --account bob admin expire --keep-last 2 --dry-run >"$work/expire.json"
    [ "$(json_get expired <"$work/expire.json")" -eq 3 ]
    [ "$(json_get kept <"$work/expire.json")" -eq 2 ]
    [ "$(json_get dry_run <"$work/expire.json")" = True ]
    [ "$(locker_json entries.0.path --account bob ls --revision 1)" = file-1 ]
}

forgets_and_says_so() {
    [ "$(locker_json expired --account bob admin expire --keep-last 2)" -eq 3 ]
    exits 1 locker --account bob ls --revision 3 2>"$work/message"
    grep 'has expired; the oldest that is kept is 4' "$work/message"
    exits 1 locker --account bob restore --revision 1 "$work/none"
    exits 1 locker --account bob changes --since 2
    [ "$(locker_json entries.0.path --account bob ls --revision 4)" = file-4 ]
    [ "$(locker_json changes.0.path --account bob changes --since 0)" = file-5 ]
    [ "$(locker_json revisions.1.revision --account bob log)" -eq 4 ]
    [ "$(locker_json entries.0.path --account "$other" ls --revision 1)" = file-1 ]
}

keeps_what_is_young() {
    [ "$(locker_json expired admin expire --keep-within 1h)" -eq 0 ]
    [ "$(locker_json libraries admin expire --keep-within 1h --library main)" -eq 2 ]
    exits 1 locker admin expire --keep-last 1 --library nothing
    exits 1 locker --account nobody admin expire --keep-last 1
    exits 2 locker admin expire
    exits 2 locker admin expire --keep-within 30
    exits 2 locker admin expire --keep-daily 0
    [ "$(locker_json expired admin expire --keep-hourly 1000000 --keep-last 100 --dry-run)" -eq 0 ]
    [ "$(locker_json expired --account "$other" admin expire --keep-yearly 2 --keep-daily 2 --dry-run)" -ge 3 ]
}

syncs_on() {
    local songs=$music/users/carol count path
    count=$(locker_json uploaded --account bob sync --library songs "$songs")
    path=$(locker_json entries.0.path --account bob ls --library songs)
    locker --account bob rm --library songs "$path" >/dev/null
    locker --account bob admin expire --keep-last 1 >/dev/null
    locker --json --account bob sync --library songs "$songs" >"$work/sync.json"
    [ "$(json_get uploaded <"$work/sync.json")" -eq 1 ]
    [ "$(json_get unchanged <"$work/sync.json")" -eq $((count - 1)) ]
}

compaction_expires_first() {
    locker --json admin compact --max-unused 0 --dry-run >"$work/compact.json"
    [ "$(json_get revisions_expired <"$work/compact.json")" -eq 0 ]
    [ "$(locker_json entries.0.path --account "$other" ls --revision 1)" = file-1 ]
    locker --json admin compact --max-unused 0 >"$work/compact.json"
    cat "$work/compact.json"
    [ "$(json_get revisions_expired <"$work/compact.json")" -ge 3 ]
    [ "$(json_get reclaimed_bytes <"$work/compact.json")" -gt 800000 ]
    exits 1 locker --account "$other" ls --revision 1
    locker --account "$other" restore "$work/back"
    diff -r "$tree" "$work/back"
}

other=$(locker_json account status)
make_revisions "$other"
make_revisions bob
check "a dry run tells, and forgets nothing" tells_and_forgets_nothing
check "what has expired is gone and says so, and the rest is there" forgets_and_says_so
check "what is young is kept, and what is wrong is refused" keeps_what_is_young
check "a sync goes on that remembers a revision which has expired" syncs_on
daemon_stop
echo '{ retention: { keep_last: 2, keep_within: "0h" } }' >"$configuration"
daemon_options=(--config "$configuration")
daemon_start
check "a compaction expires first, as the configuration says" compaction_expires_first
daemon_options=()
