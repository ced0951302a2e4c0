#!/usr/bin/env bash
# Files that are dated before 1970, as scans of old photos and transfers of old tapes are: what comes back.
#
# casync takes the time for an unsigned number of nanoseconds: a second before 1970 comes back in the year 2554, without a word.
# borg 1.2 makes 1970-01-01 of all of them.
set -euo pipefail

work=$(mktemp -d /dev/shm/finding.XXXXXX) # a tmpfs: no attributes and quotas that casync would want to restore
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir debs
(cd debs && apt-get download --quiet=2 casync=2+20201210-1+b1 borgbackup=1.2.4-1 python3-msgpack=1.0.3-2+b1 \
    python3-packaging=23.0-1)
for package in debs/*.deb; do
    dpkg --extract "$package" root
    dpkg-deb --show "$package"
done
borg() {
    PYTHONPATH=$work/root/usr/lib/python3/dist-packages /usr/bin/python3 "$work/root/usr/bin/borg" "$@"
}

mkdir music
printf 'second' >music/second
printf 'fifties' >music/fifties
touch --date=@-1 music/second
touch --date=@-500000000 music/fifties # 1954-02-25

failed=0
expect() { # TOOL DIR SECONDS-OF-fifties SECONDS-OF-second
    local fifties second
    fifties=$(stat --format=%.9Y "$2/fifties")
    second=$(stat --format=%.9Y "$2/second")
    echo "$1: -500000000 came back as $fifties, -1 as $second"
    [ "$fifties $second" = "$3 $4" ] || failed=1
}

root/usr/bin/casync make --store=store.castr music.caidx music >casync.log
root/usr/bin/casync extract --store=store.castr music.caidx from-casync
expect casync from-casync 17946744073.709551616 18446744072.709551616

export BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK=yes BORG_BASE_DIR=$work
borg init --encryption none repository
borg create repository::one music
mkdir from-borg
(cd from-borg && borg extract ../repository::one)
expect borg from-borg/music 0.000000000 0.000000000
exit $failed
