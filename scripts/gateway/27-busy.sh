# All uploads that an account may have are taken: a sync waits for them
# shellcheck shell=bash disable=SC2154 # the variables of gateway-end-to-end.sh

people_and_music alice
device=$work/config-of-device
mkdir -p "$work/folder"
head --bytes 3000000 /dev/urandom >"$work/folder/large"
head --bytes 300000 /dev/urandom >"$work/folder/other"

server_sync() {
    XDG_CONFIG_HOME=$device XDG_STATE_HOME=$work/state-of-device timeout 300 "$bin/locker" --progress plain --server \
        "$gateway_url" sync --library busy --transfer stream "$work/folder" </dev/null
}

# hold SECONDS: eight uploads of hers that go on slowly, so that there is none left.
hold() {
    local number
    for number in {1..8}; do
        curl --silent --max-time "$1" --limit-rate 1k --output /dev/null --header "$(bearer alice)" \
            --upload-file "$work/folder/large" "$(file_url slow "$number")" &
    done
    for _ in {1..100}; do
        if ask 429 --header "$(bearer alice)" --upload-file "$work/folder/other" "$(file_url slow more)"; then
            return 0
        fi
        sleep 0.1
    done
    return 1
}

is_there() {
    local name
    for name in large other; do
        ask 200 --header "$(bearer alice)" "$(file_url busy "$name")"
        cmp "$work/folder/$name" "$work/answer.body"
    done
}

waits() {
    hold 12
    server_sync >"$work/sync.said" 2>&1 || {
        cat "$work/sync.said"
        return 1
    }
    wait
    grep 'busy: too many uploads' "$work/sync.said"
    is_there
}

XDG_CONFIG_HOME=$device "$bin/locker" login "$gateway_url" --token-stdin <"$work/credentials/alice.token" >/dev/null
check "a sync waits until there are some again, says so, and brings all" waits
