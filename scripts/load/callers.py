"""Well-behaved clients, hundreds of them in one thread: each has one call in flight at every moment."""
import hashlib
import os
import selectors
import struct
import time

from frames import answer, connect, encode, first, frame, rights

PIECE = 64 << 10


class Failure(Exception):
    """A call that was not answered as it should have been."""


class Acknowledged:
    """The files whose commit was answered, by who has them: they must be there whatever comes."""

    def __init__(self):
        self.files = []

    def add(self, uid, library, path, content):
        self.files.append((uid, library.decode(), path.decode(), hashlib.sha256(content).hexdigest()))


def script(uid, number, rounds, acknowledged):
    """The calls of one client, as (method, request, descriptor); each is sent what the call answers."""
    library = b"caller-%d" % number
    session = first((yield b"OpenSession", encode({1: library}), None), 1, 0)
    for turn in range(rounds):
        path = b"song-%d" % turn
        content = hashlib.sha256(library + path).digest() * (number % 7 * 400 + 100)
        with Memory(content) as file:
            yield b"Ingest", encode({1: session, 2: path}), file.descriptor
        yield b"Commit", encode({1: session}), None
        acknowledged.add(uid, library, path, content)
        with Memory(b"") as file:
            yield b"Restore", encode({1: library, 3: path}), file.descriptor
            expect(file.content() == content, "a restore gave other bytes")
        piece = yield b"Read", encode({1: library, 3: path, 5: PIECE}), None
        expect(first(piece, 1, b"") == content[:PIECE], "a read gave other bytes")
        entries = yield b"List", encode({1: library}), None
        expect(len(entries.get(2, [])) == turn + 1, "a list gave other entries")
        yield b"Status", b"", None


def expect(condition, text):
    if not condition:
        raise Failure(text)


class Memory:
    """A regular file that lies in memory."""

    def __init__(self, content):
        self.descriptor = os.memfd_create("song")
        os.write(self.descriptor, content)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.descriptor)

    def content(self):
        return os.pread(self.descriptor, os.fstat(self.descriptor).st_size, 0)

    def digest(self):
        return hashlib.sha256(self.content()).hexdigest()


class Caller:
    def __init__(self, uid, number, rounds, acknowledged, seconds):
        self.socket, self.seconds = connect(uid, blocking=False), seconds
        self.script = script(uid, number, rounds, acknowledged)
        self.stream, self.unsent, self.received, self.rights, self.began = -1, b"", bytearray(), [], 0
        self.advance(None)

    def advance(self, result):
        """Makes the next call. Raises StopIteration after the last one."""
        self.method, request, descriptor = self.script.send(result)
        self.stream += 2
        self.unsent = frame(self.stream, self.method, request)
        self.rights = [] if descriptor is None else rights(descriptor)
        self.began = time.monotonic()
        self.send()

    def send(self):
        while self.unsent:
            try:
                sent = self.socket.sendmsg([self.unsent], self.rights)
            except BlockingIOError:
                return
            self.unsent, self.rights = self.unsent[sent:], []

    def receive(self):
        data = self.socket.recv(1 << 20)
        if not data:
            raise Failure(f"the connection ended during {self.method.decode()}")
        self.received += data
        while len(self.received) >= 10:
            length = struct.unpack_from(">I", self.received)[0]
            if len(self.received) < 10 + length:
                return
            body = bytes(self.received[10:10 + length])
            del self.received[:10 + length]
            self.seconds.setdefault(self.method, []).append(time.monotonic() - self.began)
            code, message, result = answer(body)
            if code:
                raise Failure(f"{self.method.decode()}: {message} (status {code})")
            self.advance(result)


def run(callers, patience, until=lambda: False):
    """Runs them to their ends, or until `until` says so; then it can be called again. Returns how many have ended, and the failures of the others."""
    selector = selectors.DefaultSelector()
    for caller in callers:
        selector.register(caller.socket, events(caller), caller)
    ended, failures, last = 0, [], time.monotonic()
    while selector.get_map() and not until():
        ready = selector.select(0.2)
        if ready:
            last = time.monotonic()
        elif time.monotonic() - last > patience:
            failures += [f"{key.data.method.decode()}: no answer" for key in selector.get_map().values()]
            break
        for key, mask in ready:
            try:
                if mask & selectors.EVENT_WRITE:
                    key.data.send()
                if mask & selectors.EVENT_READ:
                    key.data.receive()
                selector.modify(key.fileobj, events(key.data), key.data)
            except StopIteration:
                ended += 1
                selector.unregister(key.fileobj)
            except (Failure, OSError) as failure:
                failures.append(str(failure))
                selector.unregister(key.fileobj)
    selector.close()
    return ended, failures


def events(caller):
    return selectors.EVENT_READ | (selectors.EVENT_WRITE if caller.unsent else 0)
