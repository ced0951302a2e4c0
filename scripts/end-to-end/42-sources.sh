# Libraries that come from elsewhere, names that cannot be seen, accounts that are disabled, and errors that help
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
mkdir -p "$work/one" "$work/two"
echo 1 >"$work/one/kept"
echo 2 >"$work/two/other"

lacks() { # WORDS FILE: the file does not have them.
    if LC_ALL=C grep -qF -- "$1" "$2"; then
        cat "$2"
        return 1
    fi
}

another_folder_is_asked_about() {
    locker sync "$work/one"
    exits 1 locker sync --delete "$work/two" 2>"$work/refusal"
    grep -q -- '--from-here' "$work/refusal"
    grep -qF "$work/one" "$work/refusal"
    [ "$(locker ls)" = kept ]
    locker sync --delete --dry-run "$work/two" >"$work/told" 2>"$work/note"
    grep -q '^- kept: ' "$work/told"
    grep -q '^+ other: ' "$work/told"
    grep -q -- '--from-here' "$work/note"
    [ "$(locker_json changes.0.change sync --delete --dry-run "$work/two")" = removed ]
    locker sync --delete --from-here "$work/two"
    [ "$(locker ls)" = other ]
    locker sync --delete "$work/two"
}

another_folder_only_adds() {
    locker sync --library visited "$work/one"
    locker sync --library visited "$work/two" 2>"$work/note"
    grep -qF "$work/one" "$work/note"
    exits 1 locker sync --library visited --delete "$work/two"
    locker sync --library visited --delete "$work/one"
    [ "$(locker ls --library visited)" = kept ]
    locker sync --library visited --from-here "$work/two"
    exits 1 locker sync --library visited --delete "$work/one"
}

another_state_is_another_device() {
    [ "$(wc -c <"$XDG_STATE_HOME/locker/device")" -gt 40 ]
    XDG_STATE_HOME=$work/elsewhere exits 1 locker sync --delete "$work/two"
    locker sync --delete "$work/two"
}

the_source_is_told() {
    [ "$(locker_json libraries.0.source.folder library list)" = "$(realpath "$work/two")" ]
    locker admin rebuild
    [ "$(locker_json libraries.0.source.folder library list)" = "$(realpath "$work/two")" ]
}

names_that_hide_are_shown() {
    mkdir -p "$work/hiding"
    echo 3 >"$work/hiding/"$'a\xe2\x80\xaegpj.mp3'
    echo 4 >"$work/hiding/"$'back\\slash'
    locker sync --library $'my\xe2\x80\x8bsongs' "$work/hiding"
    locker usage >"$work/usage"
    lacks $'\xe2\x80\x8b' "$work/usage"
    grep -q 'cannot be seen' "$work/usage"
    locker ls --library $'my\xe2\x80\x8bsongs' >"$work/list"
    lacks $'\xe2\x80\xae' "$work/list"
    [ "$(locker cat --library 'my\xe2\x80\x8bsongs' 'a\xe2\x80\xaegpj.mp3')" = 3 ]
    [ "$(locker cat --library 'my\xe2\x80\x8bsongs' 'back\slash')" = 4 ]
    [ "$(locker cat --library 'my\xe2\x80\x8bsongs' 'back\x5cslash')" = 4 ]
    locker mv --library $'my\xe2\x80\x8bsongs' 'a\xe2\x80\xaegpj.mp3' plain.mp3
    locker rm --library $'my\xe2\x80\x8bsongs' plain.mp3
}

a_disabled_account_is_refused() {
    locker admin account add kim
    locker --account kim sync "$work/one"
    locker admin account disable kim
    exits 4 locker --account kim sync "$work/one" 2>"$work/refusal"
    grep -q disabled "$work/refusal"
    [ "$(locker --account kim ls)" = kept ]
    locker admin account enable kim
    locker admin account rename kim lee
    [ "$(locker --account lee cat kept)" = 1 ]
    locker admin account remove lee --dry-run | grep -q '1 library'
    locker admin account remove lee </dev/null
    exits 1 locker --account lee ls
}

errors_name_what_helps() {
    mkdir -p "$work/deep/folder"
    echo 5 >"$work/deep/folder/file"
    locker sync --library deep "$work/deep"
    exits 1 locker get --library deep folder 2>"$work/refusal"
    grep -q 'a folder' "$work/refusal"
    exits 1 locker get --library deep folder/file -o /proc/x 2>"$work/refusal"
    grep -q '/proc' "$work/refusal"
    lacks 'temporary file' "$work/refusal"
    exits 1 locker cat --library deep folder/file --offset 3 2>"$work/refusal"
    grep -q '2 bytes' "$work/refusal"
    exits 1 locker admin backup "$store" 2>"$work/refusal"
    grep -q 'the store itself' "$work/refusal"
    exits 1 locker admin backup "$store/packs/backup"
    exits 1 locker admin backup "$work" 2>"$work/refusal"
    grep -q 'the store lies in it' "$work/refusal"
    [ ! -e "$work/lock" ]
    exits 2 locker help nosuch
    exits 2 locker statsu 2>"$work/refusal"
    grep -q "Did you mean 'status'" "$work/refusal"
}

completions_know_what_is_there() {
    local script=$work/completions
    locker --generate-completion-script bash >"$script"
    grep -q -- '---completion' "$script"
    "$bin/locker" ---completion library delete -- positional@0 3 0 locker library delete '' >"$work/offers"
    grep -qx deep "$work/offers"
    "$bin/locker" ---completion cat -- positional@0 4 0 locker cat --library deep '' >"$work/offers"
    grep -qx folder/ "$work/offers"
    "$bin/locker" ---completion cat -- positional@0 4 7 locker cat --library deep folder/ >"$work/offers"
    grep -qx folder/file "$work/offers"
}

check "--delete of another folder needs --from-here" another_folder_is_asked_about
check "another folder adds, and does not become the one to delete by" another_folder_only_adds
check "another home of state is another device" another_state_is_another_device
check "where a library came from is told, and told again from the packs" the_source_is_told
check "characters that cannot be seen are shown, and can be given back" names_that_hide_are_shown
check "a disabled account is refused, and operators read it" a_disabled_account_is_refused
check "errors name the thing and what helps" errors_name_what_helps
check "completions know libraries" completions_know_what_is_there
