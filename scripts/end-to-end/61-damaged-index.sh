# A bit of the index is wrong: the daemon is up, and every file comes back
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

tree=$music/users/carol

comes_back() { # LIBRARY TREE
    rm -rf "$work/back"
    locker restore --library "$1" "$work/back"
    same_tree "$2" "$work/back"
}

# survives_in_use SEED: a bit of a run flips while the daemon runs.
survives_in_use() {
    python3 scripts/end-to-end/flip.py "$store/index" "$1" run-
    comes_back main "$tree"
    comes_back many "$work/many"
}

# all_flips FIRST LAST: each in a life of its own, on the index that the one before left.
all_flips() {
    local number
    for ((number = $1; number <= $2; number++)); do
        flipped=$(python3 scripts/end-to-end/flip.py "$store/index" "$SEED.$number")
        daemon_start || return 1
        (comes_back main "$tree") >"$work/flip.output" 2>&1 || {
            echo "$flipped" >>"$work/flips.failed"
            cat "$work/flip.output" >>"$work/flips.failed"
        }
        daemon_stop || echo "$flipped: the daemon did not stop as it should" >>"$work/flips.failed"
    done
}

none_failed() {
    [ ! -e "$work/flips.failed" ] || {
        cat "$work/flips.failed"
        return 1
    }
}

# So many records that they are in runs, and in the journal.
make_noise "$work/many" 16800 700 "$SEED"
daemon_start
locker sync "$tree" >/dev/null
locker sync --library many "$work/many" >/dev/null
daemon_stop
check "the index has a run" test -n "$(find "$store/index" -name 'run-*')"

all_flips 1 60 || true # the daemon that did not start is in the log
check "after each of 60 flips the daemon is up, and every file comes back" none_failed
daemon_start
check "small files too" comes_back many "$work/many"
for number in {1..3}; do
    check "flip $number while the daemon runs, and every file comes back" survives_in_use "$SEED.use.$number"
done
check "and the store is whole" locker admin verify
