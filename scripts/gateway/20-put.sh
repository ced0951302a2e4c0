# Files go up: preconditions, large ones, those that break off, and kills
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

uploads=scripts/gateway/uploads.py
gateway_options='limits: { idle_seconds: 3, upload_bytes: 60000000, requests_per_second: 1e5, request_burst: 1e5 },'
echo "{ metrics: { listen: 'unix:$work/metrics.sock' } }" >"$work/lockerd.json5"
daemon_options=(--config "$work/lockerd.json5")
people_and_music alice bob
make_noise "$work/noise" 3 1000000 put

# put STATUS FILE URL ARGUMENT...: as alice.
put() {
    local expected=$1 source=$2 url=$3
    shift 3
    ask "$expected" --header "$(bearer alice)" --upload-file "$source" "$@" "$url"
}

# is_at FILE LIBRARY PATH: whether the library has these bytes there, by the gateway and by the daemon.
is_at() {
    ask 200 --header "$(bearer alice)" "$(file_url "$2" "$3")"
    cmp "$1" "$work/answer.body"
    locker --account alice cat --library "$2" "$3" | cmp "$1" -
}

revision_of() {
    locker_json revision --account alice ls --library "$1"
}

goes_up() {
    local url
    url=$(file_url main "New/Björk – ünder 100%?.bin")
    put 201 "$work/noise/000" "$url" --header 'X-OC-Mtime: 1234567890'
    has_field X-OC-Mtime accepted
    [ "$(answered size)" -eq 1000000 ]
    has_field ETag "\"$(answered blob)\""
    has_field Locker-Revision "$(answered revision)"
    is_at "$work/noise/000" main "New/Björk – ünder 100%?.bin"
    has_field Last-Modified "Fri, 13 Feb 2009 23:31:30 GMT"
    put 200 "$work/noise/001" "$url"
    is_at "$work/noise/001" main "New/Björk – ünder 100%?.bin"
    # Nobody else has it.
    ask 404 --header "$(bearer bob)" "$url"
}

in_chunks() {
    ask 201 --header "$(bearer alice)" --header 'Transfer-Encoding: chunked' --upload-file - \
        "$(file_url main New/chunks)" <"$work/noise/002"
    is_at "$work/noise/002" main New/chunks
}

of_no_bytes() {
    : >"$work/empty"
    put 201 "$work/empty" "$(file_url main New/empty)"
    is_at "$work/empty" main New/empty
    ask 201 --request PUT --header "$(bearer alice)" "$(file_url main 'New/no body')" || [ "$(field Locker-Revision)" ]
}

in_a_new_library() {
    put 201 "$work/noise/000" "$(file_url "a new one" file)"
    is_at "$work/noise/000" "a new one" file
}

the_same_again() {
    local before
    before=$(revision_of main)
    put 200 "$work/noise/001" "$(file_url main "New/Björk – ünder 100%?.bin")" --header 'X-OC-Mtime: 1234567890'
    put 200 "$work/noise/001" "$(file_url main "New/Björk – ünder 100%?.bin")" --header 'X-OC-Mtime: 1234567890'
    [ "$(revision_of main)" -le $((before + 1)) ]
}

a_song_is_listed() {
    local before
    ask 200 "$(rest alice getScanStatus)"
    before=$(answered subsonic-response.scanStatus.count)
    put 201 "$music/carol/Łucja/Ünder/Öl.flac" "$(file_url main "Łucja/Ünder/Öl.flac")"
    wait_for_songs alice $((before + 1))
    ask 200 --get --data-urlencode "query=lucja ol" "$(rest alice search3)"
    [ "$(answered subsonic-response.searchResult3.song.0.title)" = Öl ]
    ask 204 --request DELETE --header "$(bearer alice)" "$(file_url main "Łucja/Ünder/Öl.flac")"
    wait_for_songs alice "$before"
}

on_conditions() {
    local url tag before
    url=$(file_url main New/condition)
    put 412 "$work/noise/000" "$url" --header 'If-Match: *'
    put 412 "$work/noise/000" "$url" --header 'If-Match: "0000"'
    put 201 "$work/noise/000" "$url" --header 'If-None-Match: *'
    tag=$(field ETag)
    before=$(revision_of main)
    put 412 "$work/noise/001" "$url" --header 'If-None-Match: *'
    put 412 "$work/noise/001" "$url" --header "If-None-Match: $tag"
    put 412 "$work/noise/001" "$url" --header 'If-Match: "other", W/"another"'
    put 412 "$work/noise/001" "$url" --header "If-Match: W/$tag"
    put 412 "$work/noise/001" "$url" --header 'If-Match: nonsense'
    has_error CONFLICT
    [ "$(revision_of main)" -eq "$before" ]
    is_at "$work/noise/000" main New/condition
    put 200 "$work/noise/001" "$url" --header "If-Match: \"x\", $tag"
    put 412 "$work/noise/002" "$url" --header "If-Match: $tag"
    is_at "$work/noise/001" main New/condition
    ask 412 --request DELETE --header "$(bearer alice)" --header "If-Match: $tag" "$url"
    is_at "$work/noise/001" main New/condition
    ask 204 --request DELETE --header "$(bearer alice)" "$url"
    ask 404 --header "$(bearer alice)" "$url"
    ask 404 --request DELETE --header "$(bearer alice)" "$url"
}

to_no_place() {
    local path
    for path in ../x %00 a/../b; do
        ask 400 --header "$(bearer alice)" --upload-file "$work/noise/000" \
            "$gateway_url/api/v1/libraries/main/files/$path"
    done
    put 409 "$work/noise/000" "$(file_url main "Waves")" || put 400 "$work/noise/000" "$(file_url main "Waves")"
    put 409 "$work/noise/000" "$(file_url main "Waves/with ID3.wav/below")" ||
        put 400 "$work/noise/000" "$(file_url main "Waves/with ID3.wav/below")"
    ask 401 --upload-file "$work/noise/000" "$(file_url main New/x)"
    ask 404 --header "$(bearer alice)" "$(file_url main New/x)"
    is_at "$music/alice/Waves/with ID3.wav" main "Waves/with ID3.wav"
}

beyond_the_bound() {
    head --bytes 60000001 /dev/zero >"$work/large"
    # Before any of it comes where its length is said, and when it is too much where it is not.
    for way in 'X-Nothing: 1' 'Transfer-Encoding: chunked'; do
        ask 413 --header "$(bearer alice)" --header "$way" --upload-file "$work/large" "$(file_url main New/large)" ||
            ask 507 --header "$(bearer alice)" --header "$way" --upload-file "$work/large" "$(file_url main New/large)"
    done
    ask 404 --header "$(bearer alice)" "$(file_url main New/large)"
}

over_quota() {
    local used
    used=$(locker_json logical_bytes --account bob usage)
    locker admin account quota bob $((used + 1000)) >/dev/null
    ask 507 --header "$(bearer bob)" --upload-file "$work/noise/000" "$(file_url main New/x)"
    has_error OVER_QUOTA
    locker admin account quota bob none >/dev/null
    ask 201 --header "$(bearer bob)" --upload-file "$work/noise/000" "$(file_url main New/x)"
}

upload() { # CHECK ARGUMENT...
    local name=$1
    shift
    timeout 60 python3 -B $uploads "$name" "$gateway_url" "$(token_of alice)" "$@"
}

# So many as come at once, some to one name: each that is acknowledged is whole, and none is mixed with another.
many_at_once() {
    upload many "$work/acknowledged"
    upload look "$work/acknowledged"
}

breaks_off() {
    local before
    before=$(revision_of main)
    upload broken
    [ "$(revision_of main)" -eq "$before" ]
    ask 404 --header "$(bearer alice)" "$(file_url main Broken)"
    # The daemon holds on to nothing of it.
    for _ in {1..50}; do
        curl --silent --unix-socket "$work/metrics.sock" http://daemon/metrics | grep locker_sessions >"$work/sessions"
        if grep -qx 'locker_sessions 0' "$work/sessions"; then return 0; fi
        sleep 0.1
    done
    cat "$work/sessions"
    return 1
}

# kill_while_uploading FUNCTION COMMAND...: has a client put files for two seconds, and in the midst of it kills and
# starts again what the function kills; then all that was acknowledged is there.
kill_while_uploading() {
    local uploader moment killed=0 status=0
    upload many "$work/acknowledged.$1" --seconds 4 --retry &
    uploader=$!
    for moment in $(python3 -c '
import random, sys
source = random.Random(sys.argv[1])
print(*(f"{source.uniform(0.3, 1):.2f}" for _ in range(3)))' "$SEED$1"); do
        sleep "$moment"
        "$1"
        killed=$((killed + 1))
    done
    wait $uploader || status=$?
    check "clients go on after $killed kills of the $2" test $status -eq 0
    check "and all that was acknowledged is there, whole" upload look "$work/acknowledged.$1"
}

kill_gateway() {
    gateway_kill
    gateway_start_again
}

kill_daemon() {
    daemon_kill
    daemon_start
}

check "a file goes up, with its time, and is what the next request reads" goes_up
check "in chunks, without a length" in_chunks
check "without a byte" of_no_bytes
check "into a library that was not there" in_a_new_library
check "the same again makes no new revision" the_same_again
check "a song that went up is listed, and goes when it is removed" a_song_is_listed
check "If-Match and If-None-Match" on_conditions
check "what is no place for a file is told so" to_no_place
check "no more than the configuration lets" beyond_the_bound
check "no more than the quota lets" over_quota
check "Expect: 100-continue is answered, or refused before the content comes" upload expected
check "many at once, some to one name" many_at_once
check "of one that breaks off, nothing is left" breaks_off
kill_while_uploading kill_gateway gateway
kill_while_uploading kill_daemon daemon
daemon_stop
daemon_start
check "every file of every revision can be read" locker --quiet admin verify
daemon_options=()
