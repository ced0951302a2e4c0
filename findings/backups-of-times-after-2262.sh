#!/usr/bin/env bash
# Files dated later than 64 bits of nanoseconds reach (2262-04-11), as a camera or recorder with a lost clock dates them, on
# a file system that holds such times (tmpfs, XFS with bigtime, Btrfs).
#
# restic keeps the time as text and restores it by nanoseconds: 2262-04-13 comes back as 1677-09-22, exit code 0. rclone copy does the
# same, so that the copy differs from its source for ever: each further run sets the times again.
set -euo pipefail

work=$(mktemp -d /dev/shm/finding.XXXXXX) # a tmpfs
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir debs
(cd debs && apt-get download --quiet=2 restic=0.14.0-1+b5 rclone=1.60.1+dfsg-2+b5)
for package in debs/*.deb; do dpkg --extract "$package" root; done
for package in debs/*.deb; do dpkg-deb --show "$package"; done

mkdir music
printf 'late' >music/late
touch --date=@9223459200 music/late # 2262-04-13, if the file system has it
[ "$(stat --format=%Y music/late)" = 9223459200 ] || { echo "this file system holds no such time" >&2; exit 1; }

failed=0
expect() { # TOOL FILE
    local time
    time=$(stat --format=%Y "$2")
    echo "$1: 9223459200 came back as $time ($(date --utc --date="@$time" +%F))"
    [ "$time" = -9223284874 ] || failed=1
}

export RESTIC_PASSWORD=secret
root/usr/bin/restic --quiet --no-cache init --repo repository
root/usr/bin/restic --quiet --no-cache backup --repo repository music
root/usr/bin/restic --no-cache ls --repo repository --long latest | grep 'late$'
root/usr/bin/restic --quiet --no-cache restore latest --repo repository --target from-restic
expect restic from-restic/music/late

root/usr/bin/rclone --config rclone.conf --quiet copy music from-rclone
expect rclone from-rclone/late
again=$(root/usr/bin/rclone --config rclone.conf --log-level DEBUG copy music from-rclone 2>&1 | grep -c 'Modification times differ') || true
echo "rclone, second run: $again file differs"
[ "$again" -ge 1 ] || failed=1
exit $failed
