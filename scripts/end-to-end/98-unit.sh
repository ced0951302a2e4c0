# What daemon and gateway may do under systemd
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

# Nothing is started: systemd tells what it makes of the units.
units_are_sound() {
    sed -e "s,@BINDIR@,$bin," -e "s,@SYSCONFDIR@,$work," packaging/systemd/lockerd.service >"$work/lockerd.service"
    cp packaging/systemd/lockerd.socket "$work"
    systemd-analyze verify --man=no "$work/lockerd.service" "$work/lockerd.socket" >"$work/verify.txt" 2>&1
    cat "$work/verify.txt"
    [ ! -s "$work/verify.txt" ]
}

# What is there in the place of the gateway is not run either: to build it is the business of its own checks.
gateway_units_are_sound() {
    ln -sf "$bin/lockerd" "$work/locker-gateway"
    sed -e "s,@BINDIR@,$work," -e "s,@SYSCONFDIR@,$work," packaging/systemd/locker-gateway.service \
        >"$work/locker-gateway.service"
    cp packaging/systemd/locker-gateway.socket packaging/systemd/lockerd.socket "$work"
    systemd-analyze verify --man=no "$work/locker-gateway.service" "$work/locker-gateway.socket" >"$work/verify.txt" 2>&1
    cat "$work/verify.txt"
    [ ! -s "$work/verify.txt" ]
}

# Without seccomp(2) no process that reads tags could give up its rights, and none would read any.
gateway_confines_its_workers() {
    sed -n '/^SystemCallFilter=/,$p' "$work/locker-gateway.service" | grep -x 'SystemCallFilter=seccomp'
    sed -n '/^SystemCallFilter=/,$p' "$work/locker-gateway.service" | grep -x 'SystemCallFilter=landlock_create_ruleset .*'
}

gateway_has_a_user() {
    mkdir -p "$work/root/etc" "$work/root/usr/lib/sysusers.d"
    cp packaging/systemd/locker-gateway.sysusers "$work/root/usr/lib/sysusers.d/locker-gateway.conf"
    systemd-sysusers --root="$work/root"
    grep "^$(sed -n 's/^User=//p' "$work/locker-gateway.service"):" "$work/root/etc/passwd"
}

watch_unit_is_sound() {
    local unit
    unit="$work/locker-watch@$(systemd-escape --path "$work/a folder").service"
    sed -e "s,@BINDIR@,$bin," packaging/systemd/locker-watch@.service >"$unit"
    mkdir -p "$work/runtime"
    XDG_RUNTIME_DIR=$work/runtime systemd-analyze --user verify --man=no "$unit" >"$work/verify.txt" 2>&1 || true
    cat "$work/verify.txt"
    ! grep -E 'locker-watch|Failed to initialize' "$work/verify.txt"
}

exposure_is_small() { # UNIT
    # In tenths: 0.5 of 10.
    systemd-analyze security --offline=true --threshold=5 "$work/$1.service" | tail -n 1
    systemd-analyze security --offline=true --threshold=5 "$work/$1.service" >/dev/null
}

if command -v systemd-analyze >/dev/null; then
    check "the units are sound" units_are_sound
    check "the unit that watches a folder is sound" watch_unit_is_sound
    check "little of the system is exposed to the daemon" exposure_is_small lockerd
    check "the gateway's units are sound" gateway_units_are_sound
    check "and little is exposed to it" exposure_is_small locker-gateway
    check "the processes that it starts can give up what it has" gateway_confines_its_workers
    if command -v systemd-sysusers >/dev/null; then
        check "its user is made" gateway_has_a_user
    else
        skip "the gateway's user" "needs systemd-sysusers"
    fi
else
    skip "the systemd units" "needs systemd-analyze"
fi
