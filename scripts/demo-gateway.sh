#!/usr/bin/env bash
# Shows music on its way: songs go into a locker, a gateway serves them over HTTP, and a player plays one of them.
#
# The player is mpv where it is installed, else the library of others, py-opensonic, which .build keeps. Installs and
# builds what else is missing, listens on 127.0.0.1 alone, works in a temporary directory, leaves nothing else behind.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib/console.sh
. scripts/lib/build.sh
. scripts/lib/daemon.sh
. scripts/lib/trees.sh
. scripts/lib/json.sh
. scripts/lib/locker.sh

gateway_pid=''

finish() {
    local status=$?
    trap - EXIT
    [ -z "$gateway_pid" ] || kill -KILL "$gateway_pid" 2>/dev/null || true # it did not come to be stopped
    daemon_cleanup
    if [ $status -ne 0 ] && [ $status -lt 128 ] && [ -n "${gateway_log:-}" ]; then # from 128 on: a signal, not a defect
        printf '\n%sThe demo failed.%s The ends of both logs:\n' "$red" "$plain" >&2
        tail -n 20 "$daemon_log" "$gateway_log" >&2
    fi
    [ -z "${work:-}" ] || rm -rf "$work"
    exit $status
}

prepare() {
    local options=(--library --gateway)
    command -v mpv >/dev/null || options+=(--player)
    scripts/install-dependencies.sh "${options[@]}"
    heading "Building Locker and its gateway (minutes on a fresh machine, seconds after that)"
    build_release lockerd locker locker-gateway
    command -v mpv >/dev/null || prepare_player
}

# prepare_player: what plays where there is no mpv.
prepare_player() {
    player=$PWD/.build/py-opensonic
    [ ! -x "$player/bin/python" ] || return 0
    rm -rf "$player.new"
    /usr/bin/python3 -m venv "$player.new"
    "$player.new/bin/pip" install --quiet --disable-pip-version-check py-opensonic==10.4.1
    mv "$player.new" "$player"
}

# song NUMBER TITLE HERTZ FILE: four seconds of a chord, in the format that the file's name says.
song() {
    local tone="sin(2*PI*$3*t)" third="sin(2*PI*$3*5/4*t)" fifth="sin(2*PI*$3*3/2*t)"
    ffmpeg -nostdin -v error -f lavfi -i "aevalsrc=0.2*($tone+$third+$fifth):d=4" \
        -metadata artist="The Oscillators" -metadata album="Chords" -metadata title="$2" -metadata track="$1" "$4"
}

make_music() {
    local album="$work/music/The Oscillators/Chords"
    mkdir -p "$album"
    song 1 "Low Chord" 110 "$album/01 Low Chord.flac"
    song 2 "Middle Chord" 220 "$album/02 Middle Chord.mp3"
    song 3 "High Chord" 440 "$album/03 High Chord.ogg"
    wanted="$album/02 Middle Chord.mp3"
}

# bring_music: into the account of a person who is made for that.
bring_music() {
    locker admin account add alice >/dev/null
    locker --json --account alice sync "$work/music" | json_get files >/dev/null
    echo "$(count_files "$work/music") songs of alice: FLAC, MP3 and Vorbis"
}

# gateway COMMAND...: runs it on the state of the demo.
gateway() {
    timeout --foreground 60 "$bin/locker-gateway" "$@" --state "$work/gateway"
}

# gateway_start: sets gateway_pid, gateway_log and url.
gateway_start() {
    local port deadline=$((SECONDS + 30))
    port=$(python3 -c 'import socket; print(socket.create_server(("127.0.0.1", 0)).getsockname()[1])')
    gateway_log=$work/gateway.log
    printf '{ listen: "127.0.0.1:%s", daemon: { socket: "%s" } }\n' "$port" "$LOCKER_SOCKET" >"$work/gateway.json5"
    # In a session of its own: Ctrl-C is for the script, which then stops it.
    setsid "$bin/locker-gateway" serve --state "$work/gateway" --config "$work/gateway.json5" 2>"$gateway_log" >&2 &
    gateway_pid=$!
    until (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        if ! kill -0 "$gateway_pid" 2>/dev/null || [ $SECONDS -gt $deadline ]; then
            echo "locker-gateway did not start" >&2
            return 1
        fi
        sleep 0.05
    done
    url=http://127.0.0.1:$port
    echo "$url"
}

# let_in: adds the person, and an app password for their player; sets app_password.
let_in() {
    printf 'a password of alice\n' | gateway person add alice --password-stdin
    app_password=$(gateway credential add alice --label "the player of the demo" --kind app --json | json_get secret)
    echo "an app password for the player: $app_password"
}

# ask METHOD NAME=VALUE...: a call as the player's.
ask() {
    scripts/demo/ask.py "$url" "$1" u=alice "p=$app_password" v=1.16.1 c=demo f=json "${@:2}"
}

# wait_for_song: until the gateway has looked at it; sets song to its id.
wait_for_song() {
    local deadline=$((SECONDS + 60))
    until ask search3 query="middle chord" songCount=1 >"$work/found" 2>"$work/trouble" &&
        song=$(json_get subsonic-response.searchResult3.song.0.id <"$work/found" 2>/dev/null); do
        [ $SECONDS -le $deadline ] || {
            cat "$work/trouble" "$work/found" >&2
            echo "the gateway does not find the song" >&2
            return 1
        }
        sleep 0.1
    done
}

play() {
    if command -v mpv >/dev/null; then
        mpv --no-config --no-terminal --video=no --ao=null \
            "$url/rest/stream?u=alice&p=$app_password&v=1.16.1&c=demo&id=$song"
        echo "mpv has played it, to an output that nobody hears"
        ask download id="$song" >"$work/fetched"
    else
        "$player/bin/python" scripts/demo/fetch.py "$url" alice "$app_password" "middle chord" "$work/fetched"
    fi
    cmp "$wanted" "$work/fetched"
    echo "${green}every byte of it is as it was in the folder${plain}"
}

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

prepare
work=$(mktemp -d "${TMPDIR:-/tmp}/locker-demo.XXXXXX")
store=$work/store
export LOCKER_SOCKET=$work/locker.sock
export XDG_STATE_HOME=$work/state
mkdir -m 700 "$work/gateway"
heading "Songs go into a locker"
make_music
daemon_start
bring_music
heading "A gateway serves them"
gateway_start
let_in
heading "A player finds one, and plays it"
wait_for_song
play
gateway_stopped=$gateway_pid gateway_pid=''
kill -TERM "$gateway_stopped"
wait "$gateway_stopped"
daemon_stop
