"""The catalog's own tags: what shops and rippers write."""
import base64

from covers import cover, flac_picture
from mutagen.flac import FLAC
from mutagen.id3 import APIC, ID3, TALB, TCON, TDRC, TIT2, TPE1, TRCK
from mutagen.mp4 import MP4, MP4Cover
from mutagen.oggvorbis import OggVorbis


def tag_id3(path, song, jpeg, version, v1, padding):
    t = ID3()
    t.add(TIT2(encoding=1, text=song["title"]))
    t.add(TPE1(encoding=1, text=song["artist"]))
    t.add(TALB(encoding=1, text=song["album"]))
    t.add(TRCK(encoding=0, text=str(song["track"])))
    t.add(TDRC(encoding=0, text=song["year"]))
    t.add(TCON(encoding=0, text="Game"))
    if jpeg:
        t.add(APIC(encoding=0, mime="image/jpeg", type=3, desc="Cover", data=jpeg))
    if version == 3:
        t.update_to_v23()
    t.save(path, v1=v1, v2_version=version, padding=lambda info: padding)


def comments(f, song):
    f["title"], f["artist"], f["album"] = song["title"], song["artist"], song["album"]
    f["tracknumber"], f["date"], f["genre"] = str(song["track"]), song["year"], "Game"


def tag_master(library, path, ext, song, r):
    jpeg = cover(library, r, False) if ext != "wav" and r.random() < 0.8 else None
    if ext == "mp3":
        version = 3 if r.random() < .65 else 4
        tag_id3(path, song, jpeg, version, 2 if r.random() < .4 else 0, r.choice([0, 1024, 2048, 4096]))
    elif ext == "flac":
        f = FLAC(path)
        comments(f, song)
        if jpeg:
            f.add_picture(flac_picture(jpeg))
        f.save(padding=lambda info: 8192)
    elif ext == "m4a":
        f = MP4(path)
        f["\xa9nam"], f["\xa9ART"] = song["title"], song["artist"]
        f["\xa9alb"], f["\xa9day"] = song["album"], song["year"]
        f["trkn"] = [(song["track"], 18)]
        if jpeg:
            f["covr"] = [MP4Cover(jpeg, MP4Cover.FORMAT_JPEG)]
        f.save(padding=lambda info: 2048)
    elif ext == "ogg":
        f = OggVorbis(path)
        comments(f, song)
        if jpeg and r.random() < .4:
            f["metadata_block_picture"] = base64.b64encode(flac_picture(jpeg).write()).decode()
        f.save(padding=lambda info: 0)
