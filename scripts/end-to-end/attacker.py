"""Ordinary users with connections, and songs of which they know the names, for attack.py."""
import hashlib
import json
import os
import tempfile

from locker_client import CallFailed, Locker, decode, encode, first
from locker_match import cut, payload, proof, recipe

EVE, MALLORY = 65534, 65533  # uids that have nothing here
ADMIN = b"locker.v1.Admin"


# ---- who is there

def connect(uid=0, account=None):
    """A connection of that user: the kernel notes who connects at that moment."""
    os.seteuid(uid)
    try:
        locker = Locker(os.environ["LOCKER_SOCKET"], account)
        # One name for all requests: errors name theirs, and replies are compared byte for byte.
        locker.metadata = [locker.metadata, encode({1: b"locker-request", 2: b"attack"})]
        return locker
    finally:
        os.seteuid(0)


def open_session(locker, library=b"main"):
    return first(locker.call(b"OpenSession", encode({1: library})), 1, 0)


def account_again(name, uid, quota=0):
    """An account that has nothing and did nothing."""
    operator = connect()
    try:
        operator.call(b"RemoveAccount", encode({1: name}), service=ADMIN)
    except CallFailed:
        pass
    operator.call(b"AddAccount", encode({1: name, 2: uid, 3: quota, 4: 1}), service=ADMIN)


def status(locker):
    """What Status says, but for the time that the daemon is up."""
    answer = locker.call(b"Status")
    answer.pop(6, None)
    return encode(answer)


def has_nothing(locker):
    usage = locker.call(b"Usage")
    return first(usage, 2, 0) == first(usage, 4, 0) == 0


# ---- what is known of a song

class Song:
    """A song's inspection, which everybody has, and its bytes, which not everybody has."""

    def __init__(self, inspection, content=b""):
        self.inspection, self.content = inspection, content
        self.recipe = recipe(inspection)
        self.blob = hashlib.sha256(self.recipe).digest()
        self.chunks = [digest for digest, _, _ in cut(inspection, "chunks")]
        self.payload = payload(inspection, content)
        self.track = hashlib.sha256(recipe(only_payload(inspection))).digest()

    @staticmethod
    def load(folder, name):
        with open(f"{folder}/{name}.json") as file:
            inspection = json.load(file)
        with open(f"{folder}/{name}", "rb") as file:
            song = Song(inspection, file.read())
        assert song.blob.hex() == inspection["blob"], f"{name}: the recipe is not that of its inspection"
        assert inspection["track"] in [None, song.track.hex()], f"{name}: the track is not that of its inspection"
        return song

    def strange(self):
        """A song that looks the same, and that nobody has."""
        return Song(with_digests(self.inspection, [hashlib.sha256(digest).hexdigest() for digest in self.chunks]))

    def with_content(self, content):
        """A song of other bytes that is cut at the same places."""
        places = [(start, end) for _, start, end in cut(self.inspection, "chunks")]
        digests = [hashlib.sha256(content[start:end]).hexdigest() for start, end in places]
        return Song(with_digests(self.inspection, digests), content)

    def proof(self, nonce, account=b"eve", audio=None):
        return proof(nonce, account, self.track, self.payload if audio is None else audio)


def with_digests(inspection, digests):
    """The same cuts, with other chunks."""
    chunks = [{**chunk, "digest": digest} for chunk, digest in zip(inspection["chunks"], digests)]
    return {**inspection, "chunks": chunks}


def only_payload(inspection):
    """The audio as a file of its own: its recipe's digest is the track."""
    runs = [(start, end) for role, start, end in cut(inspection, "segments") if role == "payload"]
    chunks = [chunk for chunk, (_, start, _) in zip(inspection["chunks"], cut(inspection, "chunks"))
              if any(run[0] <= start < run[1] for run in runs)]
    segments = [{"role": "payload", "length": end - start} for start, end in runs]
    return {"size": sum(end - start for start, end in runs), "segments": segments, "chunks": chunks}


def named(inspection, role):
    """The same bytes, said to be all of one role."""
    segments = [{"role": role, "length": segment["length"]} for segment in inspection["segments"]]
    return {**inspection, "segments": segments}


# ---- requests as bytes, for replies as bytes

def stage_request(session, path, blob):
    return encode({1: session, 2: [encode({1: path, 2: 1, 4: blob})]})


def assemble_request(session, path, recipe):
    return encode({1: session, 2: [encode({1: path, 3: recipe})]})


def prove_request(track, nonce, code):
    return encode({1: [encode({1: track, 2: nonce, 3: code})]})


# ---- ways in which a file goes in, each with all replies as bytes

def by_pieces(locker, session, path, known):
    began = locker.exchange(b"BeginUpload", encode({1: session, 2: path}))
    upload = first(decode(first(decode(began), 2, b"")), 1, 0)
    yield began
    for offset in range(0, len(known.content), 1 << 20):
        piece = known.content[offset:offset + (1 << 20)]
        yield locker.exchange(b"WriteUpload", encode({1: session, 2: upload, 3: offset, 4: piece}))
    yield locker.exchange(b"FinishUpload", encode({1: session, 2: upload, 3: len(known.content)}))


def by_chunks(locker, session, path, known):
    yield locker.exchange(b"Assemble", assemble_request(session, path, known.recipe))
    for _, start, end in cut(known.inspection, "chunks"):
        yield locker.exchange(b"PutChunks", encode({1: session, 2: [known.content[start:end]]}))
    yield locker.exchange(b"Assemble", assemble_request(session, path, known.recipe))


def by_descriptor(locker, session, path, known):
    with tempfile.TemporaryFile() as file:
        file.write(known.content)
        file.flush()
        yield locker.exchange(b"Ingest", encode({1: session, 2: path}), descriptor=file.fileno())
