# One level of a folder, what a daemon says of itself, and a file that is replaced while it is read
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
tree=$work/folders
mkdir -p "$tree/a/deep/er" "$tree/empty" "$tree/z"
for file in a/1 a/deep/2 a/deep/er/3 a-b a0 z/4; do echo "$file" >"$tree/$file"; done
ln -s a "$tree/link"
locker sync "$tree" >/dev/null

# shows FOLDER: what is directly in it is what ls(1) shows.
shows() {
    locker ls --one-level ${1:+"$1"} | sed "s,^${1:+$1/},," | LC_ALL=C sort >"$work/level"
    (cd "$tree/$1" && ls -Ap) | LC_ALL=C sort | cmp - "$work/level"
}

one_level() {
    shows ''
    shows a
    shows a/deep
    [ -z "$(locker ls --one-level empty)" ]
    [ "$(locker ls --one-level a/1)" = a/1 ]
    exits 1 locker ls --one-level nothing
    exits 1 locker ls --one-level 'a*'
    [ "$(locker_json entries.0.kind ls --one-level a/deep/er)" = file ]
}

old_level() {
    rm -r "$tree/a/deep"
    locker rm --recursive a/deep
    shows a
    [ "$(locker ls --one-level a --revision 1)" = "a/1
a/deep/" ]
}

says_how_it_is() {
    locker status | grep -E '^health +serving$'
    [ "$(locker_json health status)" = serving ]
}

# A reader that waits in the midst of the file, so that the other content is there before all is read.
replaced_meanwhile() {
    make_noise "$work/big" 1 30000000 replaced
    cp "$work/big/000" "$work/whole"
    locker sync --library big "$work/big" >/dev/null
    mkfifo "$work/pipe"
    locker cat 000 --library big >"$work/pipe" &
    local reader=$!
    exec 7<"$work/pipe"
    head -c 2000000 <&7 >"$work/first"
    echo other >"$work/big/000"
    locker sync --library big "$work/big" >/dev/null
    [ "$(locker cat 000 --library big)" = other ]
    cat "$work/first" - <&7 | cmp - "$work/whole"
    exec 7<&-
    wait "$reader"
}

check "one level of a folder is what ls(1) shows" one_level
check "and of an old revision what it was" old_level
check "the daemon says how it is" says_how_it_is
check "a file that is replaced while it is read comes whole" replaced_meanwhile

a_manager_is_made() {
    locker admin account add desk --role manager
    locker admin account list | grep -E '^desk .*manager'
    [ "$(locker_json account admin account disable desk)" = desk ]
}
check "an account is made a manager" a_manager_is_made

# Whoever runs the daemon is its operator, whatever their account was made as.
roles_are_what_holds() {
    local own
    own=$(locker_json account status)
    locker admin account list | awk -v own="$own" '$1 == own && $3 == "operator"' | grep .
    locker --json admin account list | OWN=$own python3 -c '
import json, os, sys
own = next(each for each in json.load(sys.stdin)["accounts"] if each["name"] == os.environ["OWN"])
assert own["role"] == "user" and own["rights"] == "operator", own'
}
check "a role is what the user of an account may do" roles_are_what_holds
