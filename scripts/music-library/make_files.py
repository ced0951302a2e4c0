"""Makes the files of the songs: the first one of each, and the users' copies."""
import os

from files import copy, read, write
from randomness import rng
from retag import retag
from songs import encode
from tags import tag_master


def make_master(library, song):
    dst = library.master(song)
    encode(library, song, song["encoding"], dst)
    tag_master(library, dst, song["ext"], song, rng("tag", song["id"]))


def make_user_file(library, job):
    song, r = library.songs[job["song"]], rng("file", job["user"], job["song"])
    dst = os.path.join(library.out, job["path"])
    if job["copy_of"]:
        copy(os.path.join(library.out, job["copy_of"]), dst)
        return
    if job["kind"] == "reencoded":
        encode(library, song, job["encoding"], dst)
        tag_master(library, dst, job["ext"], song, r)
        return
    copy(library.master(song), dst)
    if job["kind"] == "retagged":
        retag(library, dst, job["ext"], song, job["how"], r)
    elif job["kind"] == "truncated":
        os.truncate(dst, int(os.path.getsize(dst) * r.uniform(.3, .95)))
    elif job["kind"] == "corrupt":
        write(dst, corrupted(read(dst), r))


def corrupted(data, r):
    """One to three runs of bytes in the middle half lost, or replaced by noise."""
    data = bytearray(data)
    for _ in range(r.randint(1, 3)):
        n, at = r.randint(512, 40000), r.randrange(len(data) // 4, len(data) * 3 // 4)
        n = min(n, len(data) - at)
        data[at:at + n] = bytes(n) if r.random() < .5 else r.randbytes(n)
    return bytes(data)
