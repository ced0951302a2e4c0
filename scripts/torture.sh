#!/usr/bin/env bash
# Kills the daemon at random moments of compactions, while people sync and restore, and checks after each restart that
# nothing acknowledged is lost and nothing is left over.
#
# usage: [ROUNDS=200] [SEED=1] scripts/torture.sh
#
# Two lines a round; the last line counts them. It ends with the first round that fails. Works in a temporary directory
# and leaves nothing behind, unless it fails.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib/console.sh
. scripts/lib/build.sh
. scripts/lib/daemon.sh
. scripts/lib/json.sh
. scripts/lib/noise.sh
. scripts/lib/locker.sh
. scripts/lib/checks.sh
. scripts/lib/packs.sh

rounds=${ROUNDS:-200}
seed=${SEED:-1}
people=5 # have an account at a time: with each round one comes and one goes

finish() {
    local status=$?
    trap - EXIT
    daemon_cleanup
    if [ $status -ne 0 ] && [ $status -lt 128 ]; then
        tail -n 20 "${daemon_log:-/dev/null}" >&2
        echo "what is left lies in ${work:-}" >&2
    else
        [ -z "${work:-}" ] || rm -rf "$work"
    fi
    exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# new_tree NUMBER: of somebody who brings files of their own, and some of the one who has just gone.
new_tree() {
    local tree=$work/trees/$1 gone=$work/trees/$(($1 - people))
    make_noise "$tree/own" 12 150000 "$seed/$1"
    [ ! -d "$gone" ] || cp -a "$gone/own" "$tree/found"
    rm -f "$tree"/found/{000,001,002,003,004,005}
}

# change_tree NUMBER: what its owner has had for a round.
change_tree() {
    rm -f "$work/trees/$1/own/000"
    make_noise "$work/trees/$1/later" 3 150000 "$seed/$1/later"
}

# leave NUMBER: the account goes, and what nobody else has is dead.
leave() {
    locker admin account remove "guest$1" >/dev/null
    rm -rf "$work/trees/$1" "$work/manifests/guest$1."*
}

# remember NUMBER REVISION: it is acknowledged, and holds what the tree holds.
remember() {
    (cd "$work/trees/$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) \
        >"$work/manifests/guest$1.$2"
}

sync_once() { # NUMBER
    locker --json --account "guest$1" sync --delete "$work/trees/$1" >"$work/report.$1"
}

# restore_until_killed NUMBER: over and over; a restore that ends well is of the same bytes.
restore_until_killed() {
    local account=guest$1 revision=$2
    while locker --json --account "$account" restore --revision "$revision" "$work/seen" >/dev/null 2>&1; do
        (cd "$work/seen" && sha256sum --check --quiet --strict) <"$work/manifests/$account.$revision"
        rm -rf "$work/seen"
    done
}

compact_until_killed() { # ARGUMENT...
    while locker --json admin compact --max-unused 0 "$@" >/dev/null 2>&1; do :; done
}

whole() { # ACCOUNT REVISION
    rm -rf "$work/back"
    locker --json --account "$1" restore --revision "$2" "$work/back" >/dev/null
    (cd "$work/back" && sha256sum --check --quiet --strict) <"$work/manifests/$1.$2"
    [ "$(find "$work/back" -type f | wc -l)" -eq "$(wc -l <"$work/manifests/$1.$2")" ]
}

everything_is_whole() {
    local manifest name
    for manifest in "$work"/manifests/*; do
        name=${manifest##*/}
        whole "${name%.*}" "${name##*.}"
    done
}

# goes_on: nothing went wrong before the kill; after it, all that was acknowledged is there, and what broke off goes on.
goes_on() {
    [ ! -s "$work/wrong" ] || {
        cat "$work/wrong"
        return 1
    }
    everything_is_whole
    for number in "${syncing[@]}"; do
        sync_once "$number"
        remember "$number" "$(json_get revision <"$work/report.$number")"
    done
    locker --json admin compact --max-unused 0 >/dev/null
}

# is_tidy: after a compaction all that is needed is there, and nothing else.
is_tidy() {
    every_pack_is_known
    nothing_is_unused
    everything_is_whole
    locker admin verify
}

# play NUMBER: a round up to the kill. Sets `syncing`, and `moment` to the milliseconds before it.
play() {
    local new=$1 old=$(($1 - 1)) gone=$(($1 - people)) restored options=() job jobs=() number status
    : >"$work/wrong"
    new_tree "$new"
    locker admin account add "guest$new" >/dev/null
    syncing=("$new")
    restored=''
    if [ "$old" -gt 0 ]; then
        restored=$(json_get revision <"$work/report.$old")
        change_tree "$old"
        syncing+=("$old")
    fi
    [ $gone -lt 1 ] || leave $gone
    # At full speed a compaction of so little is over in a moment: in every other round it takes its time.
    moment=$((RANDOM % 150))
    if [ $((RANDOM % 2)) -eq 0 ]; then
        moment=$((RANDOM % 500))
        options=(--limit-rate 20000000)
    fi

    compact_until_killed "${options[@]}" &
    jobs+=($!)
    if [ -n "$restored" ]; then
        restore_until_killed "$old" "$restored" &
        jobs+=($!)
    fi
    local syncs=()
    for number in "${syncing[@]}"; do
        sync_once "$number" 2>/dev/null &
        syncs+=($!)
    done
    sleep "0.$(printf '%03d' $moment)"
    for job in "${jobs[@]}"; do
        kill -0 "$job" 2>/dev/null || echo "a compaction or a restore failed before the kill" >>"$work/wrong"
    done
    daemon_kill
    wait "${jobs[@]}" 2>>"$work/wrong" || echo "wrong bytes were restored" >>"$work/wrong"
    for job in "${!syncs[@]}"; do
        status=0
        wait "${syncs[job]}" || status=$?
        [ $status -ne 0 ] || remember "${syncing[job]}" "$(json_get revision <"$work/report.${syncing[job]}")"
        [ $status -ne 0 ] || acknowledged=$((acknowledged + 1))
    done
    rm -rf "$work/seen"
}

build_release
work=$(mktemp -d "${TMPDIR:-/tmp}/locker-torture.XXXXXX")
store=$work/store
export LOCKER_SOCKET=$work/locker.sock
export XDG_STATE_HOME=$work/state # where locker remembers what it has sent
mkdir "$work/trees" "$work/manifests"
RANDOM=$seed
acknowledged=0
daemon_start
for ((round = 1; round <= rounds && failed == 0; round++)); do
    play "$round"
    daemon_start
    check "round $round: killed after $moment ms, it goes on" goes_on
    daemon_stop
    daemon_start
    check "round $round: a compaction later, all is there and nothing else" is_tidy
done
printf '\n%d syncs were acknowledged before the kill' "$acknowledged"
summarize_checks
