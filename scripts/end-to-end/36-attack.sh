# Somebody with all the names, and not the music
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

songs=$work/songs

# That a challenge is good for a minute is tested where no clock is waited for: ChallengeTests.
attack() { # CHECK: one of attack.py
    PYTHONPATH=docs/examples/python python3 -B scripts/end-to-end/attack.py "$songs" "$@"
}

# A song of the catalog for each purpose, one of them short.
fill_catalog() {
    local found name
    mapfile -t found < <(find "$music/catalog" -name '*.mp3' | LC_ALL=C sort)
    for name in names half choosing own other replay void; do
        cp "${found[0]}" "$songs/$name.mp3"
        found=("${found[@]:1}")
    done
    head -c 50000 "${found[0]}" >"$songs/short.mp3"
    locker admin catalog add "$songs"
}

# Of carol, a song that the catalog does not have, and something that is none.
fill_private_library() {
    local private=$work/carol
    mkdir "$private"
    python3 -c '
import json, shutil, sys
music, song = sys.argv[1:]
with open(f"{music}/expected.json") as file:
    files = json.load(file)["users"]["alice"]
songs = [file["path"] for file in files if file["kind"] == "private" and file["path"].endswith(".m4a")]
shutil.copy(f"{music}/{songs[0]}", song)
' "$music" "$private/private.m4a"
    make_noise "$work/noise" 1 300000 private
    cp "$work/noise/000" "$private/private.noise"
    locker admin account add carol
    locker --account carol sync "$private"
    cp "$private"/* "$songs"
}

inspect_songs() {
    local song
    for song in "$songs"/*; do
        locker --json inspect "$song" >"$song.json"
    done
}

example_sends_tags_only() {
    locker admin account add dave
    python3 -B docs/examples/python/locker_match.py --account dave "$songs/own.mp3.json" "$songs/own.mp3" own.mp3 |
        grep "^revision 1: $(json_get segments.0.length <"$songs/own.mp3.json") of "
    locker --account dave cat own.mp3 | cmp - "$songs/own.mp3"
}

if [ "$(id -u)" -eq 0 ]; then
    daemon_start
    mkdir "$songs"
    fill_catalog >/dev/null
    fill_private_library >/dev/null
    inspect_songs
    check "eve and mallory are ordinary users" attack users
    check "root in a namespace of eve's is eve" attack namespaces
    check "names without bytes get the same nothing as names that do not exist" attack names
    check "a guessed proof is answered as one of an unknown song" attack guess
    check "half of a song does not prove it: the first, the second, the middle" attack halves
    check "after three wrong proofs a song is unknown to that account, and to no other" attack three
    check "a short song is proved whole, or not" attack short
    check "a proof holds once, on its connection, for its account and its song" attack replay
    check "asking again gives no other challenge, and ten a day are all" attack choosing
    check "a claim opens one song to one account, until it is withdrawn" attack claims
    check "another's private song is matched as an unknown one is" attack private
    check "what others store privately changes no answer" attack bystander
    check "nonsense gets clear errors, and the connection goes on" attack nonsense
    check "who has the song gets it, and sends only their tags" attack honest
    check "the example in Python does so for an account" example_sends_tags_only
    check "storing what another has is what storing anything is: replies, usage, quota, errors" attack duplicates
    check "the daemon has noticed nothing" locker status
else
    skip "an attack" "needs root, to be other users"
fi
