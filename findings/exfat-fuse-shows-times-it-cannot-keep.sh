#!/usr/bin/env bash
# exfat-fuse, what mounts a memory card where the kernel has no exFAT: a time that exFAT cannot hold is shown as it was set until
# the card is unmounted, and is another one from then on. 1970-01-05 becomes 1980-01-01, 2200-01-01 becomes 2071-12-31;
# utimensat(2) reports success. A copy that compares times right after it was made finds them equal, and all such files changed
# when the card is put in again. Needs root and a loop device.
set -euo pipefail

work=$(mktemp -d)
loop=''
# shellcheck disable=SC2317 # the trap calls it
finish() {
    mountpoint --quiet "$work/card" && umount "$work/card"
    [ -z "$loop" ] || losetup --detach "$loop"
    rm -rf "$work"
}
trap finish EXIT
cd "$work"
apt-get download --quiet=2 exfat-fuse=1.3.0+git20220115-2 exfatprogs=1.2.0-1+deb12u1
for package in ./*.deb; do
    dpkg --extract "$package" root
    dpkg-deb --show "$package"
done
mkdir card
truncate --size=32M image
root/usr/sbin/mkfs.exfat image >mkfs.log
loop=$(losetup --find --show image)

mount_card() {
    root/sbin/mount.exfat-fuse "$loop" card >mount.log
}

failed=0
expect() { # WHEN FILE TIME
    local time
    time=$(TZ=UTC stat --format=%.19y "$2")
    echo "$1: $2 is of $time"
    [ "$time" = "$3" ] || failed=1
}

mount_card
for date in 1970-01-05 2000-01-01 2200-01-01; do TZ=UTC touch --date="$date" "card/$date"; done
for date in 1970-01-05 2000-01-01 2200-01-01; do expect "just set" "card/$date" "$date 00:00:00"; done
umount card
mount_card
expect "mounted again" card/1970-01-05 '1980-01-01 00:00:00'
expect "mounted again" card/2000-01-01 '2000-01-01 00:00:00'
expect "mounted again" card/2200-01-01 '2071-12-31 00:00:00'
exit $failed
