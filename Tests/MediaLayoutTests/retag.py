#!/usr/bin/python3
"""Retags copies of music files, with mutagen, as people's programs do; none of it touches the audio.

Usage: retag.py SEED COUNT FOLDER FILE...

Writes FOLDER/N-1.EXT to FOLDER/N-COUNT.EXT for the file number N, from 0; each is the one before with one more
edit. Prints `N STEP EDIT` for each.
"""
import base64
import os
import random
import shutil
import sys

import mutagen
from mutagen.aiff import AIFF
from mutagen.apev2 import APEv2, APENoHeaderError
from mutagen.flac import FLAC, Picture
from mutagen.id3 import APIC, ID3, TIT2, TXXX, ID3NoHeaderError
from mutagen.mp4 import MP4, MP4Cover, MP4FreeForm
from mutagen.ogg import OggFileType
from mutagen.wave import WAVE


def noise(r, low, high):
    return r.randbytes(r.randint(low, high))


def picture(r):
    p = Picture()
    p.type, p.mime, p.data = 3, "image/jpeg", noise(r, 500, 400_000)
    return p


def padding(r):
    size = r.choice([0, 1, 100, 2048, 70_000])
    return r.choice([None, lambda info: size])


def id3(path):
    try:
        return ID3(path)
    except ID3NoHeaderError:
        return ID3()


def fill_id3(tags, r):
    kind = r.choice(["title", "cover", "gain"])
    if kind == "title":
        tags["TIT2"] = TIT2(encoding=3, text="♫" * r.randint(1, 300))
    elif kind == "cover":
        tags.delall("APIC")
        tags.add(APIC(encoding=0, mime="image/jpeg", type=3, desc="", data=noise(r, 500, 400_000)))
    else:
        tags.add(TXXX(encoding=1, desc="replaygain_track_gain", text=f"{r.uniform(-9, 9):.2f} dB"))
    return kind


def edit_id3(path, r):
    tags = id3(path)
    kind = fill_id3(tags, r)
    version, v1 = r.choice([3, 4]), r.choice([0, 1, 2])
    tags.save(path, v1=v1, v2_version=version, padding=padding(r))
    return f"id3v2.{version} {kind} v1={v1}"


def delete_id3(path, r):
    v1, v2 = r.choice([(True, True), (True, False), (False, True)])
    mutagen.id3.delete(path, delete_v1=v1, delete_v2=v2)
    return f"no id3 v1={v1} v2={v2}"


def edit_ape(path, r):
    try:
        tags = APEv2(path)
    except APENoHeaderError:
        tags = APEv2()
    tags["REPLAYGAIN_TRACK_GAIN"] = f"{r.uniform(-9, 9):.2f} dB"
    tags["Comment"] = "x" * r.randint(1, 9000)
    tags.save(path)
    return "ape"


def delete_ape(path, r):
    try:
        APEv2(path).delete(path)
    except APENoHeaderError:
        return "no ape: none"
    return "no ape"


def append(path, data):
    with open(path, "ab") as f:
        f.write(data)


def synchsafe(n):
    return bytes(n >> shift & 0x7F for shift in (21, 14, 7, 0))


def append_lyrics3(path, r):
    body = b"LYRICSBEGIN" + b"LYR" + b"%05d" % 700 + b"l" * 700
    append(path, body + b"%06d" % len(body) + b"LYRICS200")
    return "lyrics3v2"


def append_id3v24(path, r):
    body = bytes(r.randint(10, 3000))
    append(path, b"ID3\4\0\x10" + synchsafe(len(body)) + body + b"3DI\4\0\x10" + synchsafe(len(body)))
    return "appended id3v2.4"


def append_id3v1(path, r):
    append(path, b"TAG" + b"t" * 125)
    return "appended id3v1"


def prepend_id3(path, r):
    with open(path, "rb") as f:
        data = f.read()
    with open(path, "wb") as f:
        f.write(b"ID3\3\0\0" + synchsafe(300) + bytes(300) + data)
    return "one more id3v2"


def edit_flac(path, r):
    f = FLAC(path)
    kind = r.choice(["title", "cover", "gain", "strip", "strip id3"])
    if kind == "title":
        f["title"] = "♫" * r.randint(1, 9000)
    elif kind == "cover":
        f.clear_pictures()
        f.add_picture(picture(r))
    elif kind == "gain":
        f["replaygain_track_gain"] = f"{r.uniform(-9, 9):.2f} dB"
    elif kind == "strip":
        f.delete()
        f.clear_pictures()
    f.save(deleteid3=kind == "strip id3", padding=padding(r))
    return "flac " + kind


def edit_mp4(path, r):
    f = MP4(path)
    kind = r.choice(["title", "cover", "freeform", "strip"])
    if kind == "title":
        f["\xa9nam"] = "♫" * r.randint(1, 3000)
    elif kind == "cover":
        f["covr"] = [MP4Cover(noise(r, 500, 400_000), MP4Cover.FORMAT_JPEG)]
    elif kind == "freeform":
        f["----:com.apple.iTunes:iTunNORM"] = MP4FreeForm(noise(r, 10, 900))
    else:
        f.delete()
        return "mp4 strip"
    f.save(padding=padding(r))
    return "mp4 " + kind


def edit_ogg(path, r):
    f = mutagen.File(path)
    kind = r.choice(["title", "cover", "cover", "gain", "strip"])
    if kind == "title":
        f["title"] = "♫" * r.randint(1, 3000)
    elif kind == "cover":
        f["metadata_block_picture"] = base64.b64encode(picture(r).write()).decode()
    elif kind == "gain":
        f["replaygain_track_gain"] = f"{r.uniform(-9, 9):.2f} dB"
    else:
        f.delete()
        return "ogg strip"
    f.save(padding=padding(r))
    return "ogg " + kind


def edit_chunk(path, r):
    f = mutagen.File(path)
    if f.tags is None:
        f.add_tags()
    kind = fill_id3(f.tags, r)
    f.save(padding=padding(r))
    return "id3 chunk " + kind


def delete_chunk(path, r):
    f = mutagen.File(path)
    if f.tags is None:
        return "no chunk"
    f.tags.delete(path)
    return "no id3 chunk"


def edits(path):
    f = mutagen.File(path)
    if isinstance(f, FLAC):
        return [edit_flac] * 4 + [edit_id3, append_id3v1, edit_ape]
    if isinstance(f, MP4):
        return [edit_mp4]
    if isinstance(f, OggFileType):
        return [edit_ogg]
    if isinstance(f, (WAVE, AIFF)):
        return [edit_chunk, edit_chunk, delete_chunk]
    return [edit_id3] * 4 + [
        delete_id3, edit_ape, delete_ape, append_lyrics3, append_id3v24, append_id3v1, prepend_id3]


def main():
    seed, count, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    for number, source in enumerate(sys.argv[4:]):
        r = random.Random(f"{seed} {number}")
        last, choices = source, edits(source)
        for step in range(1, count + 1):
            path = os.path.join(folder, f"{number}-{step}{os.path.splitext(source)[1].lower()}")
            shutil.copyfile(last, path)
            print(number, step, r.choice(choices)(path, r), flush=True)
            last = path


main()
