"""Clients that go on, whatever is killed: what fails is tried again, and what was acknowledged must be there."""
import base64
import hashlib
import http.client
import json
import os
import random
import threading
import time
import urllib.parse

from programs import Wrong

PATIENCE = 40  # seconds in which what fails has to succeed once
RETRIED = {429, 500, 502, 503, 504}  # statuses that a client tries again


def digest(data):
    return hashlib.sha256(data).hexdigest()


class Client:
    """Does one thing after the other until a round is over, each until it succeeds."""

    def __init__(self, world, name, seed):
        self.world, self.name, self.source = world, name, random.Random(f"{seed} {name}")
        self.library, self.connection, self.counts = name, None, {}
        self.acknowledged = {}  # path to bytes

    def work(self, is_over):
        while not is_over():
            self.step()
            time.sleep(self.source.uniform(0, 0.02))

    def count(self, what, number=1):
        self.counts[what] = self.counts.get(what, 0) + number

    # ---- HTTP

    def exchange(self, method, target, body=None, fields=None):
        """Status, fields and body of an answer; the connection stays for the next."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.world.port, timeout=PATIENCE)
            self.connection.request(method, target, body, {"Authorization": f"Bearer {self.world.token}", **(fields or {})})
            answer = self.connection.getresponse()
            return answer.status, answer.headers, answer.read()
        except (OSError, http.client.HTTPException):
            self.lose()
            raise

    def lose(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def until_it_succeeds(self, what, attempt):
        """The result of the first attempt that has one; an attempt without one returns the reason as a text, or fails."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                result = attempt()
                if not isinstance(result, str):
                    return result
            except (OSError, http.client.HTTPException) as error:
                result = repr(error)
            if time.monotonic() > deadline:
                raise Wrong(f"{self.name}: {what} has not succeeded for {PATIENCE} seconds: {result}")
            self.count("retries")
            time.sleep(0.05)

    def ask(self, method, target, wanted, body=None, fields=None):
        def attempt():
            status, headers, content = self.exchange(method, target, body, fields)
            if status in wanted:
                return status, headers, content
            if status not in RETRIED:
                raise Wrong(f"{self.name}: {method} {target}: {status} {content[:300]}")
            return f"{status} {content[:200]}"
        return self.until_it_succeeds(f"{method} {target}", attempt)

    def target(self, path):
        return f"/api/v1/libraries/{self.library}/files/{urllib.parse.quote(path)}"

    # ---- what was acknowledged

    def check(self, path):
        _, _, content = self.ask("GET", self.target(path), (200,))
        self.expect(path, content)

    def expect(self, path, content):
        if content != self.acknowledged[path]:
            raise Wrong(f"{self.name}: {path} was acknowledged with {digest(self.acknowledged[path])}, and is "
                        f"{digest(content)} of {len(content)} bytes")

    def check_all(self):
        for path in self.acknowledged:
            self.check(path)
            self.count("acknowledged files that were looked at")

    def content(self):
        return self.source.randbytes(self.source.choice((0, 1, 1000, 70_000, 300_000, 2_000_000)))


class Putter(Client):
    """PUT, again and again; the same bytes again where nobody says that they came."""

    def step(self):
        path, data = f"song {self.source.randrange(40)}.bin", self.content()
        self.acknowledged.pop(path, None)  # until it is acknowledged, either may be there
        self.ask("PUT", self.target(path), (200, 201), data)
        self.acknowledged[path] = data
        self.count("files by PUT")
        if self.source.random() < 0.3:
            self.check(self.source.choice(sorted(self.acknowledged)))


class Resumer(Client):
    """Uploads by tus, each in some pieces: after a failure it asks how far it came."""

    @staticmethod
    def is_there(world):
        connection = http.client.HTTPConnection("127.0.0.1", world.port, timeout=PATIENCE)
        connection.request("OPTIONS", "/api/v1/uploads", headers={"Authorization": f"Bearer {world.token}"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return "1.0.0" in answer.headers.get("Tus-Version", "")

    def step(self):
        path, data = f"song {self.source.randrange(40)}.bin", self.content()
        self.acknowledged.pop(path, None)
        self.upload(path, data)
        self.acknowledged[path] = data
        self.count("files by tus")
        if self.source.random() < 0.3:
            self.check(self.source.choice(sorted(self.acknowledged)))

    def upload(self, path, data):
        about = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}"
                         for key, value in (("library", self.library), ("path", path)))
        _, headers, _ = self.tus("POST", "/api/v1/uploads", (201,),
                                 fields={"Upload-Length": str(len(data)), "Upload-Metadata": about})
        place = urllib.parse.urlsplit(headers["Location"]).path
        if not data and "ETag" in headers:
            return
        self.until_it_succeeds(f"the upload {place}", lambda: self.go_on(place, data))

    def go_on(self, place, data):
        """From where the server says, to the end. None when all of it is there and committed."""
        status, headers, content = self.exchange("HEAD", place, fields={"Tus-Resumable": "1.0.0"})
        if status in RETRIED:
            return f"{status} {content[:200]}"
        if status != 200:
            raise Wrong(f"{self.name}: HEAD {place}: {status}, though nobody has removed it")
        offset = int(headers["Upload-Offset"])
        if not 0 <= offset <= len(data):
            raise Wrong(f"{self.name}: {place} is at {offset} of {len(data)} bytes")
        while offset < len(data) or "ETag" not in headers:
            piece = data[offset:offset + self.source.choice((10_000, 100_000, 1_000_000))]
            status, headers, content = self.exchange("PATCH", place, piece, {
                "Tus-Resumable": "1.0.0", "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"})
            if status != 204:
                return f"{status} {content[:200]}"
            offset += len(piece)
            self.count("pieces by tus")
        return None

    def tus(self, method, target, wanted, fields):
        return self.ask(method, target, wanted, fields={"Tus-Resumable": "1.0.0", **fields})


class Syncer(Client):
    """`locker sync --server` of a folder that changes; when it says that it is done, the library has the folder."""

    def __init__(self, world, name, seed):
        super().__init__(world, name, seed)
        self.folder, self.files = f"{world.work}/{name}", {}
        os.makedirs(self.folder)

    def step(self):
        for _ in range(self.source.randrange(1, 6)):
            self.change()
        self.acknowledged = {}

        def attempt():
            done = self.world.attempt("locker", "--progress", "none", "sync", "--server", self.world.url, "--library",
                                      self.library, "--delete", "--from-here", self.folder, device=f"state-of-{self.name}")
            return done.stderr[-400:] or "no reason is told" if done.returncode != 0 else None
        self.until_it_succeeds("a sync", attempt)
        self.acknowledged = dict(self.files)
        self.count("syncs")

    def change(self):
        path = f"{self.source.randrange(5)}/{self.source.randrange(8)}.bin"
        if path in self.files and self.source.random() < 0.3:
            del self.files[path]
            os.remove(f"{self.folder}/{path}")
            return
        self.files[path] = self.content()
        os.makedirs(os.path.dirname(f"{self.folder}/{path}"), exist_ok=True)
        with open(f"{self.folder}/{path}", "wb") as file:
            file.write(self.files[path])

    def check_all(self):
        super().check_all()
        if not self.acknowledged:
            return
        _, _, content = self.ask("GET", f"/api/v1/libraries/{self.library}/entries?limit=10000", (200,))
        found = {entry["path"] for entry in json.loads(content)["entries"] if entry["kind"] == "file"}
        if found != set(self.acknowledged):
            raise Wrong(f"{self.name}: the library has {sorted(found ^ set(self.acknowledged))} too many or too few")


class Streamer(Client):
    """Listens to songs that never change: each byte that comes is right, and after a break it goes on where it was."""

    songs, lock = {}, threading.Lock()

    def __init__(self, world, name, seed):
        super().__init__(world, name, seed)
        self.library = "music"
        with self.lock:
            if not self.songs:
                self.songs.update({f"{number}.bin": random.Random(f"{seed} {number}").randbytes(6_000_000)
                                   for number in range(4)})
                for path, data in self.songs.items():
                    self.ask("PUT", self.target(path), (201,), data)

    def step(self):
        path = self.source.choice(sorted(self.songs))
        heard, tag = 0, None
        data = self.songs[path]

        def attempt():
            nonlocal heard, tag
            fields = {"Range": f"bytes={heard}-", "If-Range": tag} if heard else {}
            heard, tag, reason = self.listen(path, data, heard, tag, fields)
            return reason
        self.until_it_succeeds(f"a stream of {path}", attempt)
        self.count("streams")

    def listen(self, path, data, heard, tag, fields):
        """Where it is then, the tag of what it hears, and why it has come no further; None at the end of the song."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.world.port, timeout=PATIENCE)
            self.connection.request("GET", self.target(path),
                                    headers={"Authorization": f"Bearer {self.world.token}", **fields})
            answer = self.connection.getresponse()
            if answer.status in RETRIED:
                return heard, tag, f"{answer.status} {answer.read()[:200]}"
            if answer.status != (206 if fields else 200) or tag not in (None, answer.headers["ETag"]):
                raise Wrong(f"{self.name}: {path} from {heard}: {answer.status} {answer.headers['ETag']} {answer.read(200)}")
            tag = answer.headers["ETag"]
            while piece := answer.read(100_000):
                if piece != data[heard:heard + len(piece)]:
                    raise Wrong(f"{self.name}: other bytes of {path} came behind {heard}")
                heard += len(piece)
                time.sleep(0.002)
            if heard == len(data):
                return heard, tag, None
            self.lose()
        except (OSError, http.client.HTTPException) as error:
            partial = getattr(error, "partial", b"")
            if partial != data[heard:heard + len(partial)]:
                raise Wrong(f"{self.name}: other bytes of {path} came behind {heard}, at the break") from error
            heard += len(partial)
            self.lose()
        self.count("streams that were gone on with")
        return heard, tag, "the connection ended"

    def check_all(self):
        for path, data in self.songs.items():
            if self.ask("GET", self.target(path), (200,))[2] != data:
                raise Wrong(f"{self.name}: {path} has other bytes")
