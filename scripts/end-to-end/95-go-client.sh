# A client in Go, with the ttrpc library of Debian
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

client=$work/locker_client
tree=$music/users/bob

go_is_there() {
    command -v go >/dev/null && command -v protoc >/dev/null && command -v protoc-gen-go >/dev/null &&
        [ -d /usr/share/gocode/src/github.com/containerd/ttrpc ]
}

go_puts_and_gets() {
    local name number
    mkdir "$work/files"
    for number in {1..40}; do head -c $((number * 10000)) /dev/urandom >"$work/files/$number"; done
    touch "$work/files/empty"
    # More at a time than a connection may have: the rest waits.
    "$client" put "$work/files"/* | grep -q '41 added'
    for name in 1 40 empty; do
        "$client" get $name "$work/got-$name"
        cmp "$work/files/$name" "$work/got-$name"
    done
}

# Its frame is longer than what ttrpc writes at once; the descriptor goes with the first byte all the same.
go_passes_a_descriptor_with_a_long_frame() {
    local path
    path=$(python3 -c 'print("/".join(["p" * 250] * 16))')
    exits 1 "$client" get "$path" "$work/nothing" 2>"$work/go.error"
    grep -q 'status 5' "$work/go.error"
    [ ! -e "$work/nothing" ]
}

go_lists_all() {
    diff <("$client" ls) <(python3 docs/examples/python/locker_client.py ls)
}

go_hears_of_an_error() {
    exits 1 "$client" get 'no such file' "$work/nothing" 2>"$work/go.error"
    grep -q 'status 5' "$work/go.error"
    grep -q '^reason: NOT_FOUND$' "$work/go.error"
}

go_acts_for_an_account() {
    locker admin account add somebody
    "$client" -account somebody status | grep -q 'account somebody'
}

if go_is_there; then
    daemon_start
    locker sync "$tree" >/dev/null
    check "it is built" docs/examples/go/build.sh "$client"
    check "it asks for the status" "$client" status
    check "it brings files by their descriptors, and gets them back" go_puts_and_gets
    check "it passes a descriptor with a long frame" go_passes_a_descriptor_with_a_long_frame
    check "it lists all entries" go_lists_all
    check "it hears of an error, and of the reason" go_hears_of_an_error
    check "it acts for an account" go_acts_for_an_account
else
    skip "a client in Go" "needs what scripts/install-dependencies.sh --go installs"
fi
