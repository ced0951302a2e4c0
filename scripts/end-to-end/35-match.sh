# A song that the catalog has does not cross the wire again
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
users=(alice bob carol)

# expected QUESTION: what expected.json says.
#   matched USER   the paths of files whose audio is that of a song of the catalog, one a line, as JSON
#   others USER    the paths of all others
#   sent USER      the least that has to be sent: of audio that the catalog or an earlier file has, the tags alone
#   added          the least that the users add to what is stored: every payload once, and of a damaged song the chunks
#                  that the undamaged one does not have, since no cut can follow the damage to the byte
#   tracks         the songs of the catalog
expected() {
    python3 -c '
import json, subprocess, sys
music, locker, question, user = *sys.argv[1:4], sys.argv[-1]
with open(f"{music}/expected.json") as file:
    expected = json.load(file)
songs = {song["payload_sha256"] for song in expected["catalog"]}

def is_matched(file):
    return file["catalog"] is not None and file["kind"] in ["exact", "renamed", "retagged"]

def is_litter(file):
    return file["path"].endswith("/.DS_Store")

def paths(wanted):
    files = [file for file in expected["users"][user] if is_matched(file) == wanted and not is_litter(file)]
    return "\n".join(json.dumps(file["path"].split("/", 2)[2]) for file in files)

def least_sent():
    payloads, whole, least = set(songs), set(), 0
    for file in expected["users"][user]:
        if file["sha256"] not in whole and not is_litter(file):
            least += file["size"] - (file["payload_bytes"] if file["payload_sha256"] in payloads else 0)
        payloads.add(file["payload_sha256"])
        whole.add(file["sha256"])
    return least

def chunks(path):
    inspection = subprocess.run([locker, "--json", "inspect", f"{music}/{path}"], check=True, capture_output=True)
    return {chunk["digest"]: chunk["length"] for chunk in json.loads(inspection.stdout)["chunks"]}

def least_added():
    added = sum(user["add_payload"] for user in expected["summary"].values())
    files = {file["sha256"]: file for files in expected["users"].values() for file in files}
    for file in files.values():
        if file["catalog"] is not None and file["kind"] in ["truncated", "corrupt"]:
            known = chunks(file["catalog"])
            new = sum(length for digest, length in chunks(file["path"]).items() if digest not in known)
            shared = max(file["shared_payload_bytes"], file["shared_file_bytes"])
            added += max(0, new - (file["size"] - shared))
    return added

print({"matched": lambda: paths(True), "others": lambda: paths(False), "sent": least_sent, "added": least_added,
       "tracks": lambda: len(songs)}[question]())
' "$music" "$bin/locker" "$@"
}

# at_most NUMBER BOUND PERCENT: whether the number is at most so many percent of the bound.
at_most() {
    echo "$1 bytes; the least is $2"
    [ $(($1 * 100)) -le $(($2 * $3)) ]
}

is_in_catalog() { # FILES
    [ "$(locker_json catalog_tracks admin stats)" -eq "$1" ]
}

catalog_goes_in() {
    locker admin catalog add "$music/catalog"
    is_in_catalog "$(expected tracks)"
    [ "$(locker --json admin catalog list | json_get tracks | grep -o '"track"' | wc -l)" -eq "$(expected tracks)" ]
}

catalog_goes_in_once() {
    local before
    before=$(locker_json pack_bytes admin stats)
    locker admin catalog add "$music/catalog"
    is_in_catalog "$(expected tracks)"
    [ "$(locker_json pack_bytes admin stats)" -eq "$before" ]
}

# verdicts VERDICT...: the paths with one of these in the scan on standard input, as expected prints them.
verdicts() {
    python3 -c '
import json, sys
for file in json.load(sys.stdin)["files"]:
    if file["verdict"] in sys.argv[1:]:
        assert file["reason"], file
        print(json.dumps(file["path"]))
' "$@"
}

scan_tells() { # USER
    locker --json --account "$1" scan "$music/users/$1" >"$work/scan.json"
    diff <(expected matched "$1" | sort) <(verdicts catalog <"$work/scan.json" | sort)
    diff <(expected others "$1" | sort) <(verdicts upload yours <"$work/scan.json" | sort)
    [ "$(locker --account "$1" scan "$music/users/$1" | grep -c '^catalog ')" -eq "$(expected matched "$1" | wc -l)" ]
}

scan_changes_nothing() {
    [ "$(locker_json logical_bytes --account alice usage)" -eq 0 ]
    [ "$(locker_json stored_bytes admin stats)" -eq "$stored_before" ]
}

match_sends_the_rest() { # USER
    locker --json --account "$1" sync --transfer match "$music/users/$1" >"$work/$1.json"
    [ "$(json_get files <"$work/$1.json")" -eq "$(count_files "$music/users/$1")" ]
    [ "$(json_get matched <"$work/$1.json")" -eq "$(expected matched "$1" | wc -l)" ]
    at_most "$(json_get sent_bytes <"$work/$1.json")" "$(expected sent "$1")" 103
}

comes_back() { # USER
    locker --account "$1" restore "$work/back/$1"
    same_tree "$music/users/$1" "$work/back/$1"
}

is_all_there() { # USER
    locker --json --account "$1" scan "$music/users/$1" >"$work/scan.json"
    [ "$(verdicts yours <"$work/scan.json" | wc -l)" -eq "$(count_files "$music/users/$1")" ]
    locker --json --account "$1" sync --transfer match --rehash "$music/users/$1" >"$work/again.json"
    [ "$(json_get sent_bytes <"$work/again.json")" -eq 0 ]
    [ "$(json_get revision <"$work/again.json")" -eq "$(json_get revision <"$work/$1.json")" ]
}

songs_are_stored_once() {
    at_most $(($(locker_json pack_bytes admin stats) - packs_before)) "$(expected added)" 102
}

grant_brings_the_song() {
    locker admin account add dave
    [ "$(locker_json granted admin grant dave "$track")" -eq 1 ]
    [ "$(locker_json files --account dave usage)" -eq 1 ]
    locker --account dave restore "$work/granted"
    cmp "$song" "$work/granted/$path"
    cmp <(stat -c %Y "$song") <(stat -c %Y "$work/granted/$path")
}

grant_brings_it_once() {
    [ "$(locker_json granted admin grant dave "$track")" -eq 0 ]
    [ "$(locker_json files --account dave usage)" -eq 1 ]
}

# Of what people hold, the catalog's names are told, and of nothing else.
names_are_told() {
    locker --json admin catalog list >"$work/catalog.json"
    for user in dave "${users[@]}"; do
        locker --json --account "$user" ls >"$work/ls.json"
        python3 -B scripts/lib/json_schema.py docs/json.md ls <"$work/ls.json"
        python3 - "$work/catalog.json" "$work/ls.json" <<'PYTHON'
import json, sys
catalog, listed = (json.load(open(name)) for name in sys.argv[1:])
songs = {song["track"]: song for song in catalog["tracks"]}
for entry in listed["entries"]:
    song = songs.get(entry["track"], {})
    for key in ("title", "artist", "album"):
        assert entry.get(key) == song.get(key), (entry, song)
assert any("title" in entry for entry in listed["entries"])
PYTHON
    done
    locker --account dave ls --long | grep -F " - $(locker_json entries.0.title --account dave ls)]"
}

withdrawn_song_stays_where_it_is() {
    locker admin catalog remove "$track"
    is_in_catalog $(($(expected tracks) - 1))
    locker --account dave get "$path" -o - | cmp - "$song"
    for user in "${users[@]}"; do
        rm -rf "$work/back/$user"
        comes_back "$user"
    done
}

withdrawn_song_is_matched_no_more() {
    mkdir "$work/erin"
    cp "$song" "$work/erin"
    locker admin account add erin
    [ "$(locker --json --account erin scan "$work/erin" | verdicts upload | wc -l)" -eq 1 ]
    [ "$(locker_json matched --account erin sync --transfer match "$work/erin")" -eq 0 ]
    exits 1 locker admin grant erin "$track"
}

over_quota() {
    locker admin account add tiny --quota 100000
    exits 5 locker --account tiny sync --transfer match "$music/users/carol"
    [ "$(locker_json logical_bytes --account tiny usage)" -eq 0 ]
}

# as_another_user COMMAND...: the client, run by a user who is nobody in particular.
as_another_user() {
    setpriv --reuid=65534 --regid=65534 --clear-groups env XDG_STATE_HOME="$work/other-state" "$work/locker" "$@"
}

not_permitted() {
    exits 4 as_another_user admin catalog list
    exits 4 as_another_user admin catalog add "$music/catalog"
    exits 4 as_another_user admin catalog remove "$track"
    exits 4 as_another_user admin grant nobody "$track"
}

ordinary_user_matches() {
    mkdir -m 777 "$work/theirs" "$work/other-state"
    cp "$(find "$music/catalog" -name '*.m4a' | LC_ALL=C sort | head -n 1)" "$work/theirs"
    chmod 644 "$work/theirs"/*
    [ "$(as_another_user --progress none --json sync --transfer match "$work/theirs" | json_get matched)" -eq 1 ]
}

check "a catalog goes in" catalog_goes_in
check "a catalog that is there is not added again" catalog_goes_in_once
packs_before=$(locker_json pack_bytes admin stats)
stored_before=$(locker_json stored_bytes admin stats)
for user in "${users[@]}"; do
    locker admin account add "$user" >/dev/null
    check "scan tells $user's songs of the catalog from the rest" scan_tells "$user"
done
check "scan changes nothing" scan_changes_nothing
for user in "${users[@]}"; do
    check "of $user's music, that of the catalog is matched, and the rest is sent" match_sends_the_rest "$user"
    check "$user's music comes back bit for bit, times included" comes_back "$user"
    check "all of it is $user's now, and none is sent again" is_all_there "$user"
done
check "the users' songs are stored once" songs_are_stored_once

song=$(find "$music/catalog" -name '*.mp3' | LC_ALL=C sort | head -n 1)
path=${song#"$music/catalog/"}
track=$(locker_json track inspect "$song")
check "a song that is granted comes back as the catalog has it" grant_brings_the_song
check "granted again, it is there once" grant_brings_it_once
check "ls tells what the catalog calls the songs that one has" names_are_told
check "a song that is withdrawn stays where it is" withdrawn_song_stays_where_it_is
check "a song that is withdrawn is matched no more" withdrawn_song_is_matched_no_more
check "5: over quota, and nothing of it stays" over_quota
cp "$bin/locker" "$work/locker"
if as_another_user --version >/dev/null 2>&1; then
    check "4: another user may not change the catalog" not_permitted
    check "another user matches music of their own" ordinary_user_matches
else
    skip "4: not permitted" "needs root, and a toolchain that other users may read"
fi
