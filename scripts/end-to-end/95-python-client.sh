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
check "it acts for an account" python_names_an_account
check "it hears of an error" python_hears_of_an_error
check "it ends without a word where nobody reads on" python_takes_a_closed_pipe
