#!/usr/bin/env python3
"""Hundreds of clients that do harm, while one that behaves looks whether it is served.

    hostile.py URL PID MUSIC GOOD-NAME GOOD-PASSWORD GOOD-TOKEN BAD-NAME BAD-PASSWORD BAD-TOKEN SECONDS

Those who do harm come from other addresses of the loopback, and some of them have a token of their own. PID is the
gateway's: what it has of memory and descriptors may not grow with the time that they go on, and goes back afterwards.
"""
import asyncio
import hashlib
import http.client
import itertools
import json
import multiprocessing
import os
import random
import resource
import socket
import sys
import time
import urllib.parse

(URL, PID, MUSIC, GOOD, GOOD_PASSWORD, GOOD_TOKEN, BAD, BAD_PASSWORD, BAD_TOKEN, SECONDS) = sys.argv[1:]
HOST, PORT = urllib.parse.urlsplit(URL).hostname, urllib.parse.urlsplit(URL).port
SECONDS = float(SECONDS)
LONGEST = 5  # seconds that a request of the one who behaves may take
GROWTH = 64 << 20  # bytes of the second half over the first
ADDRESSES = [f"127.0.0.{last}" for last in range(2, 10)]
FORM = "Content-Type: application/x-www-form-urlencoded"
LARGE = urllib.parse.quote("Big Streamer/Large Files/02 larger.flac")


# ---- those who do harm

async def connect(buffer=None):
    """A connection from one of the addresses; with a small buffer, what is not read soon stays at the server."""
    connection = socket.socket()
    if buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    connection.setblocking(False)
    connection.bind((random.choice(ADDRESSES), 0))
    try:
        await asyncio.get_running_loop().sock_connect(connection, (HOST, PORT))
        return await asyncio.open_connection(sock=connection, limit=1 << 12)
    except OSError:
        connection.close()
        raise


def head(method, path, *fields):
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: x", *fields, "", ""]).encode()


def as_bad(method, path, *fields):
    return head(method, path, f"Authorization: Bearer {BAD_TOKEN}", *fields)


async def drip(writer, pieces, pause=1.0):
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(pause)


async def slow_reader(reader, writer):
    """Asks for a large file, and takes a byte of it a second."""
    writer.write(as_bad("GET", f"/api/v1/libraries/main/files/{LARGE}"))
    while await reader.read(1):
        await asyncio.sleep(1)


async def slow_archive(reader, writer):
    """The same of an archive of all that there is."""
    writer.write(as_bad("GET", "/api/v1/libraries/main/zip"))
    while await reader.read(1):
        await asyncio.sleep(1)


async def slow_head(reader, writer):
    """A header field without an end, a byte a second."""
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    await drip(writer, itertools.repeat(b"x"))


async def slow_writer(reader, writer):
    """Uploads a byte a second."""
    writer.write(as_bad("PUT", f"/api/v1/libraries/slow/files/{random.random()}", "Content-Length: 1000000"))
    await drip(writer, itertools.repeat(b"x"))


async def slow_form(reader, writer):
    """A form for a player's call, a byte a second, of somebody who has not said who they are."""
    writer.write(head("POST", "/rest/ping", FORM, "Content-Length: 1000000"))
    await drip(writer, itertools.repeat(b"x"))


async def half_open(reader, writer):
    """Connects, and says nothing."""
    await reader.read(1)


async def header_flood(reader, writer):
    """Header fields as fast as they are taken."""
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
    await drip(writer, itertools.repeat(b"X-Flood: " + b"x" * 8000 + b"\r\n"), 0)


async def form_flood(reader, writer):
    """A form that is larger than any."""
    writer.write(head("POST", "/rest/createPlaylist", FORM, "Transfer-Encoding: chunked"))
    piece = b"songId=" + b"0" * 32000 + b"&"
    await drip(writer, itertools.repeat(b"%x\r\n%b\r\n" % (len(piece), piece)), 0)


async def goes_away(reader, writer):
    """Asks for much, and is gone before it comes."""
    writer.write(as_bad("GET", f"/api/v1/libraries/main/files/{LARGE}"))
    await reader.read(100)
    await asyncio.sleep(0.05)


async def many_ranges(reader, writer):
    """Asks for a file in thousands of pieces."""
    ranges = ",".join(f"{start}-{start}" for start in range(0, 60_000, 300))
    writer.write(as_bad("GET", f"/api/v1/libraries/main/files/{LARGE}", f"Range: bytes={ranges}"))
    while await reader.read(65536):
        await asyncio.sleep(0.05)


async def guesser(reader, writer):
    """Tries one token after the other, and passwords of the one who behaves."""
    for number in itertools.count():
        writer.write(head("GET", "/api/v1/libraries", f"Authorization: Bearer lk_{random.randbytes(20).hex()}"))
        await reader.readuntil(b"\r\n\r\n")
        password = random.randbytes(8).hex()
        writer.write(head("GET", f"/rest/ping?u={GOOD}&p={password}&v=1.16.1&c=guess&f=json"))
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.05)


async def sign_ins(reader, writer):
    """Passwords for the page, each of which takes much to look at."""
    body = json.dumps({"name": GOOD, "password": random.randbytes(8).hex(), "label": "x"}).encode()
    writer.write(head("POST", "/api/v1/tokens", f"Content-Length: {len(body)}", "Connection: close") + body)
    while await reader.read(65536):
        pass
    await asyncio.sleep(0.5)


async def searcher(reader, writer):
    """A person who asks for all that there is, again and again."""
    while True:
        writer.write(head("GET", f"/rest/search3?u={BAD}&p={BAD_PASSWORD}&v=1.16.1&c=x&f=json&query=&songCount=10000"))
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.1)


KINDS = [(120, slow_reader, 4096), (20, slow_archive, 4096), (100, slow_head, None), (60, slow_writer, None),
         (40, slow_form, None), (200, half_open, None), (8, header_flood, None), (8, form_flood, None),
         (16, goes_away, 4096), (8, many_ranges, None), (8, guesser, None), (4, sign_ins, None), (8, searcher, None)]


async def harm(kind, buffer, end, counts):
    """One who goes on, with a new connection whenever the last one is closed."""
    while time.monotonic() < end:
        try:
            reader, writer = await connect(buffer)
        except OSError:
            counts["refused"] = counts.get("refused", 0) + 1
            await asyncio.sleep(0.2)
            continue
        counts[kind.__name__] = counts.get(kind.__name__, 0) + 1
        try:
            async with asyncio.timeout(max(0.1, end - time.monotonic())):
                await kind(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            pass
        finally:
            writer.transport.abort()
        await asyncio.sleep(0.05)


async def all_harm(end, counts):
    await asyncio.gather(*(harm(kind, buffer, end, counts) for count, kind, buffer in KINDS for _ in range(count)))


# ---- the one who behaves

class Behaved:
    """Makes one request after the other, and takes note of what was wrong, and how long each took."""

    def __init__(self):
        with open(os.path.join(MUSIC, "songs.json")) as file:
            self.songs = [song for song in json.load(file) if song["person"] == GOOD and song["size"] < 200_000]
        self.failures, self.times, self.ids, self.count = [], [], [], 0

    def ask(self, method, path, body=None, fields=None, wanted=(200,)):
        self.count += 1
        start = time.monotonic()
        connection = http.client.HTTPConnection(HOST, PORT, timeout=LONGEST)
        try:
            connection.request(method, path, body, fields or {})
            answer = connection.getresponse()
            content = answer.read()
            if answer.status not in wanted:
                self.failures.append(f"{method} {path[:60]}: {answer.status} {content[:200]}")
            return content
        except (OSError, http.client.HTTPException) as error:
            self.failures.append(f"{method} {path[:60]}: {error!r} after {time.monotonic() - start:.2f} s")
            return b""
        finally:
            connection.close()
            self.times.append(time.monotonic() - start)

    def rest(self, call, **parameters):
        query = urllib.parse.urlencode(
            {"u": GOOD, "p": GOOD_PASSWORD, "v": "1.16.1", "c": "good", "f": "json", **parameters})
        return self.ask("GET", f"/rest/{call}?{query}")

    def round(self, number):
        song = random.choice(self.songs)
        signed = {"Authorization": f"Bearer {GOOD_TOKEN}"}
        path = "/api/v1/libraries/main/files/" + urllib.parse.quote(song["path"])
        self.expect(hashlib.sha256(self.ask("GET", path, fields=signed)).hexdigest() == song["sha256"], "other bytes")
        last = self.ask("GET", path, fields={**signed, "Range": "bytes=-100"}, wanted=(206,))
        self.expect(len(last) == 100, "a range")
        for call in [("ping", {}), ("getAlbumList2", {"type": "newest"}), ("search3", {"query": song["title"]})]:
            self.expect(b'"status":"ok"' in self.rest(call[0], **call[1]).replace(b" ", b""), f"{call[0]} failed")
        if number % 5 == 0:
            self.ask("PUT", f"/api/v1/libraries/good/files/{number}", os.urandom(1000), signed, (200, 201))
        self.ask("GET", "/healthz")

    def expect(self, truth, what):
        if not truth:
            self.failures.append(what)


def behave(end, told):
    """In a process of its own, so that it waits for nobody but the gateway."""
    good = Behaved()
    for number in itertools.count():
        if time.monotonic() > end:
            break
        good.round(number)
        time.sleep(0.05)
    told.put((good.count, sorted(good.times), good.failures))


# ---- the gateway

def resident():
    with open(f"/proc/{PID}/status") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmRSS"))


def descriptors():
    return len(os.listdir(f"/proc/{PID}/fd"))


def threads():
    return len(os.listdir(f"/proc/{PID}/task"))


def watch(end, told):
    samples = []
    while time.monotonic() < end:
        samples.append((resident(), descriptors(), threads()))
        time.sleep(0.25)
    told.put(samples)


def main():
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    before = (resident(), descriptors(), threads())
    end = time.monotonic() + SECONDS
    good, samples = multiprocessing.Queue(), multiprocessing.Queue()
    processes = [multiprocessing.Process(target=behave, args=(end, good)),
                 multiprocessing.Process(target=watch, args=(end, samples))]
    for process in processes:
        process.start()
    counts = {}
    asyncio.run(all_harm(end, counts))
    count, times, failures = good.get(timeout=LONGEST * 3)
    samples = samples.get(timeout=10)
    for process in processes:
        process.join()
    half = len(samples) // 2
    first, second = max(each[0] for each in samples[:half]), max(each[0] for each in samples[half:])
    print(f"harm: {counts}")
    print(f"{count} requests, median {times[len(times) // 2] * 1000:.0f} ms, 99 of 100 within "
          f"{times[len(times) * 99 // 100] * 1000:.0f} ms, the longest {times[-1] * 1000:.0f} ms")
    print(f"memory {before[0] >> 20} MiB before, at most {first >> 20} in the first half and {second >> 20} in the second; "
          f"{max(each[1] for each in samples)} descriptors, {max(each[2] for each in samples)} threads")
    if count < SECONDS:
        failures.append(f"only {count} requests in {SECONDS} seconds")
    if second - first > GROWTH:
        failures.append("memory grows with the time")
    if max(each[2] for each in samples) > before[2] + 64:
        failures.append("threads grow with those who come")
    # They are gone: what was theirs is let go of.
    deadline = time.monotonic() + 20
    while descriptors() > before[1] + 16 and time.monotonic() < deadline:
        time.sleep(0.2)
    if descriptors() > before[1] + 16:
        failures.append(f"{descriptors()} descriptors are left, of {before[1]} before")
    for failure in failures[:20]:
        print("-", failure)
    sys.exit(bool(failures))


main()
