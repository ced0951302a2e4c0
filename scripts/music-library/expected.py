"""expected.json: what every file is, and how many bytes each user would ideally add."""
import base64
import os

import mutagen
from audio_payload import payload, shared_bytes
from files import read, sha256
from mutagen.flac import FLAC, Picture
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from mutagen.oggvorbis import OggVorbis


def art_of(path):
    """Embedded pictures as (sha256, bytes)."""
    try:
        f = mutagen.File(path)
        if isinstance(f, MP3):
            pics = [a.data for a in (f.tags or ID3()).getall("APIC")]
        elif isinstance(f, FLAC):
            pics = [p.data for p in f.pictures]
        elif isinstance(f, MP4):
            pics = [bytes(c) for c in f.get("covr", [])]
        elif isinstance(f, OggVorbis):
            pics = [Picture(base64.b64decode(b)).data for b in f.get("metadata_block_picture", [])]
        else:
            pics = []
        return [(sha256(p), len(p)) for p in pics]
    except Exception:  # damaged files have no art to speak of
        return []


def describe(library, item):
    """One entry of expected.json; item is (path, kind, how, song id, the path it is a copy of)."""
    path, kind, how, song, copy_of = item
    full = os.path.join(library.out, path)
    data = read(full)
    body = payload(data, os.path.splitext(path)[1])
    entry = dict(path=path, kind=kind, how=how, catalog=None, copy_of=copy_of, size=len(data), sha256=sha256(data),
                 payload_bytes=len(body), payload_sha256=sha256(body), shared_payload_bytes=0, shared_file_bytes=0,
                 art=[dict(sha256=s, bytes=n) for s, n in (art_of(full) if data else [])])
    if song is not None and library.songs[song]["master"]:
        entry["catalog"] = library.songs[song]["path"]
        if kind != "reencoded":
            master = read(library.master(library.songs[song]))
            original = payload(master, library.songs[song]["ext"])
            entry["shared_payload_bytes"] = shared_bytes(body, original)
            if kind in ("truncated", "corrupt"):  # same layout as the original, tags included
                entry["shared_file_bytes"] = shared_bytes(data, master)
            if kind in ("exact", "renamed", "retagged"):
                assert body == original, (path, kind, how, len(body), len(original))
    return entry


def summarize(catalog, users):
    """Bytes each user adds, in order, under three ideas of what is a duplicate (no compression)."""
    files, bodies, arts = set(), set(), set()

    def learn(e):
        files.add(e["sha256"])
        bodies.add(e["payload_sha256"])
        arts.update(a["sha256"] for a in e["art"])

    for e in catalog:
        learn(e)
    out = {}
    for user, entries in users.items():
        t = dict(files=len(entries), logical=0, add_whole_file=0, add_payload=0, add_payload_and_art=0)
        for e in entries:
            t["logical"] += e["size"]
            if e["sha256"] not in files:
                shared = max(e["shared_payload_bytes"], e["shared_file_bytes"])
                known = e["payload_bytes"] if e["payload_sha256"] in bodies else shared
                art = 0 if e["shared_file_bytes"] else sum(a["bytes"] for a in e["art"] if a["sha256"] in arts)
                t["add_whole_file"] += e["size"]
                t["add_payload"] += e["size"] - known
                t["add_payload_and_art"] += max(0, e["size"] - known - art)
            learn(e)
        out[user] = t
    return out
