"""Clients that do harm, each kind in a process and with a user of its own. They go on until they are killed."""
import os
import signal
import sys
import time

from frames import LIMIT, call, connect, encode, first, frame, rights

PIECE = 1 << 20


def start(uid, count, kind, *arguments):
    """Runs `kind` with so many connections of that user, in a process that is ready when this returns. Its pid."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            kind(uid, count, lambda: os.write(writing, b"!"), *arguments)
            while True:
                signal.pause()
        except BaseException as failure:  # nothing of this process may go on in the parent's code
            print(f"{kind.__name__}: {failure!r}", file=sys.stderr)
        os._exit(1)
    os.close(writing)
    ready = os.read(reading, 1)
    os.close(reading)
    if not ready:
        raise RuntimeError(f"{kind.__name__} did not get ready")
    return pid


def with_song(stream, size):
    """Stores a file of that size in the library `main` of who is connected. Returns the next stream's number."""
    session = first(call(stream, 1, b"OpenSession", encode({1: b"main"}))[2], 1, 0)
    descriptor = os.memfd_create("song")
    os.write(descriptor, os.urandom(size))
    call(stream, 3, b"Ingest", encode({1: session, 2: b"song"}), descriptor)
    os.close(descriptor)
    code, message, _ = call(stream, 5, b"Commit", encode({1: session}))
    assert code == 0, message
    return 7


def read_request(number):
    return frame(number, b"Read", encode({1: b"main", 3: b"song", 5: PIECE}))


# ---- those who do not read what they asked for

def never_read(uid, count, ready):
    """16 MiB of answers for each, of which none is taken."""
    with_song(connect(uid), PIECE)
    streams = [connect(uid) for _ in range(count)]
    for stream in streams:
        stream.sendall(b"".join(read_request(number) for number in range(1, 65, 2)))
    ready()
    signal.pause()


def read_slowly(uid, count, ready):
    """A few KiB now and then."""
    with_song(connect(uid), PIECE)
    streams = [connect(uid) for _ in range(count)]
    for stream in streams:
        stream.sendall(b"".join(read_request(number) for number in range(1, 33, 2)))
    ready()
    while True:
        for stream in streams:
            stream.recv(4096)
        time.sleep(0.2)


# ---- those who do not finish what they began

def stop_in_a_frame(uid, count, ready):
    """Half of them in the header, half in a message of 4 MiB."""
    streams = [connect(uid) for _ in range(count)]
    whole = frame(1, b"Status", length=LIMIT)
    for number, stream in enumerate(streams):
        stream.sendall(whole[:5] if number % 2 else whole)
    ready()
    signal.pause()


def write_slowly(uid, count, ready):
    """A message of 4 MiB, a few bytes now and then."""
    streams = [connect(uid) for _ in range(count)]
    for stream in streams:
        stream.sendall(frame(1, b"WriteUpload", length=LIMIT))
    ready()
    while True:
        for stream in streams:
            try:
                stream.send(bytes(100))
            except OSError:
                pass  # cut off, as it should be
        time.sleep(0.2)


# ---- those who pass more than they need

def pass_descriptors(uid, count, ready):
    """With every frame as many descriptors as the kernel passes, thousands in all, and with others one that is never used."""
    descriptor = os.open("/dev/null", os.O_RDONLY)
    streams = [connect(uid) for _ in range(count)]
    many = rights(*[descriptor] * 250)
    ready()
    while True:
        for stream in streams:
            try:
                stream.setblocking(False)
                stream.sendmsg([frame(1, b"Status")], many)
                stream.sendmsg([frame(3, b"Ingest")], rights(descriptor))
            except OSError:
                pass  # no more room, or the stream's number is used up: another connection
            stream.close()
        streams = [connect(uid) for _ in range(count)]
        time.sleep(0.05)


# ---- those whose files hang

def hang(uid, count, ready, folder, kinds=("read", "write", "stat", "close")):
    """Passes files that hang in each system call, more than it may."""
    with_song(connect(uid), PIECE)
    streams = [connect(uid) for _ in range(count)]
    for turn, stream in enumerate(streams):
        send_hanging(stream, [f"{folder}/{kind}-{uid}-{turn}" for kind in kinds])
    ready()
    signal.pause()


def send_hanging(stream, paths):
    """Sends a call for each file, which is to be read or written according to its name."""
    session = first(call(stream, 1, b"OpenSession", encode({1: b"main"}))[2], 1, 0)
    for number, path in enumerate(paths):
        descriptor = os.open(path, os.O_RDWR)
        is_target = os.path.basename(path).startswith("write")
        request = encode({1: b"main", 3: b"song"}) if is_target else encode({1: session, 2: b"song"})
        stream.sendmsg([frame(2 * number + 3, b"Restore" if is_target else b"Ingest", request)], rights(descriptor))
