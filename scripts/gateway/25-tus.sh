# Files go up piece by piece, by tus: tuspy, broken lines, and kills
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

# tus CHECK ARGUMENT...: by tuspy, as alice.
tus() {
    PYTHONDONTWRITEBYTECODE=1 timeout 90 "$client_bin/python" scripts/gateway/clients/tus.py "$gateway_url" \
        "$(token_of alice)" "$@"
}

# tus_goes_up CHECK FILE PATH ARGUMENT...
tus_goes_up() {
    tus "$@"
    ask 200 --header "$(bearer alice)" "$(file_url main "$3")"
    cmp "$2" "$work/answer.body"
    has_field Last-Modified "Fri, 13 Feb 2009 23:31:30 GMT"
    locker --account alice cat --library main "$3" | cmp "$2" -
}

tus_finds_another() {
    tus conditions "$work/noise/001" Tus/pieces
    ask 200 --header "$(bearer alice)" "$(file_url main Tus/pieces)"
    cmp "$work/noise/000" "$work/answer.body"
}

# by_hand STATUS METHOD URL ARGUMENT...: as alice, in the version of tus.
by_hand() {
    local status=$1 method=$2 url=$3
    shift 3
    ask "$status" --request "$method" --header "$(bearer alice)" --header 'Tus-Resumable: 1.0.0' "$@" "$url"
}

# begin LENGTH PATH ARGUMENT...: an upload, whose URL is in $work/upload then.
begin() {
    local length=$1 path
    path=$(printf %s "$2" | base64 --wrap 0)
    shift 2
    by_hand 201 POST "$gateway_url/api/v1/uploads" --header "Upload-Length: $length" \
        --header "Upload-Metadata: library bWFpbg==,path $path" "$@"
    echo "$gateway_url$(field Location)" >"$work/upload"
}

# bytes STATUS FILE OFFSET ARGUMENT...: what the file has from there on, for the upload.
bytes() {
    local status=$1 file=$2 offset=$3
    shift 3
    tail --bytes "+$((offset + 1))" "$file" >"$work/rest"
    by_hand "$status" PATCH "$(cat "$work/upload")" --header "Upload-Offset: $offset" \
        --header 'Content-Type: application/offset+octet-stream' --data-binary "@$work/rest" "$@"
}

# A line that is cut while bytes are on it costs those that did not come.
is_cut() {
    local offset
    begin 1000000 Tus/cut
    curl "${ask_options[@]}" --max-time 2 --limit-rate 200k --request PATCH --header "$(bearer alice)" \
        --header 'Tus-Resumable: 1.0.0' --header 'Upload-Offset: 0' --header 'Expect:' \
        --header 'Content-Type: application/offset+octet-stream' --data-binary "@$work/noise/002" \
        "$(cat "$work/upload")" && return 1
    by_hand 200 HEAD "$(cat "$work/upload")" --head
    offset=$(field Upload-Offset)
    [ "$offset" -gt 0 ] && [ "$offset" -lt 1000000 ]
    bytes 204 "$work/noise/002" "$offset"
    has_field Upload-Offset 1000000
    ask 200 --header "$(bearer alice)" "$(file_url main Tus/cut)"
    cmp "$work/noise/002" "$work/answer.body"
}

# Over quota at the end: the upload stays whole, and is committed once there is room.
is_tried_again() {
    local used
    used=$(locker_json logical_bytes --account alice usage)
    locker admin account quota alice $((used + 1000)) >/dev/null
    begin 1000000 Tus/again
    bytes 507 "$work/noise/001" 0
    has_error OVER_QUOTA
    ask 404 --header "$(bearer alice)" "$(file_url main Tus/again)"
    locker admin account quota alice none >/dev/null
    bytes 204 "$work/noise/001" 1000000
    ask 200 --header "$(bearer alice)" "$(file_url main Tus/again)"
    cmp "$work/noise/001" "$work/answer.body"
}

is_committed() {
    begin 1000000 Tus/lost
    bytes 204 "$work/noise/001" 0
}

# lose_answer: what is on the disk is as if the gateway had been killed between the commit and the note of it.
lose_answer() {
    local id
    id=$(basename "$(cat "$work/upload")")
    cp "$work/noise/001" "$gateway_state/uploads/$id.bytes"
    python3 -c '
import json, sys
record = json.load(open(sys.argv[1]))
del record["outcome"]
json.dump(record, open(sys.argv[1], "w"))' "$gateway_state/uploads/$id.json"
}

# Somebody has stored something else there since.
is_not_made_again() {
    ask 200 --request PUT --header "$(bearer alice)" --data-binary "@$work/noise/002" "$(file_url main Tus/lost)"
    by_hand 200 HEAD "$(cat "$work/upload")" --head
    has_field Upload-Offset 1000000
    ask 200 --header "$(bearer alice)" "$(file_url main Tus/lost)"
    cmp "$work/noise/002" "$work/answer.body"
}

# Where the revision that it may have made has expired, nobody knows, and what came since is left alone.
is_left_alone() {
    ask 200 --request PUT --header "$(bearer alice)" --data-binary "@$work/noise/002" "$(file_url main Tus/lost)"
    locker admin expire --keep-last 1 >/dev/null
    by_hand 409 HEAD "$(cat "$work/upload")" --head
    ask 200 --header "$(bearer alice)" "$(file_url main Tus/lost)"
    cmp "$work/noise/002" "$work/answer.body"
    by_hand 204 DELETE "$(cat "$work/upload")"
}

# trace_gateway: its removals and syncs go to $work/calls, until the process $tracer ends. Fails where they may not.
trace_gateway() {
    local deadline=$((SECONDS + 10))
    strace --attach="$gateway_pid" --follow-forks --quiet=all --signal=none --decode-fds=path --output="$work/calls" \
        --trace='?unlink,?unlinkat,fsync' 2>/dev/null &
    tracer=$!
    while grep -L 'TracerPid:[[:space:]]*[1-9]' /proc/"$gateway_pid"/task/*/status | grep -q .; do
        kill -0 $tracer 2>/dev/null && [ $SECONDS -le $deadline ] || return 1
        sleep 0.05
    done
}

# What is removed does not come back after a loss of power.
stays_away() {
    begin 10 Tus/away
    by_hand 204 DELETE "$(cat "$work/upload")"
    awk '/unlink.*\.json/ { gone = 1 } /fsync\(.*\/uploads>/ && gone { kept = 1 } END { exit !kept }' "$work/calls" || {
        cat "$work/calls"
        return 1
    }
}

is_nobody_elses() {
    local url
    begin 10 Tus/mine
    url=$(cat "$work/upload")
    ask 404 --head --header "$(bearer bob)" --header 'Tus-Resumable: 1.0.0' "$url"
    ask 404 --request DELETE --header "$(bearer bob)" --header 'Tus-Resumable: 1.0.0' "$url"
    ask 401 --request DELETE --header 'Tus-Resumable: 1.0.0' "$url"
    by_hand 204 DELETE "$url"
    by_hand 404 HEAD "$url" --head
}

tus_kills() { # FUNCTION WHOM
    local uploader status=0 moment
    tus many "$work/sent.$1" 4 &
    uploader=$!
    for moment in $(python3 -c '
import random, sys
source = random.Random(sys.argv[1])
print(*(f"{source.uniform(0.3, 1):.2f}" for _ in range(3)))' "$SEED$1"); do
        sleep "$moment"
        "$1"
    done
    wait $uploader || status=$?
    check "tuspy goes on after three kills of the $2" test $status -eq 0
    check "and all that was sent is there, whole" \
        timeout 60 python3 -B scripts/gateway/uploads.py look "$gateway_url" "$(token_of alice)" "$work/sent.$1"
}

tus_kill_gateway() {
    gateway_kill
    gateway_start_again
}

tus_kill_daemon() {
    daemon_kill
    daemon_start
}

spool_is_empty() {
    [ -z "$(find "$gateway_state/uploads" -name '*.bytes')" ] || {
        ls -l "$gateway_state/uploads"
        return 1
    }
}

gateway_options='limits: { requests_per_second: 1e5, request_burst: 1e5, uploads_per_person: 1000 },'
people_and_music alice bob
make_noise "$work/noise" 3 1000000 tus
: >"$work/empty"
check "bytes that came before a line was cut are kept" is_cut
check "what cannot be committed is tried again without a byte" is_tried_again
check "uploads are nobody else's" is_nobody_elses
check "an upload is committed" is_committed
gateway_kill
lose_answer
gateway_start_again
check "and not again where its answer was lost, over what came since" is_not_made_again
check "another is committed" is_committed
gateway_kill
lose_answer
gateway_start_again
check "nor where its revision has expired" is_left_alone
if command -v strace >/dev/null && trace_gateway; then
    check "an upload that is removed stays away" stays_away
    kill "$tracer"
    wait "$tracer" 2>/dev/null || true
else
    skip "whether an upload that is removed stays away" "needs strace, and the right to trace a program of one's own"
fi
if client_environment tuspy "$(python_from 3 9)" tuspy==1.1.0; then
    check "tuspy sends a file in pieces" tus_goes_up pieces "$work/noise/000" Tus/pieces
    check "without a byte" tus_goes_up pieces "$work/empty" Tus/empty
    check "with checksums" tus_goes_up checked "$work/noise/001" Tus/checked
    check "half of it, and the rest later" tus_goes_up resumed "$work/noise/002" Tus/resumed
    check "the same, by an address that it remembers" tus_goes_up stored "$work/noise/001" Tus/stored "$work"
    check "asynchronously" tus_goes_up asynchronous "$work/noise/000" "Tus/Björk – ünder 100%?"
    check "with a condition that does not hold" tus_finds_another
    check "nothing is left of what was sent" spool_is_empty
    tus_kills tus_kill_gateway gateway
    tus_kills tus_kill_daemon daemon
else
    skip "tuspy" "PyPI does not give it"
fi
