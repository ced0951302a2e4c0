# Restores to disks that fold names, forbid them, and have coarse times
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
tree=$work/music
disk=$work/disk
mkdir -p "$tree/Album" "$tree/ALBUM" "$disk"
for name in Intro.mp3 INTRO.mp3 Album/1 ALBUM/1 ALBUM/2 plain 'wh?t'; do
    printf 'song %s' "$name" >"$tree/$name"
    touch -d '2012-07-01 00:00:01.123456789 UTC' "$tree/$name"
done
mkdir -p "$work/one"
printf 'same' >"$work/one/plain"
touch -d '2012-07-01 00:00:01.123456789 UTC' "$work/one/plain"
locker sync "$tree" >/dev/null
locker sync --library one "$work/one" >/dev/null

# Two folders whose names differ in case only, with songs that only their content tells apart.
mkdir -p "$work/twins/Album/x" "$work/twins/ALBUM/X"
for name in {1..40}; do
    printf 'one %02d' "$name" >"$work/twins/Album/x/$name"
    printf 'two %02d' "$name" >"$work/twins/ALBUM/X/$name"
done
find "$work/twins" -type f -exec touch -d '2012-07-01 00:00:02 UTC' {} +
locker sync --library twins "$work/twins" >/dev/null

skipped() {
    json_get skipped <"$work/report.json" | grep -o '"path"' | wc -l
}

# Whatever has a name on the disk is the song that the library has under it, and all others are named.
collisions() {
    local option name found=0
    for option in '' '' --overwrite --verify; do
        # shellcheck disable=SC2086 # none is no argument
        exits 3 locker --json restore $option "$disk/to" >"$work/report.json"
        for name in Intro.mp3 INTRO.mp3 Album/1 ALBUM/1 ALBUM/2 plain 'wh?t'; do
            [ "$(grep -c -F "\"path\":\"$name\"" "$work/report.json")" = 1 ] || cmp "$tree/$name" "$disk/to/$name"
        done
        found=$(json_get files <"$work/report.json")
        [ $((found + $(skipped))) = 7 ]
        [ "$found" -ge 3 ]
        cmp "$tree/plain" "$disk/to/plain"
    done
    [ -z "$(find "$disk/to" -name '.locker-*')" ]
}

# Several times, as its threads come to the folders at other moments each time.
folders_apart() {
    local round key folder name
    for round in 1 2 3 4 5; do
        for key in restored unchanged; do
            exits 3 locker --json restore --library twins "$disk/to/twins$round" >"$work/report.json"
            [ "$(json_get $key <"$work/report.json")" = 40 ]
            [ "$(json_get files <"$work/report.json")" = 40 ]
            [ "$(skipped)" = 40 ]
        done
        for folder in Album/x ALBUM/X; do
            for name in {1..40}; do
                grep -q -F "\"path\":\"$folder/$name\"" "$work/report.json" ||
                    cmp "$work/twins/$folder/$name" "$disk/to/twins$round/$folder/$name"
            done
        done
    done
}

resumes() {
    locker --json restore --library one "$disk/to/one" >"$work/report.json"
    [ "$(json_get restored <"$work/report.json")" = 1 ]
    locker --json restore --library one "$disk/to/one" >"$work/report.json"
    [ "$(json_get unchanged <"$work/report.json")" = 1 ]
}

tried=0
for kind in exfat vfat exfat-fuse casefold lowntfs-3g; do
    if folding_mount "$kind" "$disk"; then
        tried=$((tried + 1))
        check "$kind: two songs whose names are one there are told apart, and none is lost unnamed" collisions
        check "$kind: of two folders whose names are one there, one is restored and each song of the other named" \
            folders_apart
        check "$kind: a second restore finds what the first one wrote" resumes
    else
        skip "a restore to $kind" "it cannot be made or mounted here"
    fi
    folding_unmount "$disk"
done
[ $tried -gt 0 ] || skip "disks that fold names" "none can be mounted here"
