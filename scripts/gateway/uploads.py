#!/usr/bin/env python3
"""Puts files by the gateway in ways that curl cannot.

    uploads.py expected URL TOKEN                             Expect: 100-continue
    uploads.py broken URL TOKEN                               uploads that break off
    uploads.py many URL TOKEN STATE [--seconds N] [--retry]   many at once; writes down what was acknowledged
    uploads.py look URL TOKEN STATE                           is all that was acknowledged there?
"""
import hashlib
import http.client
import json
import random
import socket
import sys
import threading
import time
from urllib.parse import urlsplit

URL, TOKEN = urlsplit(sys.argv[2]), sys.argv[3]
FILES = "/api/v1/libraries/main/files/"
PATIENCE = 20  # seconds


def expect(truth, what):
    if not truth:
        sys.exit(what)


def request(method, path, body=None, fields=None):
    connection = http.client.HTTPConnection(URL.hostname, URL.port, timeout=PATIENCE)
    try:
        connection.request(method, path, body, {"Authorization": f"Bearer {TOKEN}", **(fields or {})})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def head(path, length, *more):
    lines = [f"PUT {path} HTTP/1.1", "Host: x", f"Authorization: Bearer {TOKEN}", *more]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return "\r\n".join([*lines, "", ""]).encode()


def connect():
    return socket.create_connection((URL.hostname, URL.port), PATIENCE)


def status_of(connection):
    said = b""
    while b"\r\n\r\n" not in said:
        data = connection.recv(65536)
        expect(data, f"it was closed after {said}")
        said += data
    return int(said.split()[1]), said.split(b"\r\n\r\n", 1)[1]


def expected():
    """A client that waits for its word sends nothing before; one that would be refused is told so instead."""
    with connect() as connection:
        start = time.monotonic()
        connection.sendall(head(FILES + "Expected", 5, "Expect: 100-continue", "Connection: close"))
        status, rest = status_of(connection)
        expect(status == 100 and not rest, f"{status} instead of 100, and {rest}")
        expect(time.monotonic() - start < 5, "the word came late")
        connection.sendall(b"hello")
        expect(status_of(connection)[0] == 201, "it was not taken")
    expect(request("GET", FILES + "Expected") == (200, b"hello"), "it is not there")
    for path, fields, wanted in [
        ("Expected", ["If-None-Match: *"], 412), ("a/../b", [], 400), ("Expected", ["Content-Length: 70000000"], None),
    ]:
        with connect() as connection:
            length = None if wanted is None else 5
            connection.sendall(head(FILES + path, length, "Expect: 100-continue", *fields))
            status, _ = status_of(connection)
            expect(status in ([wanted] if wanted else [413, 507]), f"{path} {fields}: {status}")
    expect(request("GET", FILES + "Expected") == (200, b"hello"), "it is another one")


def broken():
    """Ends of all kinds: none of them leaves a file."""
    for length, sent, way in [(1_000_000, 500_000, "close"), (1_000_000, 999_999, "reset"), (1_000_000, 0, "close"),
                              (3_000_000, 2_999_999, "half"), (None, 100_000, "chunks"), (1_000_000, 1000, "idle")]:
        connection = connect()
        more = ["Transfer-Encoding: chunked"] if length is None else []
        connection.sendall(head(FILES + "Broken", length, *more))
        content = random.Random(sent).randbytes(sent)
        connection.sendall(b"%x\r\n%b\r\n" % (sent, content) if length is None else content)
        if way == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        elif way == "half":
            connection.shutdown(socket.SHUT_WR)
        if way in ("half", "idle"):
            # It is closed, or refused: a client that says nothing more is not waited for.
            connection.settimeout(10)
            try:
                said = connection.recv(65536)
            except TimeoutError:
                sys.exit(f"{way}: it is still waited for")
            except ConnectionResetError:
                said = b""
            expect(not said.startswith((b"HTTP/1.1 2", b"HTTP/1.1 1")), f"{way}: {said}")
        connection.close()
        time.sleep(0.3)
        expect(request("GET", FILES + "Broken")[0] == 404, f"{way}: there is a file")


class Writer(threading.Thread):
    """One of those who put files side by side: each at names of its own and at one that all have."""

    def __init__(self, number, end, retries):
        super().__init__()
        self.source, self.number, self.end, self.retries = random.Random(number), number, end, retries
        self.acknowledged, self.failure, self.count = {}, None, 0

    def run(self):
        try:
            while self.count < 6 or time.monotonic() < self.end:
                name = "Many/shared" if self.count % 3 == 2 else f"Many/{self.number}-{self.count % 4}"
                self.put(name, self.source.randbytes(self.source.randrange(1, 400_000)))
                self.count += 1
        except Exception as error:  # said by the main thread
            self.failure = f"writer {self.number}: {error!r}"

    def put(self, name, content):
        deadline = time.monotonic() + PATIENCE
        while True:
            # What was not acknowledged may be there or not.
            self.acknowledged.setdefault(name, []).append([hashlib.sha256(content).hexdigest(), False])
            try:
                status, said = request("PUT", FILES + name, content)
                if status in (200, 201):
                    self.acknowledged[name] = [[hashlib.sha256(content).hexdigest(), True]]
                    return
                failure = f"{status} {said[:200]}"
            except (OSError, http.client.HTTPException) as error:
                failure = repr(error)
            if not self.retries or time.monotonic() > deadline:
                raise RuntimeError(f"{name}: {failure}")
            time.sleep(0.1)


def many(state, *options):
    end = time.monotonic() + (float(options[options.index("--seconds") + 1]) if "--seconds" in options else 0)
    writers = [Writer(number, end, "--retry" in options) for number in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    told = {}
    for writer in writers:
        for name, contents in writer.acknowledged.items():
            told.setdefault(name, []).extend(contents)
    with open(state, "w") as file:
        json.dump(told, file)
    failures = [writer.failure for writer in writers if writer.failure]
    expect(not failures, "\n".join(failures))
    print(sum(writer.count for writer in writers), "files were put")


def look(state):
    """Each name has what was acknowledged last; one that several wrote has what one of them wrote."""
    told = json.load(open(state))
    expect(told, "nothing was put")
    for name, contents in told.items():
        status, content = request("GET", FILES + name)
        digest = hashlib.sha256(content).hexdigest()
        if status == 200:
            expect(digest in [known for known, _ in contents], f"{name}: it has what nobody put there")
        else:
            expect(not any(acknowledged for _, acknowledged in contents), f"{name}: {status}, and it was acknowledged")


if __name__ == "__main__":
    {"expected": expected, "broken": broken, "many": many, "look": look}[sys.argv[1]](*sys.argv[4:])
