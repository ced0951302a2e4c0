"""Syncs a folder with the program locker."""
import json
import os

from client import Client
from programs import Wrong


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
