# Exit codes, rights, and the JSON that scripts read
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
long_path=$work/$(printf 'p%.0s' {1..120}).sock

# has_keys KEY...: whether the object on standard input has at least these.
has_keys() {
    python3 -c '
import json, sys
missing = set(sys.argv[1:]) - set(json.load(sys.stdin))
sys.exit(f"missing: {missing}" if missing else 0)
' "$@"
}

answers_have_their_keys() {
    local song
    locker --json sync "$music/users/bob" |
        has_keys revision files unchanged uploaded matched skipped logical_bytes sent_bytes seconds
    locker --json ls | has_keys library revision entries
    locker --json ls | json_get entries.0 | has_keys path size blob modified track
    locker --json usage | has_keys account logical_bytes quota_bytes files libraries
    locker --json admin stats | has_keys packs pack_bytes live_bytes chunks chunk_bytes stored_bytes blobs \
        logical_bytes accounts catalog_tracks quarantined data metadata fill_levels dedup_ratio compression_ratio \
        reclaimable_bytes packs_unverified oldest_verified older_packs older_bytes
    locker --json admin stats | json_get data | has_keys packs bytes live_bytes
    locker --json admin stats | json_get fill_levels.9 | has_keys from_percent to_percent packs bytes
    song=$(find "$music/users/bob" -name '*.flac' | head -n 1)
    locker --json inspect "$song" | has_keys format size blob track segments chunks
    locker --json inspect "$song" | json_get segments.0 | has_keys role offset length
    locker --json inspect "$song" | json_get chunks.0 | has_keys offset length digest
}

refuses() { # WORDS COMMAND...: it fails, soon, and says something with these words.
    local words=$1 status=0
    shift
    timeout 20 "$@" >"$work/refusal" 2>&1 || status=$?
    cat "$work/refusal"
    [ $status -ne 0 ] && [ $status -ne 124 ] && grep -qiE "$words" "$work/refusal"
}

over_quota() {
    locker admin account add tiny --quota 1000
    exits 5 locker --account tiny sync "$music/users/carol"
    [ "$(locker_json logical_bytes --account tiny usage)" -eq 0 ]
}

# as_another_user COMMAND...: the client, run by a user who is nobody in particular.
as_another_user() {
    setpriv --reuid=65534 --regid=65534 --clear-groups env XDG_STATE_HOME="$work/other-state" "$work/locker" "$@"
}

not_permitted() {
    exits 4 as_another_user --account tiny ls
    exits 4 as_another_user admin stats
    exits 4 as_another_user admin expire --keep-last 1
    exits 4 as_another_user admin rebuild
}

account_of_its_own() {
    [ "$(as_another_user --json status | json_get account)" = "$(id -nu 65534)" ]
}

kept_out() {
    mkdir -m 700 "$work/closed"
    exits 6 as_another_user --socket "$work/closed/locker.sock" status 2>"$work/refusal"
    cat "$work/refusal"
    grep -q 'this user may not use the socket' "$work/refusal"
}

check "the JSON has its keys" answers_have_their_keys
check "1: there is no such file" exits 1 locker get "no such file"
check "2: there is no such command" exits 2 locker nonsense
check "2: an argument is missing" exits 2 locker sync
check "5: over quota, and nothing of it stays" over_quota
check "6: the daemon cannot be reached" exits 6 locker --socket "$work/nobody.sock" status
cp "$bin/locker" "$work/locker"
if as_another_user --version >/dev/null 2>&1; then
    check "4: another user may neither act for an account nor operate" not_permitted
    check "another user is an account of their own" account_of_its_own
    check "who may not use a socket is told so" kept_out
else
    skip "4: not permitted" "needs root, and a toolchain that other users may read"
fi
check "a second daemon on the store is refused" refuses "$store" \
    "$bin/lockerd" --store "$store" --socket "$work/second.sock"
check "a second daemon on the socket is refused" refuses "$LOCKER_SOCKET" \
    "$bin/lockerd" --store "$work/second" --socket "$LOCKER_SOCKET"
touch "$work/no-socket"
check "a file in the place of the socket stays" refuses "is not a socket; choose another path" \
    "$bin/lockerd" --store "$work/second" --socket "$work/no-socket"
check "a socket path that is too long is refused by lockerd" refuses "long|107" \
    "$bin/lockerd" --store "$work/second" --socket "$long_path"
check "a socket path that is too long is refused by locker" refuses "long|107" \
    "$bin/locker" --socket "$long_path" status
check "the first daemon has noticed nothing" locker status
