"""Listens over HTTP."""
import http.client
import random
import threading
import time

from client import PATIENCE, RETRIED, Client
from programs import Wrong


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
