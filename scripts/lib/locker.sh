# The client as scripts call it.
# shellcheck shell=bash disable=SC2154 # `bin` comes from build.sh

# Who waits for ever fails its check, and keeps no one from seeing the others.
locker() {
    timeout --foreground 900 "$bin/locker" --progress none "$@" </dev/null
}

# locker_json KEY ARGUMENT...: runs it with --json, and prints the value of one key of the answer.
locker_json() {
    local key=$1
    shift
    locker --json "$@" | json_get "$key"
}
