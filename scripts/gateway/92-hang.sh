# A daemon that hangs: requests end, it is told, and all goes on when the daemon does
# shellcheck shell=bash disable=SC2154 # the variables of gateway-end-to-end.sh

people_and_music alice

# hang, go_on: the daemon takes connections and answers nothing, as one does that waits for a disk; and then it does again.
hang() {
    kill -STOP "$daemon_pid"
}

go_on() {
    kill -CONT "$daemon_pid"
}

held() {
    find "/proc/$gateway_pid/fd" -mindepth 1 | wc -l
}

# told_to_come_again URL [ARGUMENT...]: 503 or 504, when to try again, and a text without a word of the machine.
told_to_come_again() {
    ask 503 "$@" || ask 504 "$@"
    [ -n "$(field Retry-After)" ]
    [ -n "$(answered error.message)" ]
    ! grep -q -e "$LOCKER_SOCKET" -e "$store" "$work/answer.body"
}

# A daemon that is slow for some seconds loses nobody a request.
short_pause() {
    hang
    (
        sleep 6
        go_on
    ) &
    ask 200 --header "$(bearer alice)" "$(file_url main "Waves/with ID3.wav")"
    cmp "$music/alice/Waves/with ID3.wav" "$work/answer.body"
    wait
}

# All of many requests end, whatever they are.
all_end() {
    local number
    for number in {1..40}; do
        curl "${ask_options[@]}" --output /dev/null --write-out '%{http_code}\n' --header "$(bearer alice)" \
            "$gateway_url/api/v1/libraries" >"$work/end.$number" &
    done
    for number in {41..44}; do
        curl "${ask_options[@]}" --output /dev/null --write-out '%{http_code}\n' --header "$(bearer alice)" \
            --upload-file "$music/alice/Waves/with ID3.wav" "$(file_url main "Sent/$number.wav")" \
            >"$work/end.$number" &
    done
    wait
    cat "$work"/end.* | sort | uniq -c
    [ "$(cat "$work"/end.* | grep -c -x -e 503 -e 504)" -eq 44 ]
}

is_told() {
    told_to_come_again --header "$(bearer alice)" "$gateway_url/api/v1/libraries"
    told_to_come_again --header "$(bearer alice)" "$(file_url main "Waves/with ID3.wav")"
    # What changes something may be done all the same, once the daemon goes on.
    told_to_come_again --request DELETE --header "$(bearer alice)" "$(file_url main "Sent/nothing.wav")"
}

health_says_so() {
    ask 503 "$gateway_url/healthz"
    [ "$(answered status)" = silent ]
}

# Lists are the gateway's own; songs are not.
players_hear_it() {
    ask 200 "$(rest alice getAlbumList2 type=newest)"
    [ "$(answered subsonic-response.status)" = ok ]
    ask 200 "$(rest alice stream "id=$song")"
    [ "$(answered subsonic-response.status)" = failed ]
}

# `locker` on another computer is refused, and does not wait.
client_hears_it() {
    local status=0
    XDG_CONFIG_HOME=$device timeout 120 "$bin/locker" --server "$gateway_url" ls --library main >"$work/client.said" \
        2>&1 </dev/null || status=$?
    cat "$work/client.said"
    [ $status -ne 0 ] && [ $status -ne 124 ]
}

nothing_is_held() {
    local deadline=$((SECONDS + 30))
    until [ "$(held)" -le $((held_before + 16)) ]; do
        [ $SECONDS -le $deadline ] || {
            echo "$(held) descriptors, $held_before before"
            return 1
        }
        sleep 0.2
    done
}

# By the gateway's own doing: nobody asks it anything but for a relay, which calls the daemon for nothing itself.
client_is_let_in() {
    local deadline=$((SECONDS + 15))
    until XDG_CONFIG_HOME=$device "$bin/locker" --server "$gateway_url" ls --library main >"$work/client.said" 2>&1 \
        </dev/null; do
        [ $SECONDS -le $deadline ] || {
            cat "$work/client.said"
            return 1
        }
        sleep 1
    done
}

serves_again() {
    for _ in {1..100}; do
        if curl --silent --fail --output /dev/null "$gateway_url/healthz"; then break; fi
        sleep 0.1
    done
    ask 200 "$gateway_url/healthz"
    [ "$(answered status)" = serving ]
    ask 200 --header "$(bearer alice)" "$(file_url main "Waves/with ID3.wav")"
    cmp "$music/alice/Waves/with ID3.wav" "$work/answer.body"
    ask 201 --header "$(bearer alice)" --upload-file "$music/alice/Waves/with ID3.wav" "$(file_url main Sent/after.wav)"
}

# So many at least: of what was sent while the daemon hung, some may have come.
changes_are_heard_of() {
    local deadline=$((SECONDS + 60)) wanted count=0
    wanted=$((2 * $(songs_of alice) + 1))
    bring alice second "$music/alice"
    until [ "$count" -ge "$wanted" ]; do
        [ $SECONDS -le $deadline ] || {
            echo "the index has $count songs instead of $wanted"
            return 1
        }
        sleep 0.1
        ask 200 "$(rest alice getScanStatus)"
        count=$(answered subsonic-response.scanStatus.count)
    done
}

device=$work/config-of-device
XDG_CONFIG_HOME=$device "$bin/locker" login "$gateway_url" --token-stdin <"$work/credentials/alice.token" >/dev/null
song=$(song_id alice Largo)
held_before=$(held)
check "a daemon that is slow for a while loses nobody a request" short_pause
hang
check "one that hangs: every request ends, and none is answered with anything else" all_end
check "it is told, with when to try again" is_told
check "/healthz says that the daemon does not answer" health_says_so
check "players hear it, and lists are theirs all the same" players_hear_it
check "locker hears it" client_hears_it
check "nothing is held for those who have gone" nothing_is_held
go_on
check "locker is let in soon when the daemon goes on" client_is_let_in
check "and it serves when the daemon goes on" serves_again
check "changes are heard of" changes_are_heard_of
