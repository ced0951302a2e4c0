# A second backup that fails leaves the first
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

# Each system call of a second backup fails with EIO, or is the daemon's last. EVERY=1 makes all of these runs.
every=${EVERY:-12}

# survives DIRECTORY...: with the backup in another directory, if one is named.
survives() {
    mkdir "$work/faults"
    python3 -B scripts/faults/backup.py --programs "$bin" --work "$work/faults" --every "$every" --seed "$SEED" "$@"
    rm -rf "$work/faults"
}

# survives_copying: on another file system packs are copied.
survives_copying() {
    local elsewhere
    elsewhere=$(mktemp -d /dev/shm/locker-check.XXXXXX)
    survives --elsewhere "$elsewhere" "$@" || {
        rm -rf "$elsewhere"
        return 1
    }
    rm -rf "$elsewhere"
}

# may_attach: whether a program of one's own that runs may be traced.
may_attach() {
    local pid status=0
    sleep 60 &
    pid=$!
    timeout 5 strace --attach=$pid --output=/dev/null --quiet=all -I 1 & # ends with the sleep
    sleep 0.3
    grep -q 'TracerPid:[[:space:]]*[1-9]' /proc/$pid/status || status=1
    kill $pid
    wait
    return $status
}

if may_attach 2>/dev/null; then
    check "it restores, killed or failing anywhere (one fault in $every)" survives
    if [ -w /dev/shm ] && [ "$(stat -c %d /dev/shm)" != "$(stat -c %d "$work")" ]; then
        check "and where packs are copied (one fault in $((every * 2)))" survives_copying --every $((every * 2))
    else
        skip "the same where packs are copied" "needs another file system, /dev/shm"
    fi
else
    skip "faults in a backup" "needs strace, and the right to trace a program of one's own"
fi
