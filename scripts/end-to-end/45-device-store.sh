# Stores of earlier programs whose revisions tell of devices
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

compatibility=$PWD/scripts/compatibility
# shellcheck source=scripts/compatibility/history.sh
. "$compatibility/history.sh"
# shellcheck source=scripts/compatibility/devices.sh
. "$compatibility/devices.sh"

tells_of_devices() { # FILE
    told_of_devices >"$work/now"
    diff "$1" "$work/now"
}

is_undamaged() {
    [ "$(locker_json bad admin verify)" = '[]' ]
}

is_rebuilt() {
    rm -f "$store"/metadata.sqlite*
    "$bin/lockerd" --store "$store" --rebuild
}

# What was purged has left the packs, and what is kept has not.
is_compacted() { # FILE
    locker admin compact --max-unused 0 >/dev/null
    is_undamaged
    tells_of_devices "$1"
}

# A device that was removed stays so, and one that is new goes on behind what there is.
is_gone_on_with() {
    local revision
    revision=$(locker_json revisions.0.revision --account alice log)
    mkdir "$work/new"
    locker --quiet --account alice pull "$work/new"
    printf 'new' >"$work/new/new"
    locker --quiet --account alice sync --both --note 'of another' "$work/new"
    [ "$(locker_json revisions.0.revision --account alice log)" -eq $((revision + 1)) ]
    [ "$(locker_json revisions.0.note --account alice log)" = 'of another' ]
    [ "$(locker_json revisions.0.base_revision --account alice log)" -eq "$revision" ]
    [ "$(locker --account alice find --all-revisions 'private/**')" = '' ]
    locker --account alice device list | grep -q removed
}

for version in "$compatibility"/*/devices.tar.xz; do
    version=$(dirname "$version")
    name=$(basename "$version")
    facts=$version/told-devices
    rm -rf "$store"
    tar --extract --file "$version/devices.tar.xz" --directory "$work"
    daemon_start
    check "$name: devices, notes and what is kept come back, as does every file of every revision" \
        tells_of_devices "$facts"
    check "$name: nothing is damaged" is_undamaged
    daemon_stop
    check "$name: its database is told again from its packs" is_rebuilt
    daemon_start
    check "$name: all of it comes back after that" tells_of_devices "$facts"
    check "$name: it is compacted, and all of it comes back" is_compacted "$facts"
    check "$name: it is gone on with" is_gone_on_with
    daemon_stop
    rm -rf "$work/new"
done
