# Patterns, caches and litter are left out; folders share a library
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
tree=$work/tree
signature='Signature: 8a477f597d28d172789f06886806bc55'

make_tree() {
    mkdir -p "$tree"/{album/raw,cache/deep,'@eaDir',drafts/keep}
    for path in song.mp3 song.wav album/{one.mp3,one.wav,.DS_Store} album/raw/take cache/deep/thumbnail \
        @eaDir/x Thumbs.db drafts/{notes,keep/notes}; do
        echo "$path" >"$tree/$path"
    done
    printf '%s\n# made by a player\n' "$signature" >"$tree/cache/CACHEDIR.TAG"
    printf '%s\n' '# what nobody needs' '/album/raw/' '*.wav' >"$tree/.lockerignore"
    printf '%s\n' '*' '!/keep/' '!/keep/**' '!.lockerignore' >"$tree/drafts/.lockerignore"
    sleep 0.1 # files that are too young are not remembered
}

held() { # LIBRARY
    locker ls --library "$1" | LC_ALL=C sort
}

is_held() { # LIBRARY PATH...: it holds these and nothing else.
    local library=$1
    shift
    diff <(held "$library") <(printf '%s\n' "$@" | LC_ALL=C sort)
}

rules_hold() {
    locker sync "$tree"
    is_held main .lockerignore album/one.mp3 cache/CACHEDIR.TAG drafts/.lockerignore drafts/keep/notes song.mp3
}

# Of the options the last counts, whichever they are.
options_count_in_order() {
    locker sync --library first --exclude '*.mp3' --include '/*.mp3' "$tree"
    is_held first .lockerignore album/ cache/CACHEDIR.TAG drafts/.lockerignore drafts/keep/notes song.mp3
    locker sync --library second --include '/*.mp3' --exclude '*.mp3' --exclude=drafts/ --include '*.wav' "$tree"
    is_held second .lockerignore album/one.wav cache/CACHEDIR.TAG song.wav
}

litter_comes_when_asked_for() {
    locker sync --library all --no-default-excludes --include '*' "$tree"
    locker restore --library all "$work/all"
    same_tree "$tree" "$work/all"
    exits 2 locker sync --exclude '[' "$tree"
    exits 2 locker sync --include '!a' "$tree"
}

says_why() {
    locker sync --library told --dry-run --exclude take "$tree" >"$work/told"
    grep -qx '+ song.mp3: new' "$work/told"
    grep -qx 'x song.wav: excluded by \*.wav, line 3 of .lockerignore' "$work/told"
    grep -qx 'x album/raw/: excluded by /album/raw/, line 2 of .lockerignore' "$work/told"
    grep -qx 'x drafts/notes: excluded by \*, line 1 of drafts/.lockerignore' "$work/told"
    grep -qx 'x album/.DS_Store: excluded by .DS_Store, a default' "$work/told"
    grep -q '^x cache/: .*CACHEDIR.TAG' "$work/told"
    exits 1 grep -q '^=' "$work/told"
    locker --json sync --library told --dry-run --exclude 'Thumbs*' "$tree" >"$work/told.json"
    [ "$(json_get excluded <"$work/told.json")" -eq 8 ]
    [ "$(json_get excluded_paths.0.pattern <"$work/told.json")" = '@eaDir' ]
    [ "$(json_get excluded_paths.7.line <"$work/told.json")" -eq 3 ]
    locker sync --verbose "$tree" >"$work/told"
    grep -qx '= song.mp3: unchanged' "$work/told"
    [ "$(locker_json excluded scan "$tree")" -eq 8 ]
}

deletion_spares_what_is_left_out() {
    echo gone >"$tree/gone.mp3"
    locker sync --library spared --no-default-excludes --include '*' "$tree"
    rm "$tree/album/one.wav" "$tree/album/.DS_Store" "$tree/gone.mp3"
    [ "$(locker_json removed sync --library spared --delete "$tree")" -eq 1 ]
    [ "$(held spared | grep -c 'album/one.wav\|album/.DS_Store\|album/raw/take\|cache/deep/thumbnail')" -eq 4 ]
    exits 1 locker get --library spared gone.mp3 -o -
    [ "$(locker_json removed sync --library spared --delete --exclude '*' "$tree")" -eq 0 ]
}

patterns_take_effect() {
    [ "$(locker_json uploaded sync "$tree")" -eq 0 ]
    echo '!song.wav' >>"$tree/.lockerignore"
    sleep 0.1
    [ "$(locker_json uploaded sync "$tree")" -eq 2 ]
    [ "$(locker_json uploaded sync --include Thumbs.db "$tree")" -eq 1 ]
    [ "$(locker cat song.wav)" = song.wav ]
}

a_file_of_patterns_that_cannot_be_told() {
    mkdir "$tree/large"
    echo secret >"$tree/large/secret"
    head -c 1048577 /dev/zero | tr '\0' '\n' >"$tree/large/.lockerignore"
    exits 3 locker sync "$tree" 2>"$work/skipped"
    grep -q 'skipped large: .*1 MiB' "$work/skipped"
    exits 1 locker get large/secret -o -
    rm -r "$tree/large"
}

names_alike_are_told() {
    mkdir -p "$work/alike"
    touch "$work/alike/Song" "$work/alike/song" "$work/alike/"$'e\xcc\x81' "$work/alike/"$'\xc3\xa9'
    locker sync --library alike "$work/alike" 2>"$work/note"
    grep -q 'Song and song differ in nothing but case' "$work/note"
    grep -q 'as does 1 more pair' "$work/note"
}

folders_share_a_library() {
    mkdir -p "$work/pictures"
    echo picture >"$work/pictures/a.jpg"
    echo picture >"$work/pictures/b.jpg"
    locker sync --library shared --under Music "$tree"
    locker sync --library shared --under Photos/mine "$work/pictures"
    rm "$work/pictures/a.jpg"
    locker sync --library shared --under Photos/mine --delete "$work/pictures"
    held shared >"$work/held"
    grep -qx Photos/mine/b.jpg "$work/held"
    grep -qx Music/song.mp3 "$work/held"
    exits 1 grep -q a.jpg "$work/held"
    exits 1 locker sync --library shared --under Music --delete "$work/pictures" 2>"$work/refusal"
    grep -q -- --from-here "$work/refusal"
    exits 1 locker sync --library shared --under Music/song.mp3 "$work/pictures" 2>"$work/refusal"
    grep -q 'a file or a link at Music/song.mp3' "$work/refusal"
    locker restore --library shared "$work/shared"
    same_tree "$work/pictures" "$work/shared/Photos/mine"
    locker restore --library shared --under Photos/mine "$work/mine"
    same_tree "$work/pictures" "$work/mine"
    rm "$work/pictures/b.jpg"
    locker restore --library shared --under Photos/mine "$work/pictures"
    same_tree "$work/mine" "$work/pictures"
    exits 1 locker restore --library shared --under Photos/nobody "$work/nobody" 2>"$work/refusal"
    exits 1 locker restore --library shared --under Photos --path Music "$work/nobody" 2>"$work/refusal"
    grep -q 'not below Photos' "$work/refusal"
    [ ! -e "$work/nobody" ]
}

make_tree
check ".lockerignore, caches and litter" rules_hold
check "of --exclude and --include the last that matches counts" options_count_in_order
check "litter and caches come with those who ask for them" litter_comes_when_asked_for
check "what is left out is told, with the pattern that does it" says_why
check "--delete spares what is left out" deletion_spares_what_is_left_out
check "patterns that change have effect in the next sync" patterns_take_effect
check "of a folder whose .lockerignore is too large nothing is sent" a_file_of_patterns_that_cannot_be_told
check "names that macOS and Windows take for one are told" names_alike_are_told
check "folders share a library, each below one of its own" folders_share_a_library
