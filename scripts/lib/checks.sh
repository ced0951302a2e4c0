# Counts and reports checks.
# shellcheck shell=bash disable=SC2154 # colours are those of console.sh

passed=0
failed=0

# check NAME COMMAND...: runs the command in a shell of its own that stops at the first error, and says how it went;
# of a failure, what it printed too.
check() {
    local name=$1 status
    shift
    set +e
    (
        set -euo pipefail
        "$@"
    ) >"$work/check.output" 2>&1
    status=$?
    set -e
    if [ $status -eq 0 ]; then
        passed=$((passed + 1))
        printf '%sok%s    %s\n' "$green" "$plain" "$name"
    else
        failed=$((failed + 1))
        printf '%sFAIL%s  %s\n' "$red" "$plain" "$name"
        tail -n 20 "$work/check.output" | sed 's/^/        /'
    fi
}

# check_daemon_stops: not a command for `check`, whose shell could not wait for the daemon.
check_daemon_stops() {
    local status=0
    daemon_stop || status=$?
    check "SIGTERM stops the daemon with exit code 0" test $status -eq 0
}

# skip NAME REASON: says that a check cannot be made here; it counts as neither passed nor failed.
skip() {
    printf '%s--%s    %s: %s\n' "$dim" "$plain" "$1" "$2"
}

# exits CODE COMMAND...: succeeds when the command ends with that exit code.
exits() {
    local expected=$1 status=0
    shift
    "$@" || status=$?
    [ $status -eq "$expected" ] || {
        echo "exit code $status instead of $expected: $*"
        return 1
    }
}

# is_wanted FILE WORD...: whether its name holds one of the words, or there are none.
is_wanted() {
    local file=$1 word
    shift
    [ $# -gt 0 ] || return 0
    for word in "$@"; do
        [[ $file != *"$word"* ]] || return 0
    done
    return 1
}

# summarize_checks: the last line, and the exit code.
summarize_checks() {
    printf '\n%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
