#!/usr/bin/env bash
# Shows what Locker does: a label's catalog and three people's music go in, are stored once, and come back bit for bit.
#
# Installs and builds what is missing (.build keeps it), works in a temporary directory, leaves nothing else behind.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib/console.sh
. scripts/lib/build.sh
. scripts/lib/daemon.sh
. scripts/lib/trees.sh
. scripts/lib/json.sh
. scripts/lib/music.sh
. scripts/lib/locker.sh

accounts=(label alice bob carol)

# folder_of ACCOUNT: what it brings.
folder_of() {
    if [ "$1" = label ]; then echo "$music/catalog"; else echo "$music/users/$1"; fi
}

finish() {
    local status=$?
    trap - EXIT
    daemon_cleanup
    if [ $status -ne 0 ] && [ $status -lt 128 ] && [ -n "${daemon_log:-}" ]; then # from 128 on: a signal, not a defect
        printf '\n%sThe demo failed.%s The end of the daemon'\''s log:\n' "$red" "$plain" >&2
        tail -n 20 "$daemon_log" >&2
    fi
    [ -z "${work:-}" ] || rm -rf "$work"
    exit $status
}

prepare() {
    scripts/install-dependencies.sh --library
    heading "Building Locker (minutes on a fresh machine, seconds after that)"
    build_release
    heading "Building a small music library (about a minute, once)"
    small_library
    echo "$(count_files "$music/catalog") songs of a label, and the overlapping collections of three people"
}

row() {
    printf "%s%-8s %7s %12s %12s %12s %8s%s\n" "$@"
}

# bring ACCOUNT: syncs its folder, and prints what that added to the store.
bring() {
    local before=$stored report brought
    locker admin account add "$1" >/dev/null
    report=$(locker --json --account "$1" sync "$(folder_of "$1")")
    stored=$(locker_json stored_bytes admin stats)
    brought=$(json_get logical_bytes <<<"$report")
    files=$((files + $(json_get files <<<"$report")))
    logical=$((logical + brought))
    row "" "$1" "$(json_get files <<<"$report")" "$(human "$brought")" \
        "$(human $((stored - before)))" "$(human "$stored")" "$(percent $((stored - before)) "$brought")" ""
}

bring_all() {
    files=0 logical=0 stored=0
    heading "What each of them brought, and what the locker kept of it"
    row "$dim" who files brought "newly kept" "kept in all" share "$plain"
    for account in "${accounts[@]}"; do
        bring "$account"
    done
    row "$bold" together "$files" "$(human "$logical")" "$(human "$stored")" "$(human "$stored")" \
        "$(percent "$stored" "$logical")" "$plain"
}

give_back_all() {
    heading "What came back"
    printf "%s%-8s %7s   %s%s\n" "$dim" who files "compared with the original" "$plain"
    for account in "${accounts[@]}"; do
        locker --account "$account" restore "$work/restored/$account" >/dev/null
        same_tree "$(folder_of "$account")" "$work/restored/$account"
        printf "%-8s %7s   %severy byte, name and modification time the same%s\n" \
            "$account" "$(count_files "$work/restored/$account")" "$green" "$plain"
    done
}

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

prepare
work=$(mktemp -d "${TMPDIR:-/tmp}/locker-demo.XXXXXX")
store=$work/store
export LOCKER_SOCKET=$work/locker.sock
export XDG_STATE_HOME=$work/state # where locker remembers what it has sent
daemon_start
bring_all
give_back_all
daemon_stop

heading "$(human "$logical") went in, $(human "$stored") are kept, all $files files came back bit for bit."
