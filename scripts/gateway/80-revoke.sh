# Who is shut out is out at once
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

people_and_music alice bob
make_noise "$work/large" 1 60000000 revoke
bring alice large "$work/large"
bring bob large "$work/large"

# large_song: a song of 63 MB in a library of alice's.
large_song() {
    mkdir "$work/song"
    ffmpeg -nostdin -v error -f lavfi -i sine=frequency=300:duration=360 -ac 2 -ar 44100 -c:a pcm_s16le \
        "$work/song/large.wav"
    bring alice song "$work/song"
    wait_for_songs alice $(($(songs_of alice) + 1))
}

# revoked NAME KIND WAY: a stream of a credential that is revoked ends within two seconds; another one's does not.
revoked() {
    local url=$gateway_url/api/v1/libraries/large/files/000 id
    credential_add "$1" "$2" lost
    case $2 in
        token)
            stop_streams "$(bearer lost)" "$url" "$(bearer "$1")" "$url" \
                credential revoke "$(cat "$work/credentials/lost.$2.id")"
            ask 401 --header "$(bearer lost)" "$url"
            ask 200 --head --header "$(bearer "$1")" "$url"
            ;;
        app)
            id=$(song_id "$1" large)
            stop_streams X-Nothing:1 "$gateway_url/rest/stream?u=$1&p=$(app_of lost)&v=1.16.1&c=x&f=json&id=$id" \
                X-Nothing:1 "$(rest "$1" stream "id=$id")" credential revoke "$(cat "$work/credentials/lost.$2.id")"
            ask 200 "$gateway_url/rest/ping?u=$1&p=$(app_of lost)&v=1.16.1&c=x&f=json"
            [ "$(answered subsonic-response.error.code)" -eq 40 ]
            ;;
    esac
}

# stop_streams FIELD URL OTHER-FIELD OTHER-URL COMMAND...: both streams are begun, the command of locker-gateway is run,
# and two seconds later the first one is over, long before its end, while the other comes whole.
stop_streams() {
    local first=$1 url=$2 second=$3 other=$4
    shift 4
    python3 -B scripts/gateway/streams.py "$url" "$first" "$other" "$second" \
        "$bin/locker-gateway" "$@" --state "$gateway_state"
}

disabled() {
    local url=$gateway_url/api/v1/libraries/large/files/000
    stop_streams "$(bearer bob)" "$url" "$(bearer alice)" "$url" person disable bob
    ask 401 --header "$(bearer bob)" "$url"
    ask 200 "$(rest bob ping)"
    [ "$(answered subsonic-response.error.code)" -eq 40 ]
    ask 401 --data '{"name": "bob", "password": "a password of bob", "label": "x"}' "$gateway_url/api/v1/tokens"
    gateway_bin person enable bob
    ask 200 --head --header "$(bearer bob)" "$url"
}

# An upload that is under way when its token is revoked leaves nothing.
uploads() {
    credential_add alice token lost
    curl --silent --limit-rate 2M --header "$(bearer lost)" --upload-file "$work/large/000" \
        --output "$work/upload.body" --write-out '%{http_code}' "$(file_url large late)" >"$work/upload.status" &
    local pid=$! began=$SECONDS
    sleep 1
    gateway_bin credential revoke --person alice 'check lost'
    wait $pid || true
    [ $((SECONDS - began)) -lt 15 ]
    exits 1 grep -E '^20' "$work/upload.status"
    ask 404 --header "$(bearer alice)" "$(file_url large late)"
}

# What signs them in says it of nobody: unknown, disabled and wrong are one.
one_refusal() {
    local name
    gateway_bin person disable bob
    sleep 1.5
    for name in alice bob nobody; do
        ask 200 "$gateway_url/rest/ping?u=$name&p=wrong-wrong-wrong-wrong&v=1.16.1&c=x&f=json"
        cp "$work/answer.body" "$work/refused.$name"
    done
    cmp "$work/refused.alice" "$work/refused.bob"
    cmp "$work/refused.alice" "$work/refused.nobody"
}

# A watch at rest ends at once and says why: each further try would count as one to guess a token.
watches() {
    local pid status=0
    export XDG_CONFIG_HOME=$work/config-of-watch XDG_STATE_HOME=$work/state-of-watch
    mkdir -p "$work/watched"
    credential_add alice token watch
    "$bin/locker" login "$gateway_url" --token-stdin <"$work/credentials/watch.token"
    "$bin/locker" --progress none --server "$gateway_url" watch --library watched "$work/watched" \
        >"$work/watch.said" 2>&1 </dev/null &
    pid=$!
    # shellcheck disable=SC2064 # as it is now
    trap "kill $pid 2>/dev/null || true" EXIT
    for _ in {1..300}; do
        ! grep -q '^locker: watching ' "$work/watch.said" || break
        sleep 0.1
    done
    grep -q '^locker: watching ' "$work/watch.said"
    gateway_bin credential revoke "$(cat "$work/credentials/watch.token.id")"
    for _ in {1..150}; do
        kill -0 $pid 2>/dev/null || break
        sleep 0.1
    done
    cat "$work/watch.said"
    exits 1 kill -0 $pid
    wait $pid || status=$?
    [ $status -eq 4 ]
    grep -q 'locker login' "$work/watch.said"
}

check "a song that takes a while" large_song
check "a token's stream ends when it is revoked, and no other's" revoked alice token
check "so does an app password's" revoked alice app
check "all that runs for a disabled person ends, until they are enabled" disabled
check "an upload ends too, and leaves nothing" uploads
check "why somebody is refused is not told" one_refusal
check "a watch at rest ends too, and says what to do" watches
