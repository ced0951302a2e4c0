# What the configuration says
# shellcheck shell=bash disable=SC2154 # the variables of gateway-end-to-end.sh

daemon_start
gateway_start

# reload_says TEXT WORDS: the configuration is that text now, and the line that the log gets for it has these words, and
# nothing of how it was read.
reload_says() {
    local before
    before=$(wc -l <"$gateway_log")
    printf '%s\n' "$1" >"$work/gateway.json5"
    kill -HUP "$gateway_pid"
    for _ in {1..100}; do
        tail -n +$((before + 1)) "$gateway_log" >"$work/said"
        if grep -qF -- "$2" "$work/said"; then
            exits 1 grep -E 'DecodingError|CodingKey' "$work/said"
            return 0
        fi
        sleep 0.1
    done
    cat "$work/said"
    return 1
}

says_what_waits() {
    reload_says '{ listen: "127.0.0.1:1", limits: { idle_seconds: 7 }, log: { level: "debug" } }' \
        'some of it takes effect at the next start only'
    grep -F 'listen' "$work/said"
    grep -F 'limits.idle_seconds' "$work/said"
    exits 1 grep -F 'log.level' "$work/said"
}

says_what_is_wrong() {
    reload_says '{ limits: { idle_seconds: "long" } }' "'limits.idle_seconds' has a value of the wrong type"
    grep -F 'it must be seconds, a number; it is' "$work/said"
    reload_says '{ lisen: "127.0.0.1:1" }' "did you mean 'listen'"
    reload_says $'{\n  log: {}\n  tls: {},\n}' "not JSON5 at line 3, column 3: expected ',' or '}', found 't'"
    ask 200 "$gateway_url/healthz"
}

# starts_with_none PROGRAM ARGUMENT...: of such a file, each of both says the same at its start.
starts_with_none() {
    printf '{ log: { lvel: "info" } }\n' >"$work/wrong.json5"
    exits 2 "$@" --config "$work/wrong.json5" 2>"$work/said"
    [ "$(wc -l <"$work/said")" -eq 1 ]
    grep -F "$work/wrong.json5: 'log.lvel' is no key of the configuration; did you mean 'log.level'" "$work/said"
}

# not_json5 PROGRAM ARGUMENT...
not_json5() {
    printf '{\n  log: { level: info },\n}\n' >"$work/wrong.json5"
    exits 2 "$@" --config "$work/wrong.json5" 2>"$work/said"
    [ "$(wc -l <"$work/said")" -eq 1 ]
    grep -F "$work/wrong.json5: not JSON5 at line 2, column 17: 'info' is no number" "$work/said"
}

check "what waits for a start is named at a reload" says_what_waits
check "what is wrong is told in words, and all goes on" says_what_is_wrong
check "the gateway does not start with a key that there is not" \
    starts_with_none "$bin/locker-gateway" serve --state "$gateway_state"
check "nor does the daemon" starts_with_none "$bin/lockerd" --store "$work/other" --socket "$work/other.sock"
check "one that is not JSON5 is told with line and column, by the gateway" \
    not_json5 "$bin/locker-gateway" serve --state "$gateway_state"
check "and by the daemon" not_json5 "$bin/lockerd" --store "$work/other" --socket "$work/other.sock"
