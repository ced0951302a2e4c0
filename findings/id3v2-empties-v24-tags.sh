#!/usr/bin/env bash
# id3v2 (on id3lib): asked to set the artist in an ID3v2.4 tag, it writes an ID3v2.3 tag that holds the artist and nothing
# else. Title, date, lyrics, chapters and the cover are gone; it says nothing, and exits with 0. In an ID3v2.3 tag with
# the same frames it changes the artist alone.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download --quiet=2 id3v2=0.1.12+dfsg-7 libid3-3.8.3v5=3.8.3-18
for package in ./*.deb; do dpkg --extract "$package" root; done
python3 -m venv env
env/bin/pip install --quiet mutagen==1.47.0
LD_LIBRARY_PATH=$work/root/usr/lib/$(uname -m)-linux-gnu
export LD_LIBRARY_PATH
for package in ./*.deb; do dpkg-deb --show "$package"; done

cat >tags.py <<'PYTHON'
import sys
from mutagen.id3 import APIC, ID3, TDRC, TIT2, TPE1, USLT

if sys.argv[1] == "make":
    frame = b"\xff\xfb\x50\x00" + bytes(413 - 4 - 205)  # MPEG 1, layer III, 64 kbit/s, 44.1 kHz: 208 bytes
    for version in (3, 4):
        with open(f"v2.{version}.mp3", "wb") as file:
            file.write(frame * 100)
        tag = ID3()
        tag.add(TIT2(encoding=1, text="Title"))
        tag.add(TPE1(encoding=1, text="Artist"))
        tag.add(TDRC(encoding=1, text="1999"))
        tag.add(USLT(encoding=1, lang="eng", desc="", text="words"))
        tag.add(APIC(encoding=0, mime="image/jpeg", type=3, desc="", data=b"\xff\xd8\xff\xe0" + bytes(5000)))
        tag.save(f"v2.{version}.mp3", v2_version=version)
else:
    tag = ID3(sys.argv[2])
    print(f"2.{tag.version[1]}", *sorted(key.split(":")[0] for key in tag))
PYTHON
env/bin/python tags.py make

failed=0
expect() { # FILE, WHAT IT IS AFTERWARDS
    echo "before: $(env/bin/python tags.py show "$1")"
    root/usr/bin/id3v2 --artist Somebody "$1"
    local after
    after=$(env/bin/python tags.py show "$1")
    echo "after:  $after"
    [ "$after" = "$2" ] || failed=1
}
expect v2.3.mp3 '2.3 APIC TDRC TIT2 TPE1 USLT'
expect v2.4.mp3 '2.3 TPE1'
exit $failed
