#!/usr/bin/env python3
"""Makes the music of three people for the checks of the gateway, of every format and with every kind of tag.

    music.py OUT

OUT/alice, OUT/bob and OUT/carol are their libraries; OUT/odd has files that are no songs, of all kinds of names.
OUT/songs.json tells of each song what its tags say, and the digests of its bytes and of its picture. Carol's folders
are called as her tags are, which is what programs expect that put songs into folders by their tags.
"""
import json
import os
import sys
from multiprocessing import Pool

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "music-library"))

from files import ffmpeg, read, sha256, write  # noqa: E402
from songs_of import SONGS  # noqa: E402
from song_tags import tag  # noqa: E402

ENCODERS = {
    "mp3": ["-c:a", "libmp3lame", "-b:a", "192k", "-id3v2_version", "0", "-write_id3v1", "0"],
    "flac": ["-c:a", "flac", "-sample_fmt", "s16"],
    "ogg": ["-c:a", "libvorbis", "-q:a", "4"],
    "opus": ["-c:a", "libopus", "-b:a", "96k"],
    "m4a": ["-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart"],
    "wav": ["-c:a", "pcm_s16le"],
}
FIRST_MTIME = 1_400_000_000


def picture(path, number, px):
    """A picture of colours that no other number has."""
    ffmpeg("-f", "lavfi", "-i", f"testsrc=size={px}x{px}:rate=1,hue=h={number * 40}", "-frames:v", 1, "-q:v", 3,
           "-fflags", "+bitexact", "-flags:v", "+bitexact", "-threads", 1, path)


def encode(path, song, number):
    """Sound that no other song has: a tone, or noise, which is as long as its bytes."""
    length = song.get("seconds", 2)
    source = f"sine=frequency={220 + 13 * number}:duration={length}"
    if song.get("noise"):
        source = f"anoisesrc=d={length}:c=pink:r=44100:a=0.4:seed={number}"
    ffmpeg("-f", "lavfi", "-i", source, "-ac", 2, "-ar", 48000 if path.endswith(".opus") else 44100,
           "-fflags", "+bitexact", "-flags:a", "+bitexact", "-threads", 1, *ENCODERS[path.rsplit(".")[-1]],
           *song.get("encoder", []), path)


def make(job):
    out, number, song = job
    path = os.path.join(out, song["person"], song["path"])
    os.makedirs(os.path.dirname(path), exist_ok=True)
    encode(path, song, number)
    embedded = None
    if "picture" in song:
        embedded = read(os.path.join(out, f".picture-{song['picture']}.jpg"))
    if not song.get("untagged"):
        tag(path, song, embedded)
    os.utime(path, (FIRST_MTIME + number, FIRST_MTIME + number))
    data = read(path)
    return {**song, "size": len(data), "sha256": sha256(data), "suffix": path.rsplit(".")[-1],
            "picture": embedded and sha256(embedded)}


def folder_covers(out):
    """Pictures that lie beside songs; returns the digest of each, by person and folder."""
    covers = {}
    for number, (person, folder, name) in enumerate([
        ("alice", "Antonín Dvořák/Symfonie č. 9", "cover.jpg"), ("alice", "Various/Sampler", "folder.png"),
        ("bob", "Own Songs", "Front.JPG"), ("carol", "Dora Maar/Weeping Woman", "cover.jpg"),
    ]):
        path = os.path.join(out, person, folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        picture(path, 20 + number, 300)
        covers[f"{person}/{folder}"] = sha256(read(path))
    return covers


def odd_files(out):
    """Names that URLs, headers and archives have trouble with, and files that browsers must not run."""
    names = [
        "a b+c&d=e;f.txt", "100%.txt", "50%25.txt", "a#b?c.txt", "“quoted” \"name\" 'x'.txt", "new\nline.txt",
        "back\\slash.txt", "C:colon.txt", "..hidden", "...", "trailing.", "CON", "日本語 🎵.txt", "e\u0301.txt",
        "é.txt",
        "x" * 255, "deep/" * 40 + "file.txt", "empty.txt", "page.html", "picture.svg", "list.m3u8",
    ]
    contents = {"empty.txt": b"", "page.html": b"<script>alert(1)</script>", "list.m3u8": b"#EXTM3U\n",
                "picture.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'}
    for name in names:
        write(os.path.join(out, "odd", name), contents.get(name, f"the file {name!r}\n".encode()))
    write(os.path.join(os.fsencode(out), b"odd/caf\xe9.txt"), b"not UTF-8\n")
    write(os.path.join(out, "odd/program"), b"#!/bin/sh\n")
    os.chmod(os.path.join(out, "odd/program"), 0o755)
    os.symlink("program", os.path.join(out, "odd/link"))
    os.makedirs(os.path.join(out, "odd/empty folder"))
    for folder, _, files in os.walk(os.path.join(os.fsencode(out), b"odd")):
        for name in files:
            os.utime(os.path.join(folder, name), (FIRST_MTIME, FIRST_MTIME), follow_symlinks=False)


def main():
    out = sys.argv[1]
    os.makedirs(out)
    for number in {song["picture"] for song in SONGS if "picture" in song}:
        picture(os.path.join(out, f".picture-{number}.jpg"), number, 400)
    with Pool() as pool:
        songs = pool.map(make, [(out, number, song) for number, song in enumerate(SONGS)], chunksize=1)
    covers = folder_covers(out)
    for song in songs:
        song["folder_picture"] = covers.get(f"{song['person']}/{os.path.dirname(song['path'])}")
    for name in os.listdir(out):
        if name.startswith(".picture-"):
            os.remove(os.path.join(out, name))
    odd_files(out)
    shared = next(song for song in songs if song.get("shared"))
    write(os.path.join(out, "bob/From Alice", os.path.basename(shared["path"])),
          read(os.path.join(out, "alice", shared["path"])))
    songs.append({**shared, "person": "bob", "path": "From Alice/" + os.path.basename(shared["path"]),
                  "folder_picture": None})
    with open(os.path.join(out, "songs.json"), "w") as file:
        json.dump(songs, file, indent=1, ensure_ascii=False)


if __name__ == "__main__":
    main()
