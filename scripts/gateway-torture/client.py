"""A client that goes on, whatever is killed: what fails is tried again, and what was acknowledged must be there."""
import hashlib
import http.client
import random
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
