# What the daemon may do under systemd
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

# Nothing is started: systemd tells what it makes of the units.
units_are_sound() {
    sed -e "s,@BINDIR@,$bin," -e "s,@SYSCONFDIR@,$work," packaging/systemd/lockerd.service >"$work/lockerd.service"
    cp packaging/systemd/lockerd.socket "$work"
    systemd-analyze verify --man=no "$work/lockerd.service" "$work/lockerd.socket" >"$work/verify.txt" 2>&1
    cat "$work/verify.txt"
    [ ! -s "$work/verify.txt" ]
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

exposure_is_small() {
    # In tenths: 0.5 of 10.
    systemd-analyze security --offline=true --threshold=5 "$work/lockerd.service" | tail -n 1
    systemd-analyze security --offline=true --threshold=5 "$work/lockerd.service" >/dev/null
}

if command -v systemd-analyze >/dev/null; then
    check "the units are sound" units_are_sound
    check "the unit that watches a folder is sound" watch_unit_is_sound
    check "little of the system is exposed to the daemon" exposure_is_small
else
    skip "the systemd units" "needs systemd-analyze"
fi
