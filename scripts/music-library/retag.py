"""What people's programs do to the tags of a song. None of it touches the audio."""
import base64
import os

from covers import cover, flac_picture
from files import ffmpeg, read
from mutagen.apev2 import APEv2
from mutagen.flac import FLAC
from mutagen.id3 import ID3, TIT2, TPE1, TXXX
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4, MP4Cover, MP4FreeForm
from mutagen.oggvorbis import OggVorbis
from mutagen.wave import WAVE
from tags import comments, tag_id3

RETAGS = {
    "mp3": ["edit-v24", "rewrite-v23-nopad", "big-cover", "big-cover", "replaygain", "mp3gain-ape", "strip",
            "add-id3v1"],
    "flac": ["edit", "big-cover", "big-cover", "replaygain", "no-padding", "strip"],
    "m4a": ["edit", "big-cover", "big-cover", "move-moov", "store-atoms"],
    "ogg": ["edit", "big-cover", "big-cover", "replaygain", "strip"],
    "wav": ["add-id3-chunk"],
}


def gains(r):
    return [("replaygain_track_gain", f"{r.uniform(-11, 1):.2f} dB"),
            ("replaygain_track_peak", f"{r.uniform(.7, 1):.6f}"),
            ("replaygain_album_gain", f"{r.uniform(-11, 1):.2f} dB"),
            ("replaygain_album_peak", f"{r.uniform(.9, 1):.6f}")]


def retag(library, path, ext, song, how, r):
    """Changes the file in place; `how` is one of RETAGS[ext]."""
    title = song["title"] + r.choice([" [Remastered]", " (OST)", " ♫", " – live"])
    edited = dict(song, title=title, artist=song["artist"].upper())
    big = cover(library, r, True) if how == "big-cover" else None
    if ext == "mp3":
        retag_mp3(library, path, song, edited, big, how, r)
    elif ext == "flac":
        retag_flac(path, edited, big, how, r)
    elif ext == "m4a":
        retag_m4a(path, song, edited, big, how)
    elif ext == "ogg":
        retag_ogg(path, edited, big, how, r)
    elif ext == "wav":
        retag_wav(path, edited)


def retag_mp3(library, path, song, edited, big, how, r):
    if how == "edit-v24":
        t = ID3(path)
        t["TIT2"] = TIT2(encoding=3, text=edited["title"])
        t["TPE1"] = TPE1(encoding=3, text=edited["artist"])
        t.save(path, v1=1, v2_version=4)
    elif how == "rewrite-v23-nopad":
        tag_id3(path, edited, cover(library, r, False), 3, 1, 0)
    elif how == "big-cover":
        tag_id3(path, song, big, r.choice([3, 4]), 1, r.choice([0, 2048, 10000]))
    elif how == "replaygain":
        t = ID3(path)
        for k, v in gains(r):
            t.add(TXXX(encoding=1, desc=k, text=v))
        t.save(path, v1=1)
    elif how == "mp3gain-ape":
        t = APEv2()
        for k, v in gains(r):
            t[k.upper()] = v
        t.save(path)
    elif how == "strip":
        MP3(path).delete()
    elif how == "add-id3v1":
        ID3(path).save(path, v1=2, v2_version=3)


def retag_flac(path, edited, big, how, r):
    f = FLAC(path)
    if how == "edit":
        comments(f, edited)
    elif how == "big-cover":
        f.clear_pictures()
        f.add_picture(flac_picture(big))
    elif how == "replaygain":
        f.update(gains(r))
    elif how == "strip":
        f.delete()
        f.clear_pictures()
    f.save(padding=(lambda info: 0) if how in ("no-padding", "strip") else None)


def retag_m4a(path, song, edited, big, how):
    if how == "move-moov":
        moved, before = path + ".tmp.m4a", read(path)
        first = before.find(b"moov") < before.find(b"mdat")
        ffmpeg("-i", path, "-map", "0:a:0", "-c", "copy", "-fflags", "+bitexact",
               *([] if first else ["-movflags", "+faststart"]), moved)
        os.replace(moved, path)
    f = MP4(path)
    if how == "edit":
        f["\xa9nam"], f["\xa9ART"] = edited["title"], edited["artist"]
    elif how == "big-cover":
        f["covr"] = [MP4Cover(big, MP4Cover.FORMAT_JPEG)]
    elif how == "store-atoms":
        f["apID"], f["purd"] = "user@example.org", "2012-07-01 00:00:00"
        f["----:com.apple.iTunes:iTunNORM"] = MP4FreeForm(b" 00000A5B" * 10)
    elif how == "move-moov":
        f["\xa9nam"], f["\xa9ART"], f["\xa9alb"] = song["title"], song["artist"], song["album"]
    f.save()


def retag_ogg(path, edited, big, how, r):
    f = OggVorbis(path)
    if how == "strip":
        f.delete()
        return
    if how == "edit":
        comments(f, edited)
    elif how == "big-cover":
        f["metadata_block_picture"] = base64.b64encode(flac_picture(big).write()).decode()
    elif how == "replaygain":
        f.update(gains(r))
    f.save()


def retag_wav(path, edited):
    f = WAVE(path)
    if f.tags is None:
        f.add_tags()
    f.tags.add(TIT2(encoding=1, text=edited["title"]))
    f.save()
