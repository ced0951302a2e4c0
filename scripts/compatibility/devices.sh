# What the stores hold whose revisions tell of devices: small, and nothing that takes an encoder.
# shellcheck shell=bash disable=SC2154 # `locker`, `work` and `compatibility` come from those who source it

# on DEVICE ARGUMENT...: runs locker as that device, for alice.
on() {
    local device=$1
    shift
    XDG_STATE_HOME=$work/state-of-$device locker --quiet --account alice "$@" >/dev/null
}

# says PATH [NAME=VALUE...]: gives alice's entry at a path attributes.
says() {
    LOCKER_ACCOUNT=alice PYTHONPATH=docs/examples/python python3 -B scripts/end-to-end/attributes.py "$@"
}

number_of() { # DEVICE
    sed -n 2p "$work/state-of-$1/locker/device"
}

# live_on_devices: two devices in step, notes, purges of what is there and of what was, a revert, a device with another
# name and one that is removed, attributes that come, change, go and move, what is asked to be kept of a library, and names
# that count in a quota.
live_on_devices() {
    local one=$work/one two=$work/two account step deep
    for account in alice bob carol; do locker admin account add $account >/dev/null; done
    make_noise "$one" 4 2000 1
    make_noise "$one/private" 2 1500 2
    find "$one" -exec touch --date=@1700000000.123456789 {} +
    mkdir "$two"
    on one sync --both --note 'before the tour' "$one"
    on two sync --both "$two"
    mv "$two/001" "$two/renamed"
    printf 'of two' >"$two/000"
    rm "$two/003"
    on two sync --both "$two"
    printf 'of one' >"$one/private/000"
    on one sync --both --note 'on the road: wörter' "$one"
    on one purge --yes 003
    on one purge --yes --recursive --note 'nobody needs it' private
    for step in one two; do on $step sync --both "$work/$step"; done
    on one revert 1 --note 'as it was'
    on one note 2 'noted later'
    on one note 3 ''
    on one device rename "$(number_of one)" laptop
    on one device remove "$(number_of two)"
    says 000 rating=5 'mood=glücklich'
    says 001 bytes=
    says 000 rating=4
    says 001
    locker --account alice mv 000 moved >/dev/null
    for step in 1 2 3 4 5; do
        printf '%s' "$step" >"$work/two/step-$step"
        locker --account bob sync --library kept --note "step $step" "$work/two" >/dev/null
    done
    locker --account bob library keep kept --last 3 --yearly 2 >/dev/null
    locker --account bob admin expire --keep-last 1 >/dev/null
    deep=$work/deep/$(printf '%0250d/' {1..12})
    mkdir -p "$deep"
    (cd "$deep" && touch {1..330})
    locker --account carol sync --note 'long names' "$work/deep" >/dev/null
    locker admin account quota carol 1MB >/dev/null
}

# told_of_devices: everything that comes back, and what is said of it.
told_of_devices() {
    local account library step
    told
    for account in alice bob carol; do
        locker --json --account $account usage | python3 "$compatibility/told.py" charge
        locker --json --account $account device list | python3 "$compatibility/told.py" devices $account
        for library in $(locker --json --account $account usage | python3 "$compatibility/told.py" libraries); do
            locker --json --account $account log --library "$library" |
                python3 "$compatibility/told.py" origins $account "$library"
            locker --json --account $account library keep "$library" |
                python3 "$compatibility/told.py" retention $account
        done
    done
    for step in $(locker --json --account alice log | python3 "$compatibility/told.py" numbers); do
        locker --json --account alice ls --revision "$step" | python3 "$compatibility/told.py" attributes "$step"
    done
    locker --json --account alice changes --since 1 | python3 "$compatibility/told.py" changes
    locker --account carol ls | sha256sum
}
