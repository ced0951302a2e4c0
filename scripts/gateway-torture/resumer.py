"""Uploads files by tus 1.0."""
import base64
import http.client
import urllib.parse

from client import PATIENCE, RETRIED, Client
from programs import Wrong


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
