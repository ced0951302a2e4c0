# Removing and renaming four times as much costs four times as much: counted, not timed
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of end-to-end.sh

gcc -O2 -Wall -Wextra -Werror -shared -fPIC -o "$work/counters.so" "$PWD/scripts/budgets/counters.c" -ldl

daemon_wrapper=(env "LD_PRELOAD=$work/counters.so" "LOCKER_COUNTERS=$work/counters")
daemon_start
daemon_wrapper=()

# cost LIBRARY ARGUMENT...: the bytes that the daemon allocates for a command.
cost() {
    "$PWD/scripts/budgets/counting.py" "$work/counters" 1 "" "$bin/locker" --progress none "${@:2}" --library "$1" \
        >"$work/cost.json"
    json_get allocated_bytes <"$work/cost.json"
}

# make_folders DIRECTORY COUNT
make_folders() {
    mkdir -p "$1/all"
    (cd "$1/all" && seq "$2" | xargs mkdir)
}

# grows_linearly FEW MANY: of something and of four times as much.
grows_linearly() {
    echo "$1 bytes, and $2 for four times as much"
    [ "$1" -gt 100000 ] && [ "$2" -le $((5 * $1)) ]
}

make_folders "$work/few" 3000
make_folders "$work/many" 12000
locker sync --library few "$work/few" >/dev/null
locker sync --library many "$work/many" >/dev/null
few=$(cost few mv all renamed)
check "a folder that is renamed" grows_linearly "$few" "$(cost many mv all renamed)"
few=$(cost few rm --recursive renamed)
check "a folder that is removed" grows_linearly "$few" "$(cost many rm --recursive renamed)"
