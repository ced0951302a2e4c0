# Odd names, empty files, links, empty folders, and what is no file at all
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
odd=$work/odd

make_odd_tree() {
    local deep=$odd
    mkdir -p "$odd/empty folder" "$odd/nested/empty"
    # shellcheck disable=SC1003,SC2016 # a backslash and a dollar are what is wanted
    for name in $'not utf-8 \xff\xfe.mp3' $'line\nbreak' $'tab\there' ' spaces ' '-dash' '...' 'a..b' '$HOME "x" \' \
        'Ωmega ☃ 🎵' 'CASE' 'case' "$(printf 'x%.0s' {1..255})"; do
        printf 'content of %s' "$name" >"$odd/$name"
    done
    for _ in {1..30}; do
        deep+=/$(printf 'd%.0s' {1..80})
    done
    mkdir -p "$deep"
    echo deep >"$deep/file"
    : >"$odd/empty file"
    touch -d '2001-02-03 04:05:06.123456789 UTC' "$odd/case"
    touch -d '1965-04-03 02:01:00.5 UTC' "$odd/CASE"
    ln -s case "$odd/link"
    ln -s /etc/passwd "$odd/link out of the tree"
    ln -s nowhere "$odd/dangling link"
}

round_trip() {
    locker sync "$odd"
    locker restore "$work/back"
    same_tree "$odd" "$work/back"
}

bytes_of_a_name() {
    locker get $'not utf-8 \xff\xfe.mp3' -o - | cmp - "$odd/"$'not utf-8 \xff\xfe.mp3'
}

folders_look_alike() {
    locker ls >"$work/list"
    grep -qx 'empty folder/' "$work/list"
    locker changes --since 0 >"$work/list"
    grep -qx '+ empty folder/' "$work/list"
    locker sync --library other --verbose "$odd" >"$work/list"
    grep -qx '+ empty folder/: new' "$work/list"
}

skips() { # NAME
    exits 3 locker --json sync "$odd" >"$work/skipped.json"
    [ "$(json_get skipped.0.path <"$work/skipped.json")" = "$1" ]
    [ -n "$(json_get skipped.0.reason <"$work/skipped.json")" ]
    rm -f "${odd:?}/$1"
}

replaced_by_a_folder() {
    rm "$odd/case"
    mkdir "$odd/case"
    echo inside >"$odd/case/file"
    locker sync --delete "$odd"
    locker restore "$work/back again"
    same_tree "$odd" "$work/back again"
}

make_odd_tree
check "every name, link, empty file and empty folder comes back, times to the nanosecond" round_trip
check "a name that is not UTF-8 is found by its bytes" bytes_of_a_name
check "an empty folder looks the same in every list" folders_look_alike
mkfifo "$odd/pipe"
check "a pipe is skipped with its reason, exit code 3" skips pipe
if [ "$(id -u)" -ne 0 ]; then
    echo secret >"$odd/unreadable"
    chmod 000 "$odd/unreadable"
    check "an unreadable file is skipped with its reason, exit code 3" skips unreadable
else
    skip "an unreadable file" "root reads everything"
fi
check "a file that became a folder" replaced_by_a_folder
