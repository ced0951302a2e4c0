# Starts and stops the one locker-gateway of a script, and makes the people who use it.
#
# Beside what daemon.sh needs, the script sets `music` to what scripts/gateway/music.py makes, and calls gateway_cleanup
# from its EXIT trap, before daemon_cleanup.
# shellcheck shell=bash disable=SC2034,SC2154 # its variables are for and from those who source it

gateway_pid=''
gateway_url=''
gateway_options='' # keys of the configuration, each with a comma behind it, as 'limits: { idle_seconds: 5 },'
gateway_port=0

# gateway_bin: runs locker-gateway, on the state of this script, as those do who administer it.
gateway_bin() {
    timeout --foreground 60 "$bin/locker-gateway" "$@" --state "$gateway_state"
}

# gateway_start: starts locker-gateway at gateway_port, 0 for any, and waits until it listens. Of a failure, the script
# shows the log. Sets gateway_pid, gateway_log and gateway_url.
gateway_start() {
    local deadline=$((SECONDS + 30)) address=''
    gateway_state=$work/gateway
    gateway_log=$work/gateway.log
    mkdir -p "$gateway_state"
    chmod 700 "$gateway_state"
    [ ! -e "$gateway_log" ] || mv "$gateway_log" "$gateway_log.previous"
    cat >"$work/gateway.json5" <<CONFIGURATION
{ listen: "127.0.0.1:$gateway_port", daemon: { socket: "$LOCKER_SOCKET" }, $gateway_options }
CONFIGURATION
    : >"$gateway_log"
    setsid "$bin/locker-gateway" serve --state "$gateway_state" --config "$work/gateway.json5" 2>>"$gateway_log" >&2 &
    gateway_pid=$!
    while [ -z "$address" ]; do
        address=$(sed -n '/listening/s/.*[ "]address[=": ]*\([0-9.]*:[0-9][0-9]*\).*/\1/p' "$gateway_log" | head -n 1)
        if ! kill -0 "$gateway_pid" 2>/dev/null || [ $SECONDS -gt $deadline ]; then
            tail -n 20 "$gateway_log" >&2
            echo "locker-gateway did not start" >&2
            return 1
        fi
        [ -n "$address" ] || sleep 0.02
    done
    gateway_url=http://$address
}

# gateway_start_again: after it was ended, at the port where it was, so that clients find it.
gateway_start_again() {
    gateway_port=${gateway_url##*:}
    gateway_start
    gateway_port=0
}

# gateway_stop: asks it to stop, and returns its exit code.
gateway_stop() {
    local pid=$gateway_pid
    gateway_pid=''
    kill -TERM "$pid"
    wait "$pid"
}

gateway_kill() {
    local pid=$gateway_pid
    gateway_pid=''
    kill -KILL "$pid"
    wait "$pid" 2>/dev/null || true
}

# gateway_memory: what it has resident now, in bytes; its workers not counted.
gateway_memory() {
    awk '/^VmRSS:/ { print $2 * 1024 }' "/proc/$gateway_pid/status"
}

# gateway_cleanup: ends it if it still runs, by force if it takes longer than five seconds.
gateway_cleanup() {
    local pid=$gateway_pid
    gateway_pid=''
    [ -n "$pid" ] && kill -TERM "$pid" 2>/dev/null || return 0
    for _ in {1..50}; do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.1
    done
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
}

# check_gateway_stops: not a command for `check`, whose shell could not wait for the gateway.
check_gateway_stops() {
    local status=0
    gateway_stop || status=$?
    check "SIGTERM stops the gateway with exit code 0" test $status -eq 0
}

# person_add NAME: an account, a person, an app password and a token.
person_add() {
    locker admin account add "$1" >/dev/null
    printf 'a password of %s\n' "$1" | gateway_bin person add "$1" --password-stdin >/dev/null
    mkdir -p "$work/credentials"
    credential_add "$1" app "$1"
    credential_add "$1" token "$1"
}

# credential_add NAME KIND FILE: one more; $work/credentials/FILE.KIND has what it is, and FILE.KIND.id its number.
credential_add() {
    local made=$work/credentials/made
    gateway_bin credential add "$1" --label "check $3" --kind "$2" --json >"$made"
    json_get secret <"$made" >"$work/credentials/$3.$2"
    json_get id <"$made" >"$work/credentials/$3.$2.id"
}

app_of() {
    cat "$work/credentials/$1.app"
}

token_of() {
    cat "$work/credentials/$1.token"
}

# bearer NAME: the header field that says who calls.
bearer() {
    echo "Authorization: Bearer $(token_of "$1")"
}

# rest NAME METHOD [PARAMETER...]: the URL of a call of OpenSubsonic; parameters are written as a URL has them.
rest() {
    local name=$1 method=$2
    shift 2
    printf '%s' "$gateway_url/rest/$method?u=$name&p=$(app_of "$name")&v=1.16.1&c=check&f=json"
    [ $# -eq 0 ] || printf '&%s' "$@"
}

# song_id NAME TITLE [WORDS]: of the person's song with that title, which a search for the words finds.
song_id() {
    curl "${ask_options[@]}" --get --data-urlencode "query=${3:-$2}" "$(rest "$1" search3)" | python3 -c '
import json, sys
songs = json.load(sys.stdin)["subsonic-response"]["searchResult3"]["song"]
print(next(song["id"] for song in songs if song["title"] == sys.argv[1]))' "$2"
}

# file_url LIBRARY PATH
file_url() {
    echo "$gateway_url/api/v1/libraries/$(escaped "$1/files/$2")"
}

# bring NAME LIBRARY FOLDER: makes the person's library hold what the folder holds.
bring() {
    XDG_STATE_HOME=$work/state-of-$1 locker --quiet --account "$1" sync --library "$2" --delete --from-here "$3" \
        >/dev/null
}

# songs_of NAME: how many songs.json has of them.
songs_of() {
    python3 -c '
import json, sys
print(sum(song["person"] == sys.argv[2] for song in json.load(open(sys.argv[1]))))' "$music/songs.json" "$1"
}

# wait_for_songs NAME COUNT: until the index has so many of theirs.
wait_for_songs() {
    local deadline=$((SECONDS + 30)) count=none
    until [ "$count" = "$2" ]; do
        [ $SECONDS -le $deadline ] || {
            echo "the index has $count songs of $1 instead of $2" >&2
            return 1
        }
        sleep 0.05
        count=$(curl "${ask_options[@]}" "$(rest "$1" getScanStatus)" |
            json_get subsonic-response.scanStatus.count 2>/dev/null || true)
    done
}

# people_and_music [NAME...]: a daemon, a gateway, and each of these people with their music in it; alice and bob unless
# it is said who.
people_and_music() {
    local name
    [ $# -gt 0 ] || set -- alice bob
    gateway_state=$work/gateway
    [ -n "$daemon_pid" ] || daemon_start
    mkdir -p "$gateway_state"
    chmod 700 "$gateway_state"
    for name in "$@"; do
        person_add "$name"
        bring "$name" main "$music/$name"
    done
    gateway_start
    check "the index has the music of $*" wait_for_music "$@"
}

# wait_for_music NAME...: until the index has all of it.
wait_for_music() {
    local name
    for name in "$@"; do
        wait_for_songs "$name" "$(songs_of "$name")"
    done
}

# gateway_music: makes the music if it is not there, and sets `music` to its directory.
gateway_music() {
    local cache=$PWD/.build/gateway-music made
    music=$cache/$(cat scripts/gateway/music.py scripts/gateway/song*.py | sha256sum | cut -c 1-16)
    if [ ! -e "$music/songs.json" ]; then
        rm -rf "$cache"
        mkdir -p "$cache"
        made=$(mktemp -d "$cache/XXXXXX")
        "${PYTHON:-/usr/bin/python3}" -B scripts/gateway/music.py "$made/music"
        mv "$made/music" "$music"
        rmdir "$made"
    fi
}
