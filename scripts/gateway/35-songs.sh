# Why songs were not sent, and what the catalog has of them in another encoding
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

gateway_metrics=$work/gateway-metrics.sock
gateway_options="limits: { requests_per_second: 100000, request_burst: 100000 },
    metrics: { listen: 'unix:$gateway_metrics' },"
encode() { ffmpeg -nostdin -v error -y "$@"; }

# Two melodies, of which the catalog has one without loss, and what alice has of both.
tones() {
    mkdir -p "$work/label/Lee" "$work/alice"
    encode -f lavfi -i "aevalsrc=0.4*sin(2*PI*t*(220+40*mod(floor(t*3)*7\\,11)))+0.2*sin(2*PI*t*(110+20*mod(floor(t*2)*5\\,7))):d=30" \
        -metadata title=One -metadata artist=Lee "$work/label/Lee/One.flac"
    encode -f lavfi -i "aevalsrc=0.4*sin(2*PI*t*(180+30*mod(floor(t*4)*5\\,13)))+0.2*sin(2*PI*t*(90+15*mod(floor(t*3)*4\\,9))):d=30" \
        -metadata title=Two -metadata artist=Lee "$work/two.flac"
    encode -i "$work/label/Lee/One.flac" -b:a 128k "$work/alice/one.mp3"
    encode -i "$work/two.flac" -b:a 128k "$work/alice/two.mp3"
    cp "$work/alice/two.mp3" "$work/alice/two again.mp3"
}
tones
gateway_state=$work/gateway
daemon_start
mkdir -p "$gateway_state"
chmod 700 "$gateway_state"
person_add alice
person_add bob
bring alice main "$work/alice"

catalog_is_heard() {
    [ "$(locker_json listened admin catalog add --fingerprints "$work/label")" = 1 ]
}
check "ffmpeg listens to the catalog" catalog_is_heard
gateway_start
check "the index has the songs" wait_for_songs alice 3
# It listens to what it finds when it starts, and from then on every few minutes.
gateway_stop
gateway_start
songs_url=$gateway_url/api/v1/libraries/main/songs

# song PATH KEY...: what is said of a song.
song() {
    ask 200 --header "$(bearer alice)" "$songs_url" || return 1
    python3 -c '
import json, sys
found = next(song for song in json.load(open(sys.argv[1]))["songs"] if song["path"] == sys.argv[2])
for key in sys.argv[3:]:
    found = (found or {}).get(key)
print(found)' "$work/answer.body" "$@"
}

reasons() {
    [ "$(song one.mp3 reason)" = uploaded ]
    [ "$(song "two again.mp3" reason)" = uploaded ] # the first of the two by its path
    [ "$(song two.mp3 reason)" = held ]
}

suggested() {
    local deadline=$((SECONDS + 60))
    until [ "$(song one.mp3 suggestion title)" = One ]; do
        [ $SECONDS -le $deadline ] || return 1
        sleep 0.2
    done
    [ "$(song one.mp3 suggestion format)" = flac ]
    [ "$(song two.mp3 suggestion)" = None ]
}

listening_is_counted() {
    curl --silent --unix-socket "$gateway_metrics" http://gateway/metrics >"$work/scrape"
    grep -E '^locker_gateway_listened_songs_total\{outcome="heard"\} [0-9]+$' "$work/scrape"
    grep -Fx 'locker_gateway_listened_songs_total{outcome="given_up"} 0' "$work/scrape"
    grep -Fx 'locker_gateway_unheard_songs 0' "$work/scrape"
    grep -E '^locker_gateway_converter_cpu_seconds_total\{use="listening"\} [0-9.]+$' "$work/scrape"
}

# plays FILE: whether players are sent these bytes, and what alice brought is what it was.
plays() {
    ask 200 "$(rest alice stream "id=$id")"
    cmp "$1" "$work/answer.body"
    ask 200 "$(rest alice download "id=$id")"
    cmp "$work/alice/one.mp3" "$work/answer.body"
    ask 200 --header "$(bearer alice)" "$(file_url main one.mp3)"
    cmp "$work/alice/one.mp3" "$work/answer.body"
}

taken() {
    ask 404 --request PUT --header "$(bearer bob)" "$take_url"
    ask 200 --request PUT --header "$(bearer alice)" "$take_url"
    [ "$(song one.mp3 taken)" = True ]
    plays "$work/label/Lee/One.flac"
    locker --account alice cat --library "From the catalog" Lee/One.flac | cmp "$work/label/Lee/One.flac" -
}

given_back() {
    ask 204 --request DELETE --header "$(bearer alice)" "$take_url"
    [ "$(song one.mp3 taken)" = False ]
    plays "$work/alice/one.mp3"
    ask 204 --request DELETE --header "$(bearer alice)" "$take_url"
}

on_the_page() {
    PYTHONDONTWRITEBYTECODE=1 timeout 120 python3 scripts/gateway/songs_page.py "$gateway_url" alice \
        "a password of alice" One
    [ "$(song one.mp3 taken)" = False ]
}

check "each song tells how it came" reasons
check "what sounds the same is suggested, and nothing else" suggested
check "what was listened to is counted" listening_is_counted
id=$(song one.mp3 id)
take_url=$gateway_url/api/v1/libraries/main/suggestions/$id
check "the catalog's recording is taken, and one's own stays" taken
check "and given back" given_back
if command -v chromium >/dev/null; then
    check "both on the page" on_the_page
else
    skip "the songs on the page" "it takes Debian's chromium"
fi
