# What errors say, and who says it
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of end-to-end.sh

# says WORDS COMMAND...: the command fails, and its message has the words.
says() {
    local words=$1
    shift
    exits 1 "$@" 2>"$work/message"
    cat "$work/message"
    grep -qF -- "$words" "$work/message"
}

client_names_commands() {
    says "'locker library list' lists" locker ls --library nothing
    says "'locker ls' lists" locker get nothing -o "$work/nothing"
    says "'locker ls' lists" locker ls nothing
    says "'locker find --all-revisions PATTERN' finds" locker ls nothing --revision 1
    says "'locker find --all-revisions PATTERN' finds" locker get nothing --revision 1 -o "$work/nothing"
    says "'locker find --all-revisions PATTERN' finds" locker restore "$work/brought" --revision 1 --path nothing
    says "'locker find --all-revisions PATTERN' finds" locker versions nothing
    says "'locker find --all-revisions PATTERN' finds" locker purge nothing
    says "'locker admin account list' lists" locker admin grant nobody \
        0000000000000000000000000000000000000000000000000000000000000000
    says "the operator adds it with 'locker admin account add nobody'" locker --account nobody status
    says "'locker admin account rebind" locker admin account add another --uid "$(id -u)"
    says "folder: is a folder; -r, --recursive, removes it" locker rm folder
    says "as folder/000" locker mv folder/000 folder
}

errors_have_details() {
    exits 1 locker --json get nothing -o "$work/nothing" 2>"$work/message"
    python3 -c '
import json, sys
details = json.load(open(sys.argv[1]))["error"]["details"]
assert details["path"] == "nothing" and details["library"] == "main" and details["request"], details
' "$work/message"
}

# The texts of the daemon are in its program as they are.
daemon_names_no_command() {
    python3 -c '
import re, sys
program = open(sys.argv[1], "rb").read()
verbs = rb"(status|scan|sync|ls|get|cat|restore|rm|mv|log|changes|usage|repair|inspect|admin)\b"
found = re.findall(rb"[\x20-\x7e]{0,40}\blocker " + verbs, program)
sys.exit(f"{found}" if found else 0)
' "$bin/lockerd"
}

a_shell_names_paths_as_it_likes() {
    [ "$(locker ls ./folder/)" = "$(locker ls folder)" ]
    locker mv ./folder/001 ./folder/moved
    locker rm -r ./folder
    [ "$(locker ls)" = "" ]
}

daemon_start
make_noise "$work/tree/folder" 2 1000 hints
locker sync "$work/tree"
check "the client names the command that helps" client_names_commands
check "errors have details" errors_have_details
check "paths of a library may begin with ./" a_shell_names_paths_as_it_likes
check "no text of the daemon names a command of the client" daemon_names_no_command
