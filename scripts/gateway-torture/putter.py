"""Uploads whole files over HTTP."""
from client import Client


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
