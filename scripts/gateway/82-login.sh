# Signing in from another computer, and again
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

people_and_music alice
export XDG_CONFIG_HOME=$work/config-of-login

# login ARGUMENT...: as alice; what it says is in $work/said.
login() {
    local status=0
    printf 'a password of alice\n' | "$bin/locker" login "$gateway_url" --name alice --password-stdin "$@" \
        >"$work/said" 2>&1 || status=$?
    cat "$work/said"
    return $status
}

# tokens: the numbers of what signs alice in.
tokens() {
    gateway_bin credential list alice --json | python3 -c '
import json, sys
print(*sorted(each["id"] for each in json.load(sys.stdin)["credentials"] if "revoked" not in each))'
}

# tokens_called LABEL: how many of alice's that are good.
tokens_called() {
    gateway_bin credential list alice --json | python3 -c '
import json, sys
print(sum(each["label"] == sys.argv[1] and "revoked" not in each for each in json.load(sys.stdin)["credentials"]))
' "$1"
}

is_called_as_before() {
    login --label desk
    grep -qF "this device is called 'desk' there" "$work/said"
    exits 1 grep -q 'revoked' "$work/said"
    login
    grep -qF "this device is called 'desk' there" "$work/said"
    grep -qF "the token of alice, 'desk', that this device had there before is revoked" "$work/said"
    [ "$(tokens_called desk)" -eq 1 ]
    login --label lap
    grep -qF "this device is called 'lap' there" "$work/said"
    [ "$(tokens_called desk)" -eq 0 ]
    [ "$(tokens_called lap)" -eq 1 ]
    "$bin/locker" --server "$gateway_url" status
}

# A token that cannot be kept here is none there.
leaves_no_token() {
    local before
    before=$(tokens)
    chmod 640 "$XDG_CONFIG_HOME/locker/servers.json"
    exits 1 login --label spare
    chmod 600 "$XDG_CONFIG_HOME/locker/servers.json"
    [ "$(tokens)" = "$before" ]
}

misleading_names() {
    exits 1 login --label ' '
    grep -qF 'shows nothing' "$work/said"
    exits 2 gateway_bin credential add alice --kind app --label "$(printf 'a\342\200\256b')" 2>"$work/said"
    grep -qF 'U+202E' "$work/said"
}

# What was used this moment says so, in another process than the gateway's.
first_use_is_listed() {
    login --label new
    "$bin/locker" --server "$gateway_url" status
    sleep 1
    gateway_bin credential list alice --json | python3 -c '
import json, sys
assert all("last_used" in each for each in json.load(sys.stdin)["credentials"] if each["label"] == "new")'
}

check "who signs in again is called as before, and the token before is revoked" is_called_as_before
check "where the token cannot be kept, none is made" leaves_no_token
check "a name that misleads is refused" misleading_names
check "a first use is listed within a second" first_use_is_listed
unset XDG_CONFIG_HOME
