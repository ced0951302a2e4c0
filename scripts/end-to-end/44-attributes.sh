# Attributes that a program gives entries, and the commands that know nothing of them
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

says() { PYTHONPATH=docs/examples/python python3 -B scripts/end-to-end/attributes.py "$@"; }

# told PATH [ARGUMENT...]: what the entry at a path has, as the client shows it.
told() {
    locker --json ls "$@" | python3 -c '
import json, sys
for pair in json.load(sys.stdin)["entries"][0].get("attributes", []):
    print(pair["name"], pair.get("value_base64", pair["value"]), sep="=")
'
}

tree=$work/tree
mkdir -p "$tree/f"
for file in a b f/c; do echo "content of $file" >"$tree/$file"; done
daemon_start
locker sync "$tree" >/dev/null

are_told() {
    says a rating=5 'mood=glücklich'
    [ "$(told a)" = $'mood=glücklich\nrating=5' ]
    [ -z "$(told a --revision 1)" ]
    [ -z "$(told b)" ]
    says b $'bytes=\xff'
    [ "$(told b)" = bytes=/w== ]
    locker --json ls | python3 -B scripts/lib/json_schema.py docs/json.md ls
    locker --json diff 1 | python3 -B scripts/lib/json_schema.py docs/json.md diff
}

stay() {
    says f/c kept=yes
    echo other >"$tree/a"
    mv "$tree/b" "$tree/renamed"
    locker sync --both "$tree" >/dev/null
    [ "$(told a)" = $'mood=glücklich\nrating=5' ]
    [ "$(told renamed)" = bytes=/w== ]
    locker mv f g
    [ "$(told g/c)" = kept=yes ]
    locker sync --both "$tree" >/dev/null
    echo another >"$tree/a"
    locker sync "$tree" >/dev/null
    [ "$(told a)" = $'mood=glücklich\nrating=5' ]
}

go() {
    local before
    before=$(locker_json revision ls)
    says a
    [ -z "$(told a)" ]
    locker revert "$before" >/dev/null
    [ "$(told a)" = $'mood=glücklich\nrating=5' ]
    locker revert $((before + 1)) >/dev/null
    [ -z "$(told a)" ]
}

are_refused() {
    exits 1 says a "$(printf 'n%.0s' {1..256})=x" 2>"$work/refused"
    grep -q 'a: the name of an attribute' "$work/refused"
    exits 1 says g/c "n=$(head -c 4096 /dev/zero | tr '\0' x)" 2>"$work/refused"
    grep -q 'g/c: attributes with 4097 bytes' "$work/refused"
}

come_from_the_packs() {
    locker --json ls | cmp - "$work/before"
    [ "$(told g/c)" = kept=yes ]
}

check "a program gives them, and people see them" are_told
check "a sync and a rename leave them where they are" stay
check "what takes them away can be reverted" go
check "what no entry can have is refused by its path" are_refused
locker --json ls >"$work/before"
check_daemon_stops
check "all is told again from the packs" "$bin/lockerd" --store "$store" --rebuild
daemon_start
check "they as well" come_from_the_packs
