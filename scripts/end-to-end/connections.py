"""Connections of many users at once. usage: connections.py hoard|busy; as root."""
import resource
import sys

from frames import call, connect

HOARDERS = range(50001, 50005)
MOST = 256  # connections of one user


def hoard(uid):
    """As many idle connections of that user as the daemon keeps, each of which made a call."""
    kept = []
    for _ in range(MOST):
        stream = connect(uid)
        answered = call(stream, 1, b"Status")
        if answered is None or answered[0] != 0:
            break
        kept.append(stream)
    return kept


def is_served(uid):
    answered = call(connect(uid), 1, b"Status")
    return answered is not None and answered[0] == 0


def hoarders():
    held = {uid: hoard(uid) for uid in HOARDERS}
    print({uid: len(streams) for uid, streams in held.items()})
    assert len(held[HOARDERS[0]]) == MOST
    return held


def hoarding():
    held = hoarders()
    assert sum(len(streams) for streams in held.values()) <= 1024 - 32
    assert is_served(0), "root is locked out"
    kept = [connect(0) for _ in range(20)]
    assert all(call(stream, 1, b"Status")[0] == 0 for stream in kept), "root has no places"
    newcomers = []
    for uid in range(51001, 51201):
        stream = connect(uid)
        answered = call(stream, 1, b"Status")
        assert answered is not None and answered[0] == 0, f"user {uid} is locked out: {answered}"
        newcomers.append(stream)
    assert all(call(stream, 3, b"Status")[0] == 0 for stream in newcomers), "a newcomer was cut off"


def busy():
    """Who has one connection keeps it, however many come; who has many and is idle makes room."""
    own = connect(50100)
    assert call(own, 1, b"Status")[0] == 0
    held = hoarders()
    newcomers = [connect(uid) for uid in range(52001, 52401)]
    assert all(call(stream, 1, b"Status")[0] == 0 for stream in newcomers)
    assert call(own, 3, b"Status")[0] == 0, "who has one connection was cut off"
    gone = sum(call(stream, 3, b"Status") is None for streams in held.values() for stream in streams)
    assert gone > 0, "nobody made room"


_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
{"hoard": hoarding, "busy": busy}[sys.argv[1]]()
