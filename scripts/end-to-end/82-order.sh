# What is acknowledged has been synced before
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of end-to-end.sh

# A kill leaves what the kernel holds, so that it does not tell what was synced: the daemon's system calls do.
calls=$work/calls

# in_order ARGUMENT...: runs locker, and looks at the calls that the daemon made meanwhile.
in_order() {
    local from
    from=$(($(wc -l <"$calls") + 1))
    locker "$@"
    # shellcheck disable=SC2086 # no word, or one
    scripts/end-to-end/order.py "$calls" "$from" "$store" ${must:-}
}

compacts_in_order() {
    must=removes in_order admin compact --max-unused 0
}

# mends_in_order: a sealed pack whose header is damaged gets another in its place, which is durable before it has the name.
mends_in_order() {
    locker admin verify
    awk '/fdatasync\(.*\.part>/ { synced = NR } /rename.*\.part"/ && synced { named = NR }
        /fsync\(.*packs>/ && named { kept = NR } END { exit !kept }' "$calls"
}

# shellcheck disable=SC2054 # the commas are those of strace
tracing=(strace --daemonize --follow-forks --quiet=all --signal=none --decode-fds=path --output="$calls"
    --trace=pwritev2,pwrite64,write,fdatasync,fsync,unlink,sendmsg)
if strace --daemonize --output=/dev/null true 2>/dev/null; then
    make_noise "$work/tree" 20 100000 "$SEED"
    daemon_wrapper=("${tracing[@]}")
    daemon_start
    check "of a sync" in_order sync "$work/tree"
    make_noise "$work/tree/more" 5 50000 "$SEED/more"
    check "of a sync in pieces" in_order sync --transfer stream "$work/tree"
    check "of a removal" in_order rm 000
    check "of a new name" in_order mv 001 other
    check "of an account" in_order admin account add somebody
    check "of a quota" in_order admin account quota somebody 1000000
    check "of the catalog" in_order admin catalog add "$music/catalog"
    check "of an expiry" in_order admin expire --keep-last 1
    check "a pack is removed when the index has durably forgotten it" compacts_in_order
    daemon_stop
    pack=$(find "$store/packs" -name 'data-*' | head -n 1)
    chmod 600 "$pack"
    printf 'x' | dd of="$pack" bs=1 seek=20 conv=notrunc status=none
    chmod 400 "$pack"
    : >"$calls"
    daemon_wrapper=("${tracing[@]/unlink/unlink,rename,renameat,renameat2}")
    daemon_start
    check "a pack that is mended is durable before it has the name" mends_in_order
    daemon_stop
    daemon_wrapper=()
else
    skip "the order of system calls" "needs strace, and the right to trace a program of one's own"
fi
