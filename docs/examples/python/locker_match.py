#!/usr/bin/env python3
"""Puts a song into a library, and sends of it only what the catalog does not have.

    locker --json inspect SONG > SONG.json
    locker_match.py [--socket PATH] [--account NAME] SONG.json SONG PATH

What `locker inspect` says of the song saves this example the cutting (docs/format.md, "Chunk"). Not for Ogg, whose
audio is no run of the file. Python 3.8 or later, no packages; the calls are those of docs/protocol.md.
"""
import hmac
import json
import os
import struct
import sys

from locker_client import LIBRARY, CallFailed, Locker, arguments, decode, encode, first, numbers

ROLES = {"head": 1, "payload": 2, "tail": 3, "opaque": 4, "skeleton": 5}
PUT = 1 << 20  # the most bytes of chunks in one call


# ---- the song: its recipe, and its audio

def cut(inspection, kind):
    """(role or digest, start, end) of all segments or of all chunks, which lie one behind the other."""
    end = 0
    for part in inspection[kind]:
        start, end = end, end + part["length"]
        yield part.get("role") or bytes.fromhex(part["digest"]), start, end


def recipe(inspection):
    """The recipe's canonical bytes (docs/format.md, "Recipe")."""
    segments, chunks = list(cut(inspection, "segments")), list(cut(inspection, "chunks"))
    assembly = 1 if any(role == "skeleton" for role, _, _ in segments) else 0
    out = struct.pack("<4sBBHQ", b"LKRR", 1, assembly, len(segments), inspection["size"])
    for role, start, end in segments:  # a chunk never reaches into two segments
        count = sum(start <= chunk[1] < end for chunk in chunks)
        out += struct.pack("<B3xIQ", ROLES[role], count, end - start)
    return out + b"".join(digest + struct.pack("<I", end - start) for digest, start, end in chunks)


def payload(inspection, content):
    """The audio, without the tags."""
    return b"".join(content[start:end] for role, start, end in cut(inspection, "segments") if role == "payload")


# ---- the proof (docs/protocol.md, "Proof of possession")

def ranges(nonce, size):
    """(offset, length) of the parts of the audio to show: of each 64th, 256 bytes at a place that the nonce picks."""
    if size <= 65536:
        return [(0, size)]
    parts = []
    for number in range(64):
        start, end = number * size // 64, (number + 1) * size // 64
        draw = hmac.digest(nonce, b"locker-range-v1" + struct.pack("<I", number), "sha256")
        parts.append((start + struct.unpack("<Q", draw[:8])[0] % (end - start - 256 + 1), 256))
    return parts


def proof(nonce, account, track, audio):
    """The code that shows that `account` (bytes) has the audio of the track, all of it."""
    message = b"locker-proof-v1" + struct.pack("<H", len(account)) + account + track + struct.pack("<Q", len(audio))
    for offset, length in ranges(nonce, len(audio)):
        message += struct.pack("<QI", offset, length) + audio[offset:offset + length]
    return hmac.digest(nonce, message, "sha256")


# ---- the calls

def match(locker, tracks, challenge=True):
    """Of each track: whether it is the account's, whether the catalog has it, and a nonce where that is challenged."""
    answer = locker.call(b"Match", encode({1: tracks, 2: int(challenge)}))
    return [(first(each, 1, 0), first(each, 2, 0), first(each, 3, b"")) for each in map(decode, answer.get(1, []))]


def prove(locker, proofs):
    """Of each (track, nonce, code) whether it holds: then the account may refer to that audio for a day."""
    messages = [encode({1: track, 2: nonce, 3: code}) for track, nonce, code in proofs]
    answer = locker.call(b"Prove", encode({1: messages}))
    return [bool(held) for held in numbers(first(answer, 1, b""))]


def assemble(locker, session, path, modified, recipe):
    """The chunks that are missing, by their places in the recipe: none, and the file is staged."""
    zigzag = modified << 1 if modified >= 0 else -modified * 2 - 1  # how a sint64 goes into a varint
    answer = locker.call(b"Assemble", encode({1: session, 2: [encode({1: path, 2: zigzag, 3: recipe})]}))
    return numbers(first(decode(first(answer, 1, b"")), 1, b""))


def claim(locker, track, audio):
    """Whether the audio need not be sent: it is the account's already, or the account proves that it has it."""
    yours, _, nonce = match(locker, [track])[0]
    if yours or not nonce:
        return bool(yours)
    account = first(locker.call(b"Status"), 4, b"")
    return prove(locker, [(track, nonce, proof(nonce, account, track, audio))])[0]


def send(locker, session, path, modified, inspection, content):
    """Stages the file in the session. Returns how many of its bytes were sent."""
    if inspection["track"]:
        claim(locker, bytes.fromhex(inspection["track"]), payload(inspection, content))
    missing = assemble(locker, session, path, modified, recipe(inspection))
    places = [(start, end) for _, start, end in cut(inspection, "chunks")]
    batch, size, sent = [], 0, 0
    for start, end in [places[place] for place in missing]:
        if size + end - start > PUT:
            locker.call(b"PutChunks", encode({1: session, 2: batch}))
            batch, size = [], 0
        batch.append(content[start:end])
        size, sent = size + end - start, sent + end - start
    if batch:
        locker.call(b"PutChunks", encode({1: session, 2: batch}))
        assert not assemble(locker, session, path, modified, recipe(inspection)), "chunks are missing that were sent"
    return sent


def main():
    parser = arguments("Puts a song into a library, and sends of it only what the catalog does not have.")
    parser.add_argument("inspection", metavar="SONG.json")
    parser.add_argument("song", metavar="SONG")
    parser.add_argument("path", metavar="PATH", type=os.fsencode)
    options = parser.parse_args()
    with open(options.inspection) as file:
        inspection = json.load(file)
    with open(options.song, "rb") as file:
        content, modified = file.read(), os.fstat(file.fileno()).st_mtime_ns
    if any(role == "skeleton" for role, _, _ in cut(inspection, "segments")):
        parser.error(f"{options.song}: an Ogg file's audio is no run of it; use locker")
    locker = Locker(options.socket, options.account)
    session = first(locker.call(b"OpenSession", encode({1: LIBRARY})), 1, 0)
    sent = send(locker, session, options.path, modified, inspection, content)
    revision = first(locker.call(b"Commit", encode({1: session})), 1, 0)
    print(f"revision {revision}: {sent} of {len(content)} bytes were sent")


if __name__ == "__main__":
    try:
        main()
    except CallFailed as failure:
        sys.exit(str(failure))
