"""Ten people who do harm, each in every way and from an address of their own. They go on until the end."""
import asyncio
import itertools
import json
import random
import socket
import time
import urllib.parse

FORM = "Content-Type: application/x-www-form-urlencoded"
GARBAGE = ("bytes=", "bytes=-", "bytes=9-1", "bytes=a-b", "bytes=0-0,-", "bytes=18446744073709551616-", "bytes=--1",
           "items=0-1", "bytes=" + "0-0," * 4000 + "1-1", "bytes=-0", "bytes = 0-1", "\x01", "bytes=0-" + "9" * 4000)
SLOW = (15, 25)  # seconds that a slow upload goes on: longer than those that others need give way after (docs/protocol.md)


class Harm:
    """One of them; `others` are those whose things they are after."""

    def __init__(self, url, number, person, others, song, slow_uploads):
        parts = urllib.parse.urlsplit(url)
        self.host, self.port, self.address = parts.hostname, parts.port, f"127.250.0.{number + 1}"
        self.token, self.others, self.song = person["token"], others, song
        self.counts, self.leaks, self.slow_uploads = {}, [], slow_uploads

    # ---- connections and heads

    async def connect(self, buffer=None):
        connection = socket.socket()
        if buffer:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        connection.setblocking(False)
        connection.bind((self.address, 0))
        try:
            await asyncio.get_running_loop().sock_connect(connection, (self.host, self.port))
            return await asyncio.open_connection(sock=connection, limit=1 << 16)
        except BaseException:
            connection.close()
            raise

    def head(self, method, path, *fields):
        return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: x", f"Authorization: Bearer {self.token}", *fields, "",
                            ""]).encode("latin-1")

    @staticmethod
    async def answer(reader):
        """The status of an answer, and its body."""
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode("latin-1").lower().split("\r\n")
        length = next((int(line.split(":")[1]) for line in lines if line.startswith("content-length:")), 0)
        return int(lines[0].split()[1]), await reader.readexactly(length)

    @staticmethod
    async def drip(writer, pieces, pause=1.0):
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    def random_other(self):
        return random.choice(self.others)

    # ---- what they do

    async def slow_head(self, _, writer):
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        await self.drip(writer, itertools.repeat(b"x"))

    async def half_open(self, reader, _):
        await reader.read(1)

    async def slow_upload(self, _, writer):
        """Holds a place until others want it. It is not told when that is so: it begins anew now and then, for another."""
        writer.write(self.head("PUT", f"/api/v1/libraries/slow/files/{random.random()}", "Content-Length: 1000000"))
        async with asyncio.timeout(random.uniform(*SLOW)):
            await self.drip(writer, itertools.repeat(b"x"))

    async def slow_form(self, _, writer):
        writer.write(self.head("POST", "/rest/ping", FORM, "Content-Length: 1000000"))
        await self.drip(writer, itertools.repeat(b"x"))

    async def unread(self, reader, writer):
        """Asks for a song again and again, and takes a byte of it a second."""
        writer.write(self.head("GET", self.song) * 20)
        while await reader.read(1):
            await asyncio.sleep(1)

    async def flood(self, reader, writer):
        """As many requests as go out, and most answers thrown away."""
        while True:
            writer.write(self.head("GET", "/rest/ping?v=1.16.1&c=x") * 50)
            await writer.drain()
            await reader.read(1 << 16)
            await asyncio.sleep(0.1)

    async def header_flood(self, _, writer):
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
        await self.drip(writer, itertools.repeat(b"X-Flood: " + b"x" * 8000 + b"\r\n"), 0.05)

    async def aborted_upload(self, reader, writer):
        """Half of what was said, and away; or all of it, and away before the answer."""
        half = random.random() < 0.5
        writer.write(self.head("PUT", f"/api/v1/libraries/aborted/files/{random.randrange(50)}", "Content-Length: 200000"))
        writer.write(random.randbytes(100_000 if half else 200_000))
        await writer.drain()
        await asyncio.sleep(random.uniform(0, 1))

    async def garbage_ranges(self, reader, writer):
        for value in random.sample(GARBAGE, len(GARBAGE)):
            writer.write(self.head("GET", self.song, f"Range: {value}"))
            await reader.read(1 << 16)
            await asyncio.sleep(0.05)

    async def wrong_passwords(self, reader, writer):
        """Each is of another person who behaves."""
        for _ in range(20):
            name = self.random_other()["name"]
            writer.write(f"GET /rest/ping?u={name}&p={random.randbytes(6).hex()}&v=1.16.1&c=x HTTP/1.1\r\nHost: x\r\n\r\n"
                         .encode())
            await self.answer(reader)
            body = json.dumps({"name": name, "password": random.randbytes(6).hex(), "label": "x"}).encode()
            writer.write(f"POST /api/v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            status, _ = await self.answer(reader)
            if status < 400:
                self.leaks.append(f"a wrong password of {name} is answered with {status}")
            await asyncio.sleep(0.2)

    async def ids_of_others(self, reader, writer):
        """What others have, by its id, its blob and its path; and in their name."""
        for _ in range(50):
            other = self.random_other()
            for path in (f"/rest/stream?v=1.16.1&c=x&f=json&id={other['id']}",
                         f"/rest/getSong?v=1.16.1&c=x&f=json&id={other['id']}",
                         f"/rest/ping?v=1.16.1&c=x&f=json&u={other['name']}",
                         f"/api/v1/blobs/{other['blob']}",
                         f"/api/v1/libraries/main/files/{urllib.parse.quote(other['path'])}"):
                writer.write(self.head("GET", path))
                status, body = await self.answer(reader)
                if status < 400 and b'"failed"' not in body.replace(b" ", b"") and "/ping" not in path:
                    self.leaks.append(f"{path} of {other['name']} is answered with {status}, {len(body)} bytes")
            await asyncio.sleep(0.1)

    async def archives(self, reader, writer):
        writer.write(self.head("GET", "/api/v1/libraries/main/zip"))
        await reader.read(1000)
        await asyncio.sleep(0.2)

    async def many_connections(self, reader, writer):
        held = []
        try:
            for _ in range(100):
                held.append(await self.connect())
            await asyncio.sleep(5)
        finally:
            for _, other in held:
                other.transport.abort()

    def kinds(self):
        return ((10, self.slow_head, None), (5, self.half_open, None), (self.slow_uploads, self.slow_upload, None),
                (5, self.slow_form, None), (10, self.unread, 4096), (1, self.flood, None), (1, self.header_flood, None),
                (2, self.aborted_upload, None), (1, self.garbage_ranges, None), (1, self.wrong_passwords, None),
                (1, self.ids_of_others, None), (1, self.archives, 4096), (1, self.many_connections, None))

    async def go_on(self, kind, buffer, end):
        """With a new connection whenever the last one has ended."""
        while time.monotonic() < end:
            try:
                reader, writer = await self.connect(buffer)
            except OSError:
                await asyncio.sleep(0.2)
                continue
            self.counts[kind.__name__] = self.counts.get(kind.__name__, 0) + 1
            try:
                async with asyncio.timeout(max(0.1, end - time.monotonic())):
                    await kind(reader, writer)
            except (OSError, EOFError, asyncio.LimitOverrunError, TimeoutError, ValueError):
                pass
            finally:
                writer.transport.abort()
            await asyncio.sleep(0.05)

    def all(self, end):
        return [self.go_on(kind, buffer, end) for count, kind, buffer in self.kinds() for _ in range(count)]


def run(url, people, others, song, slow_uploaders, end, told):
    """All ten, in a process of their own, so that who behaves waits for nobody but the gateway."""
    async def together():
        await asyncio.gather(*(act for harm in all_harm for act in harm.all(end)))

    all_harm = [Harm(url, number, person, others, song, 8 if number < slow_uploaders else 0)
                for number, person in enumerate(people)]
    asyncio.run(together())
    counts = {}
    for harm in all_harm:
        for name, count in harm.counts.items():
            counts[name] = counts.get(name, 0) + count
    told.put((counts, [leak for harm in all_harm for leak in harm.leaks]))
