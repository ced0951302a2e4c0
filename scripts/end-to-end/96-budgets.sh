# What a chunk and a file cost is within budget: counted, not timed
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of end-to-end.sh

budgets=$PWD/scripts/budgets
gcc -O2 -Wall -Wextra -Werror -shared -fPIC -o "$work/counters.so" "$budgets/counters.c" -ldl
preload=(env "LD_PRELOAD=$work/counters.so")

printf '{ metrics: { listen: "unix:%s" } }\n' "$work/metrics.sock" >"$work/metrics.json5"
daemon_wrapper=("${preload[@]}" "LOCKER_COUNTERS=$work/counters")
daemon_options=(--config "$work/metrics.json5")
daemon_start
daemon_wrapper=()
daemon_options=()

# count NAME ARGUMENT...: what the daemon does for a command, and behind its answer.
count() {
    local name=$1
    shift
    "$budgets/counting.py" "$work/counters" 2.5 "$work/metrics.sock" "$bin/locker" --progress none "$@" >"$work/$name.json"
}

# count_client NAME ARGUMENT...: what the client does itself.
count_client() {
    local name=$1
    shift
    "$budgets/counting.py" "$work/client" 0 "" "${preload[@]}" "LOCKER_COUNTERS=$work/client" \
        "$bin/locker" --progress none "$@" >"$work/$name.json"
}

# within_budget WORK NAME UNITS BYTES
within_budget() {
    "$budgets/check.py" "$budgets/budgets.json" "$1" "$work/$2.json" "$3" "$4"
}

# instructions FILE: that laying out, cutting and hashing it takes, with the code of OpenSSL that every x86-64 has.
instructions() {
    OPENSSL_ia32cap=0 valgrind --tool=callgrind --callgrind-out-file=/dev/null "$work/stripped" inspect "$1" \
        2>&1 >/dev/null | awk '/Collected/ { print $NF }'
}

# instructions_per_byte: from one file to one twice as long, so that what a start costs is in neither.
instructions_per_byte() {
    local budget short long
    budget=$(json_get "cut and hashed byte.instructions" <"$budgets/budgets.json")
    short=$(instructions "$work/cut/000")
    long=$(instructions "$work/cut2/000")
    echo "$short instructions for 2 MB, $long for 4 MB; the budget for a byte is $budget"
    [ $((long - short)) -le $((2000000 * budget)) ]
}

make_noise "$work/large" 4 16000000 "$SEED"
make_noise "$work/small" 2000 700 "$SEED"
make_noise "$work/cut" 1 2000000 "$SEED"
make_noise "$work/cut2" 1 4000000 "$SEED"

count new sync "$work/large"
chunks=$(locker_json chunks admin stats)
bytes=$(locker_json stored_bytes admin stats)
count known sync --library copy "$work/large"
count restored restore "$work/back"
count files sync --library small "$work/small"
count_client sent sync --library "small again" "$work/small"
sleep 1 # files that are too young are not taken for unchanged
locker sync --library small "$work/small" >/dev/null
count answered restore --library small "$work/small-back"
count_client written restore --library small "$work/small-again"
count_client unchanged sync --library small "$work/small"

check "a new chunk" within_budget "new chunk" new "$chunks" "$bytes"
check "a known chunk" within_budget "known chunk" known "$chunks" "$bytes"
check "a chunk that is restored" within_budget "restored chunk" restored "$chunks" "$bytes"
check "a small file" within_budget "small file" files 2000 1400000
check "a small file that is given back" within_budget "answered small file" answered 2000 1400000
check "a small file that is restored" within_budget "restored small file" written 2000 1400000
check "a small file that the client sends" within_budget "sent small file" sent 2000 1400000
check "a file that is unchanged" within_budget "unchanged file" unchanged 2000 1400000
if command -v valgrind >/dev/null; then
    strip -o "$work/stripped" "$bin/locker" # valgrind 3.19 cannot read what Swift writes for debuggers
    check "the instructions for a byte that is cut and hashed" instructions_per_byte
else
    skip "the instructions for a byte" "there is no valgrind here"
fi
