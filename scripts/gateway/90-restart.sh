# Daemon and gateway go and come back, under load
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

gateway_options='limits: { requests_per_second: 100000, request_burst: 100000 },'
people_and_music alice

# while_clients_call NAME COMMAND: while clients call without a pause, and try again what fails, runs the command three
# times; all that they get is right, and they are served again within seconds.
while_clients_call() {
    local pid status=0
    rm -f "$work/enough"
    timeout 100 python3 -B scripts/gateway/callers.py "$gateway_url" alice "$(app_of alice)" "$(token_of alice)" \
        "$music" "$work/enough" >"$work/callers.output" 2>&1 &
    pid=$!
    for _ in 1 2 3; do
        sleep 1
        "$2"
    done
    sleep 1
    touch "$work/enough"
    wait $pid || status=$?
    check "$1" eval "cat $work/callers.output; exit $status"
}

restart_daemon() {
    daemon_stop || true
    sleep 0.3
    daemon_start
}

kill_daemon() {
    daemon_kill
    daemon_start
}

restart_gateway() {
    gateway_stop || true
    gateway_start_again
}

kill_gateway() {
    gateway_kill
    gateway_start_again
}

ids() {
    ask 200 "$(rest alice search3 query= songCount=500 albumCount=500 artistCount=500)"
    python3 -c '
import json, sys
found = json.load(sys.stdin)["subsonic-response"]["searchResult3"]
for kind in ["artist", "album", "song"]:
    for one in sorted(found[kind], key=lambda one: one["id"]):
        print(kind, one["id"], one.get("coverArt"), one.get("title") or one["name"])' <"$work/answer.body"
}

no_daemon() {
    ask 503 "$gateway_url/healthz"
    [ "$(answered status)" = unavailable ]
    ask 503 --header "$(bearer alice)" "$(file_url main "Waves/with ID3.wav")"
    has_error UNAVAILABLE
    [ -n "$(field Retry-After)" ]
    # The lists are the gateway's own; songs are not.
    ask 200 "$(rest alice getAlbumList2 type=newest)"
    ask 200 "$(rest alice ping)"
    [ "$(answered subsonic-response.status)" = ok ]
}

# wait_until_healthy: after the daemon has come.
wait_until_healthy() {
    for _ in {1..100}; do
        if curl --silent --fail --output /dev/null "$gateway_url/healthz"; then return 0; fi
        sleep 0.1
    done
    return 1
}

serves_again() {
    wait_until_healthy
    ask 200 --header "$(bearer alice)" "$(file_url main "Waves/with ID3.wav")"
    cmp "$music/alice/Waves/with ID3.wav" "$work/answer.body"
}

hears_of_changes() {
    rm -rf "$work/changed"
    cp -a "$music/carol/Łucja" "$work/changed"
    bring alice second "$work/changed"
    wait_for_songs alice $(($(songs_of alice) + 2))
    rm "$work/changed/Ünder/Öl.flac"
    bring alice second "$work/changed"
    wait_for_songs alice $(($(songs_of alice) + 1))
}

marks() {
    local id
    id=$(song_id alice Largo)
    ask 200 "$(rest alice star "id=$id")"
    ask 200 "$(rest alice setRating "id=$id" rating=4)"
    ask 200 "$(rest alice createPlaylist name=kept "songId=$id" "songId=$id")"
    ask 200 "$(rest alice savePlayQueue "id=$id" "current=$id" position=1234)"
}

marks_are_there() {
    ask 200 "$(rest alice getStarred2)"
    [ "$(answered subsonic-response.starred2.song.0.title)" = Largo ]
    [ "$(answered subsonic-response.starred2.song.0.userRating)" -eq 4 ]
    ask 200 "$(rest alice getPlayQueue)"
    [ "$(answered subsonic-response.playQueue.position)" -eq 1234 ]
    ask 200 "$(rest alice getPlaylists)"
    [ "$(answered subsonic-response.playlists.playlist.0.songCount)" -eq 2 ]
    # The same song under another name, with other tags, is the same song.
    rm -rf "$work/moved"
    cp -a "$music/alice" "$work/moved"
    mv "$work/moved/Antonín Dvořák/Symfonie č. 9/02 Largo.flac" "$work/moved/elsewhere.flac"
    /usr/bin/python3 -B -c '
import sys
from mutagen.flac import FLAC
file = FLAC(sys.argv[1])
file["title"] = "Retagged"
file.save()' "$work/moved/elsewhere.flac"
    bring alice main "$work/moved"
    for _ in {1..100}; do
        ask 200 "$(rest alice getStarred2)"
        [ "$(answered subsonic-response.starred2.song.0.title)" != Retagged ] || return 0
        sleep 0.1
    done
    return 1
}

same_ids() {
    ids >"$work/ids.after"
    diff "$work/ids.before" "$work/ids.after"
}

check "stars, ratings, playlists and queues are kept" marks
while_clients_call "clients go on while the daemon is restarted" restart_daemon
while_clients_call "while it is killed" kill_daemon
while_clients_call "while the gateway is restarted" restart_gateway
while_clients_call "while it is killed" kill_gateway
ids >"$work/ids.before" || true
daemon_stop
check "without a daemon, that is told" no_daemon
restart_gateway
check "a gateway starts without one" no_daemon
daemon_start
check "and serves when it comes" serves_again
check "every id is what it was" same_ids
check "what changes is heard of after all this" hears_of_changes
check "marks are there, and stay with a song that is moved and retagged" marks_are_there
ids >"$work/ids.before" || true
gateway_stop || true
rm -f "$work"/gateway/media.sqlite*
gateway_start_again
check "an index that is lost is made again" wait_for_songs alice $(($(songs_of alice) + 1))
check "with the same ids" same_ids
