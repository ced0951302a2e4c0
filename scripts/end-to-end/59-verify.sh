# What changes on the disk is found, named, never served, and healed
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
for account in alice bob; do
    locker admin account add $account >/dev/null
    locker --account $account sync "$music/users/$account" >/dev/null
done
daemon_stop # seals the packs
daemon_start

# flip COUNT: changes a byte in the stored bytes of so many chunks, each in the middle of a record of a data pack.
flip() {
    python3 - "$store/packs" "$1" "$SEED" <<'PYTHON'
import glob, os, random, struct, sys
directory, count, seed = sys.argv[1], int(sys.argv[2]), sys.argv[3]
source = random.Random(seed)
records = []
for path in sorted(glob.glob(directory + "/data-*.pack")):
    data = open(path, "rb").read()
    number, footer = struct.unpack_from("<II", data, len(data) - 64 + 16)
    for place in range(number):
        offset, _, stored = struct.unpack_from("<III", data, footer + 64 + 48 * place + 32)
        records.append((path, offset, stored))
for path, offset, stored in source.sample(records, count):
    os.chmod(path, 0o600)
    with open(path, "r+b") as file:
        position = offset + source.randrange(64 + stored)
        file.seek(position)
        byte = file.read(1)[0]
        file.seek(position)
        file.write(bytes([byte ^ (1 << source.randrange(8))]))
PYTHON
}

# shellcheck disable=SC2120 # called by check
finds_nothing() {
    locker --json admin verify "$@" >"$work/verify.json"
    [ "$(json_get damaged <"$work/verify.json")" -eq 0 ]
    [ "$(json_get bad <"$work/verify.json")" = "[]" ]
    [ "$(json_get records <"$work/verify.json")" -gt 100 ]
}

finds_them_all() {
    exits 1 locker --json admin verify >"$work/verify.json"
    cat "$work/verify.json"
    # A byte of the checksums in a header is mended on the spot.
    [ $(($(json_get damaged <"$work/verify.json") + $(json_get mended <"$work/verify.json"))) -eq 12 ]
    [ "$(locker_json quarantined admin stats)" -eq "$(json_get damaged <"$work/verify.json")" ]
}

names_what_is_concerned() {
    python3 - "$work/verify.json" "$music/users" <<'PYTHON'
import json, os, sys
found = json.load(open(sys.argv[1]))
for bad in found["bad"]:
    assert len(bad["digest"]) == 64 and bad["pack"].startswith("data-") and bad["reason"], bad
    assert bad["files"] and "repair" in bad["remedy"], bad
    for file in bad["files"]:
        assert os.path.exists(f"{sys.argv[2]}/{file['account']}/{file['path']}"), file
PYTHON
    locker admin verify --list >"$work/list.txt" && return 1
    grep -q 'needed by alice' "$work/list.txt"
    grep -q 'locker --account .* repair DIR' "$work/list.txt"
}

# serves_no_wrong_byte: every file comes back as it was or not at all, and of those that verify does not name, all do.
serves_no_wrong_byte() {
    local account
    for account in alice bob; do
        rm -rf "$work/back"
        locker --account $account --json restore "$work/back" >"$work/restore.json" || true
        python3 - "$work/verify.json" "$work/restore.json" $account "$music/users/$account" "$work/back" <<'PYTHON'
import filecmp, json, os, sys
verify, restore, account, source, back = sys.argv[1:]
bad = {f["path"] for b in json.load(open(verify))["bad"] for f in b["files"] if f["account"] == account}
skipped = {item["path"] for item in json.load(open(restore))["skipped"]}
assert skipped == bad, (skipped, bad)
for folder, _, files in os.walk(source):
    for name in files:
        path = os.path.relpath(os.path.join(folder, name), source)
        there = os.path.join(back, path)
        if path in bad:
            assert not os.path.exists(there), path
        elif not os.path.islink(os.path.join(source, path)):
            assert filecmp.cmp(os.path.join(source, path), there, shallow=False), path
PYTHON
    done
}

comes_back_whole() {
    local account
    for account in alice bob; do
        rm -rf "$work/back"
        locker --account $account restore "$work/back" >/dev/null
        same_tree "$music/users/$account" "$work/back"
    done
    finds_nothing
}

repairs() {
    local account
    for account in alice bob; do
        locker --account $account --json repair "$music/users/$account" >"$work/repair.json"
        cat "$work/repair.json"
        [ "$(json_get lost <"$work/repair.json")" = "[]" ]
        # Nothing of the library changes.
        [ "$(locker --account $account --json log | json_get revisions.0.revision)" -eq 1 ]
    done
    [ "$(locker_json damaged --account alice repair "$music/users/alice")" -eq 0 ]
}

says_what_is_not_at_hand() {
    mkdir "$work/empty"
    exits 3 locker --account alice --json repair "$work/empty" >"$work/repair.json"
    [ "$(json_get healed <"$work/repair.json")" -eq 0 ]
    [ "$(json_get damaged <"$work/repair.json")" -gt 0 ]
}

heals_by_rehash() {
    local account
    for account in alice bob; do
        locker --account $account sync --rehash "$music/users/$account" >/dev/null
    done
}

is_the_operators() {
    local nobody
    nobody=$(id -u nobody)
    chmod 755 "$work"
    exits 4 setpriv --reuid="$nobody" --clear-groups "$bin/locker" admin verify
    exits 4 setpriv --reuid="$nobody" --clear-groups "$bin/locker" admin verify --list
}

says_nothing_quietly() {
    [ -z "$(locker --quiet admin verify)" ]
}

check "a whole store is whole" finds_nothing
check "and nothing is said of it where that is not wanted" says_nothing_quietly
check "quickly, too" finds_nothing --quick
check "a sample is a part of it" locker admin verify --sample 10
daemon_stop
flip 12
daemon_start
check "12 flipped bits are 12 findings" finds_them_all
check "each with the files that need it, and the command that mends it" names_what_is_concerned
check "no wrong byte is served, and other files come back" serves_no_wrong_byte
check "a repair from a folder that has none of it says so" says_what_is_not_at_hand
check "a repair heals, and changes no library" repairs
check "then all is whole" comes_back_whole
daemon_stop
SEED=$SEED-again flip 12
daemon_start
check "other flips are found" exits 1 locker admin verify
check "a sync with --rehash heals them" heals_by_rehash
check "and all is whole again" comes_back_whole
if [ "$(id -u)" -eq 0 ]; then
    check "verifying is the operator's" is_the_operators
fi
