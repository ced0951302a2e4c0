# A client in Python, without packages
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

client=docs/examples/python/locker_client.py
tree=$music/users/bob

python_lists_all() {
    [ "$(python3 $client ls | wc -l)" -eq "$(locker --json ls | json_get entries | python3 -c '
import json, sys
print(len(json.load(sys.stdin)))')" ]
}

python_gets() { # PATH
    python3 $client get "$1" "$work/got"
    cmp "$tree/$1" "$work/got"
}

python_names_an_account() {
    locker admin account add somebody
    python3 $client --account somebody status | grep -q 'account somebody'
}

python_hears_of_an_error() {
    exits 1 python3 $client get 'no such file' "$work/got" 2>"$work/python.error"
    grep -q 'status 5' "$work/python.error"
}

# hears LINE: it comes within a minute.
hears() {
    for _ in {1..600}; do
        ! grep -qxF -- "$1" "$work/heard" || return 0
        sleep 0.1
    done
    cat "$work/heard"
    return 1
}

python_waits_for_changes() {
    local pid
    python3 $client watch >"$work/heard" &
    pid=$!
    # shellcheck disable=SC2064 # as it is now
    trap "kill $pid 2>/dev/null || true" EXIT
    hears "main  revision 1"
    mkdir "$work/other"
    echo one >"$work/other/one"
    locker sync --library other "$work/other"
    hears "other  revision 1"
    locker rm --library other one
    hears "other  revision 2"
    locker library delete --yes other
    hears "other  gone"
    [ "$(wc -l <"$work/heard")" -eq 4 ]
}

# A pipe that nobody takes anything of until the file has other content.
python_reads_what_it_opened() {
    local pid
    make_noise "$work/open" 1 5000000 open
    cp "$work/open/000" "$work/whole"
    locker sync --library main "$work/open"
    mkfifo "$work/fifo"
    python3 $client get 000 "$work/fifo" &
    pid=$!
    exec 7<"$work/fifo"
    head -c 100000 <&7 >"$work/first"
    echo other >"$work/open/000"
    locker sync --library main "$work/open"
    [ "$(locker cat 000)" = other ]
    cat "$work/first" - <&7 | cmp - "$work/whole"
    exec 7<&-
    wait $pid
}

# Its output is a pipe that nobody reads.
python_takes_a_closed_pipe() {
    exits 1 python3 -c '
import os, subprocess, sys
reader, writer = os.pipe()
os.close(reader)
sys.exit(subprocess.run([sys.executable, sys.argv[1], "ls"], stdout=writer).returncode)
' $client 2>"$work/python.pipe"
    cat "$work/python.pipe"
    [ ! -s "$work/python.pipe" ]
}

daemon_start
locker sync "$tree" >/dev/null
largest=$(cd "$tree" && find . -type f -printf '%s %P\n' | sort -n | tail -n 1 | cut -d ' ' -f 2-)
check "it asks for the status" python3 $client status
check "it lists all entries" python_lists_all
check "it reads the largest file in pieces" python_gets "$largest"
check "it reads an empty file" python_gets "Music/empty.mp3"
check "it waits for changes, and hears of each" python_waits_for_changes
check "it reads what it opened, whatever becomes of the file" python_reads_what_it_opened
check "it acts for an account" python_names_an_account
check "it hears of an error" python_hears_of_an_error
check "it ends without a word where nobody reads on" python_takes_a_closed_pipe
