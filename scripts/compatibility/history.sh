# What the stores of compatibility tests hold: a life of a few accounts, small, and the same each time.
# shellcheck shell=bash disable=SC2154 # `locker` and `work` come from those who source it

# make_tree DIR: songs of several formats, noise, links, odd names, empty files and folders; about 300 KB.
make_tree() {
    local tone=(-f lavfi -i "sine=frequency=440:duration=2" -ac 1 -ar 22050 -map_metadata -1 -fflags +bitexact -flags:a +bitexact)
    mkdir -p "$1/Songs/empty" "$1/Photos"
    ffmpeg -nostdin -loglevel error -y "${tone[@]}" -b:a 48k -metadata title=One "$1/Songs/one.mp3"
    ffmpeg -nostdin -loglevel error -y "${tone[@]}" -metadata title=Two "$1/Songs/two.flac"
    ffmpeg -nostdin -loglevel error -y "${tone[@]}" -c:a libvorbis -metadata title=Three "$1/Songs/three.ogg"
    ffmpeg -nostdin -loglevel error -y "${tone[@]}" -c:a aac -metadata title=Four "$1/Songs/four.m4a"
    make_noise "$1/Photos" 2 70000 7
    : >"$1/nothing"
    ln -sfn ../Photos "$1/Songs/link"
    printf 'odd' >"$1/$(printf 'na\xefve \\ name')"
    find "$1" -exec touch --no-dereference --date=@1700000000.123456789 {} +
}

# live: revisions, a removal, a rename, a second library, a catalog with a grant, a quota, an account that is gone.
live() {
    local tree=$work/tree account
    make_tree "$tree"
    for account in alice bob gone; do locker admin account add $account >/dev/null; done
    locker --account alice sync "$tree" >/dev/null
    locker --account gone sync "$tree" >/dev/null
    printf 'more' >>"$tree/Photos/000"
    mkdir -p "$tree/Later"
    printf 'later' >"$tree/Later/file"
    find "$tree/Photos" "$tree/Later" -exec touch --date=@1700000100.5 {} +
    locker --account alice sync "$tree" >/dev/null
    locker --account alice rm Photos/001 >/dev/null
    locker --account alice mv Songs Music >/dev/null
    locker --account alice sync --library second --transfer stream "$tree/Later" >/dev/null
    locker admin catalog add "$tree/Songs" >/dev/null
    locker admin grant bob "$(locker_json tracks.0.track admin catalog list)" --library bought >/dev/null
    locker --account bob sync --transfer match "$tree/Songs" >/dev/null
    locker admin account quota bob 5000000 >/dev/null
    locker admin account remove gone >/dev/null
}

# pack_store NAME: keeps the store as NAME.tar.xz.
pack_store() {
    tar --create --sort=name --owner=0 --group=0 --numeric-owner --sparse --directory "$work" store |
        xz -9 >"$1.tar.xz"
}

# told: everything that comes back, a line for each entry of each revision, and what accounts and the catalog are.
told() {
    local account library revision back=$work/told
    locker --json admin account list | python3 "$compatibility/told.py" accounts
    locker --json admin catalog list | python3 "$compatibility/told.py" catalog
    while read -r account library revision; do
        rm -rf "$back"
        locker --account "$account" restore --library "$library" --revision "$revision" "$back" >/dev/null
        python3 "$compatibility/told.py" tree "$back" "$account/$library/$revision"
    done < <(revisions_of alice bob)
}

revisions_of() { # ACCOUNT...
    local account library
    for account in "$@"; do
        for library in $(locker --json --account "$account" usage | python3 "$compatibility/told.py" libraries); do
            locker --json --account "$account" log --library "$library" |
                python3 "$compatibility/told.py" revisions "$account" "$library"
        done
    done
}
