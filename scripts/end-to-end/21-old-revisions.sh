# Old revisions are compared, searched, restored in part, and made again
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
tree=$work/tree

# keep NAME: syncs the tree, and keeps a copy of it as it is.
keep() {
    locker sync --delete "$tree" >/dev/null
    cp -a "$tree" "$work/$1"
}

make_three_revisions() {
    local name
    mkdir -p "$tree"/Music/{One,Two} "$tree/Photos" "$tree/empty"
    for name in One/a.mp3 One/b.mp3 Two/c.flac 'what?.mp3' whatx.mp3 Two/$'odd \xff\n.mp3'; do
        printf 'first %s' "$name" >"$tree/Music/$name"
    done
    printf 'photo' >"$tree/Photos/p.jpg"
    chmod 600 "$tree/Photos/p.jpg"
    ln -s Music/One/a.mp3 "$tree/link"
    find "$tree" -type f -exec touch -d '2012-07-01 00:00:01.123456789 UTC' {} +
    keep first
    sleep 2.2 # a second lies between, and is neither's
    mkdir "$tree/Music/Three"
    printf 'another content' >"$tree/Music/One/a.mp3"
    printf 'new' >"$tree/Music/Three/d.mp3"
    rm "$tree/Music/One/b.mp3" "$tree/link"
    rmdir "$tree/empty"
    mkdir "$tree/link"
    printf 'inside' >"$tree/link/file"
    chmod 644 "$tree/Photos/p.jpg"
    keep second
    rm -r "$tree/Music/Three"
    cp -a "$work/first/Music/One/b.mp3" "$tree/Music/One/b.mp3"
    keep third
}

# has LINE...: whether the list has each of these lines.
has() {
    local line
    for line in "$@"; do
        grep -qxF -- "$line" "$work/list" || { echo "no line: $line"; cat "$work/list"; return 1; }
    done
}

compares() {
    locker diff 1 2 >"$work/list"
    has '~ Music/One/a.mp3' '- Music/One/b.mp3' '+ Music/Three/d.mp3' '- empty' '- link' '+ link/file' '~ Photos/p.jpg'
    [ "$(wc -l <"$work/list")" -eq 7 ]
    locker diff 2 1 >"$work/list"
    has '~ Music/One/a.mp3' '+ Music/One/b.mp3' '- Music/Three/d.mp3' '+ empty/' '+ link' '- link/file' '~ Photos/p.jpg'
    locker --json diff 2 1 Photos Music/One >"$work/diff.json"
    [ "$(json_get added <"$work/diff.json")" = 1 ]
    [ "$(json_get changed <"$work/diff.json")" = 2 ]
    [ "$(json_get removed <"$work/diff.json")" = 0 ]
    [ "$(json_get changes.2.mode <"$work/diff.json")" = 0600 ]
    cmp <(locker diff) <(locker diff 2 3)
    cmp <(locker diff 1) <(locker diff 1 3)
    [ -z "$(locker diff 1 3 Music/Two)" ]
    [ "$(locker diff 0 1 | grep -c '^+ ')" = "$(locker_json entries ls --revision 1 | grep -o '"path"' | wc -l)" ]
    exits 1 locker diff 1 2 'no such'
}

knows_moments() {
    local name
    for name in "$moment" "${moment/T/ }" "$(date -u -d "$moment" +%FT%TZ)"; do
        [ "$(locker_json revision ls --revision "$name")" = 1 ]
    done
    [ "$(locker_json revision ls --revision "$(date +%F)")" = 3 ]
    [ "$(locker_json revision ls --revision latest)" = 3 ]
    locker restore --revision "$moment" "$work/by-moment"
    same_tree "$work/first" "$work/by-moment"
    locker cat --revision "$moment" Music/One/a.mp3 | cmp - "$work/first/Music/One/a.mp3"
    cmp <(locker changes --since "$moment") <(locker changes --since 1)
    exits 1 locker ls --revision 2001-01-01 2>"$work/message"
    grep 'no revision made at or before 2001-01-01 23:59:59; the oldest that is kept, 1, was made' "$work/message"
    exits 1 locker ls --revision 1h
    exits 2 locker ls --revision yesterday
}

# songs DIR: the paths of all that is called *.mp3, as they are shown.
songs() {
    (
        export LC_ALL=C
        cd "$1" || exit
        find . -name '*.mp3' -printf '%P\0' | sort -z | sed -z 's/\xff/\\xff/; s/\n/\\x0a/' | tr '\0' '\n'
    )
}

finds() {
    cmp <(locker find '*.mp3') <(songs "$work/third")
    cmp <(locker find '*.mp3') <(locker find -i '*.MP3')
    [ "$(locker find 'Music/*.mp3')" = $'Music/what?.mp3\nMusic/whatx.mp3' ]
    [ "$(locker find '**/d.mp3' --revision 2)" = Music/Three/d.mp3 ]
    [ -z "$(locker find d.mp3 2>"$work/note")" ]
    grep -q 'nothing matches d.mp3' "$work/note"
    locker find --all-revisions '[a-d].*' >"$work/list"
    grep -E '^1-3 +Music/One/a\.mp3$' "$work/list"
    grep -E '^1,3 +Music/One/b\.mp3$' "$work/list"
    grep -E '^2 +Music/Three/d\.mp3$' "$work/list"
    [ "$(wc -l <"$work/list")" -eq 4 ]
    locker --json find --all-revisions b.mp3 >"$work/find.json"
    [ "$(json_get entries.0.first <"$work/find.json")" = 1 ]
    [ "$(json_get entries.0.last <"$work/find.json")" = 3 ]
    [ "$(json_get entries.0.spans.0.last <"$work/find.json")" = 1 ]
}

lists() {
    cmp <(locker ls Music/One) <(locker ls 'Music/On?')
    cmp <(locker ls Music/One) <(locker ls 'O*e')
    [ "$(locker ls 'Music/what?.mp3')" = 'Music/what?.mp3' ]
    [ "$(locker ls 'Music/wha??.mp3')" = $'Music/what?.mp3\nMusic/whatx.mp3' ]
    exits 1 locker ls '*.ogg'
    locker ls --long --revision 1 >"$work/list"
    grep -E '^-rw------- +5 B  2012-0[67]-[0-9]{2} [0-9:]{8}  [0-9a-f]{12}  Photos/p\.jpg$' "$work/list"
    grep -E '^lrwxrwxrwx .*  - +link -> Music/One/a\.mp3$' "$work/list"
    grep -E '^drwx.*  - +empty/$' "$work/list"
    grep -F "  $(locker_json entries.0.blob ls Photos/p.jpg | cut -c 1-12)  Photos/p.jpg" "$work/list"
}

follows_a_path() {
    locker --json versions Music/One/a.mp3 >"$work/versions.json"
    [ "$(json_get versions.0.spans <"$work/versions.json")" = '[{"first": 2, "last": 3}]' ]
    [ "$(json_get versions.0.size <"$work/versions.json")" = 15 ]
    [ "$(json_get versions.1.spans <"$work/versions.json")" = '[{"first": 1, "last": 1}]' ]
    [ "$(json_get versions.1.blob <"$work/versions.json")" = "$(locker_json entries.0.blob ls --revision 1 Music/One/a.mp3)" ]
    [ "$(json_get versions.1.created_ns <"$work/versions.json")" = "$(locker_json revisions.2.created_ns log)" ]
    locker versions Music/One/b.mp3 >"$work/list"
    [ "$(grep -c '^1,3  ' "$work/list")" = 1 ]
    [ "$(wc -l <"$work/list")" -eq 2 ]
    locker versions 'Music/Two/odd \xff\x0a.mp3'
    exits 1 locker versions 'no such'
    exits 1 locker versions Music
}

restores_parts() {
    locker restore "$work/part" --path Music/One --path Photos/p.jpg
    diff -r "$work/third/Music/One" "$work/part/Music/One"
    [ "$(count_files "$work/part")" = 3 ]
    locker restore "$work/songs" --revision 2 --include '*.mp3' --exclude One --exclude 'Music/what*'
    cmp <(songs "$work/songs") <(printf 'Music/Three/d.mp3\nMusic/Two/odd \\xff\\x0a.mp3\n')
    [ "$(count_files "$work/songs")" = 2 ]
    exits 1 locker restore "$work/nothing" --path 'no such'
    [ ! -e "$work/nothing" ]
    locker restore "$work/none" --include '*.ogg' 2>"$work/message"
    grep 'nothing of the library matches' "$work/message"
}

# The command is the line of 'locker help', with words in the place of its capitals.
help_names_the_command() {
    local line words
    line=$(locker help | grep 'an old folder$')
    line=${line%%   *}
    read -ra words <<<"${line/ N / 1 }"
    [ "${words[0]}" = locker ]
    words=("${words[@]/#FOLDER/Music/One}")
    locker "${words[@]:1:${#words[@]}-2}" "$work/as help says"
    diff -r "$work/first/Music/One" "$work/as help says/Music/One"
    [ "$(count_files "$work/as help says")" = 2 ]
}

rehearses() {
    [ "$(locker_json restored restore --dry-run "$work/later")" = "$(count_files "$work/third")" ]
    [ ! -e "$work/later" ]
    cp -a "$work/third" "$work/later"
    [ -z "$(locker --json restore -n "$work/later" | json_get changes | tr -d '[]')" ]
    printf 'changed' >"$work/later/Photos/p.jpg"
    rm "$work/later/link/file"
    find "$work/later" -printf '%p %T@ %s\n' >"$work/before"
    exits 3 locker restore -n "$work/later" >"$work/list"
    has '+ link/file: it is not there'
    locker restore -n --overwrite "$work/later" >"$work/list"
    has '+ link/file: it is not there' '~ Photos/p.jpg: a different one is there'
    find "$work/later" -printf '%p %T@ %s\n' | cmp - "$work/before"
}

replaces_what_is_older() {
    locker restore "$work/again"
    printf 'older' >"$work/again/Music/One/a.mp3"
    touch -d 2001-01-01 "$work/again/Music/One/a.mp3"
    printf 'newer' >"$work/again/Music/One/b.mp3"
    exits 3 locker --json restore "$work/again" --overwrite newer >"$work/report.json"
    [ "$(json_get restored <"$work/report.json")" = 1 ]
    [ "$(json_get skipped.0.path <"$work/report.json")" = Music/One/b.mp3 ]
    exits 3 locker restore "$work/again" --overwrite never
    exits 3 locker restore "$work/again"
    locker restore --overwrite "$work/again"
    same_tree "$work/third" "$work/again"
    (cd "$work" && mkdir always && "$bin/locker" -q restore --overwrite always ./always)
    same_tree "$work/third" "$work/always"
}

modes() { # DIR
    (cd "$1" && find . -type f -printf '%m %p\0' | LC_ALL=C sort -z)
}

goes_back() {
    local stored
    locker revert --dry-run 1 >"$work/list"
    has '+ empty/' '+ link' '- link/file' '~ Music/One/a.mp3' '~ Photos/p.jpg'
    [ "$(locker_json revision ls)" = 3 ]
    stored=$(locker_json stored_bytes admin stats)
    locker --json revert 1 >"$work/report.json"
    [ "$(json_get revision <"$work/report.json")" = 4 ]
    [ "$(json_get reverted_to <"$work/report.json")" = 1 ]
    [ "$(json_get removed <"$work/report.json")" = 1 ]
    [ "$(locker_json stored_bytes admin stats)" = "$stored" ]
    locker restore "$work/reverted"
    same_tree "$work/first" "$work/reverted"
    cmp <(modes "$work/first") <(modes "$work/reverted")
    [ -z "$(locker diff 1 4)" ]
    [ "$(locker_json revision revert 1)" = 4 ]
    [ "$(locker_json revision revert "$moment")" = 4 ]
    locker revert 1 | grep 'nothing differs from revision 1'
    locker restore --revision 2 "$work/between"
    same_tree "$work/second" "$work/between"
}

refuses_what_is_gone() {
    exits 1 locker revert 99 2>"$work/message"
    grep 'has no revision 99; its newest is 4' "$work/message"
    locker admin expire --keep-last 2 >/dev/null
    exits 1 locker revert 1 2>"$work/message"
    grep 'revision 1 has expired; the oldest that is kept is 3' "$work/message"
    exits 1 locker revert --dry-run 2
    [ "$(locker_json revision revert 3)" = 5 ]
    locker find --all-revisions d.mp3 >"$work/list"
    [ ! -s "$work/list" ]
}

check "three revisions are made" make_three_revisions
moment=$(date -d "@$(($(locker_json revisions.2.created_ns log) / 1000000000 + 1))" +%FT%T)
check "any two revisions are compared, the older first or last" compares
check "dates and ages name revisions" knows_moments
check "entries are found by patterns, in all revisions too" finds
check "ls takes patterns, and shows bits and blobs" lists
check "the contents of a path are told with their revisions" follows_a_path
check "folders, entries and patterns are restored alone" restores_parts
check "the help of all commands names the one that brings an old folder back" help_names_the_command
check "a restore says what it would do, and does nothing" rehearses
check "what is older is replaced, and what is newer stays" replaces_what_is_older
check "an old revision is made again by a new one, with nothing stored" goes_back
check "revisions that are not there are refused" refuses_what_is_gone
