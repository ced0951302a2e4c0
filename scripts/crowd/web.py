"""A client of HTTP for a thousand people in one thread: each has one connection, from an address of the loopback."""
import asyncio
import socket
import urllib.parse

LONGEST = 20  # seconds that an answer may take


class Answer:
    def __init__(self, status, fields, body):
        self.status, self.fields, self.body = status, fields, body

    def __str__(self):
        return f"{self.status} {self.body[:200]}"


class Web:
    """One connection, which is made again where the server has closed it while nothing was asked."""

    def __init__(self, url, address):
        parts = urllib.parse.urlsplit(url)
        self.host, self.port, self.address = parts.hostname, parts.port, address
        self.reader = self.writer = None

    async def ask(self, method, target, fields=(), body=b""):
        """The answer. Raises OSError or EOFError where the connection ends before it."""
        async with asyncio.timeout(LONGEST):
            kept = self.writer is not None
            try:
                return await self.exchange(method, target, fields, body)
            except (OSError, EOFError) as error:
                self.close()
                # A connection that nothing has come over may have been closed before it was asked.
                if not kept or getattr(error, "partial", b""):
                    raise
                return await self.exchange(method, target, fields, body)

    async def exchange(self, method, target, fields, body):
        if self.writer is None:
            await self.connect()
        lines = [f"{method} {target} HTTP/1.1", "Host: crowd", *fields]
        if body or method in ("PUT", "POST"):
            lines.append(f"Content-Length: {len(body)}")
        self.writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await self.writer.drain()
        return await self.answer(method)

    async def connect(self):
        connection = socket.socket()
        connection.setblocking(False)
        connection.bind((self.address, 0))
        try:
            await asyncio.get_running_loop().sock_connect(connection, (self.host, self.port))
        except BaseException:
            connection.close()
            raise
        self.reader, self.writer = await asyncio.open_connection(sock=connection, limit=1 << 17)

    async def answer(self, method):
        head = await self.reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        status = int(first.split()[1])
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        body = b""
        if method != "HEAD" and status not in (204, 304):
            body = await self.body(fields)
        if fields.get("connection", "").lower() == "close":
            self.close()
        return Answer(status, fields, body)

    async def body(self, fields):
        if "content-length" in fields:
            return await self.reader.readexactly(int(fields["content-length"]))
        if fields.get("transfer-encoding") != "chunked":
            return await self.reader.read()
        pieces = []
        while size := int(await self.reader.readuntil(b"\r\n"), 16):
            pieces.append(await self.reader.readexactly(size))
            await self.reader.readexactly(2)
        await self.reader.readuntil(b"\r\n")
        return b"".join(pieces)

    def close(self):
        if self.writer is not None:
            self.writer.transport.abort()
        self.reader = self.writer = None
