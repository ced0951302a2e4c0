"""What three folders and a library hold once nobody writes: the same, and nothing is lost."""
import hashlib
import os
import random
import shutil
import time

import check
from moves import is_leftover
from shelf import Wrong

PATIENCE, REST = 150, 3  # seconds until all is in step at most, and for which it stays so
CHECKED = 40  # revisions that are restored once more at the end


class Gathering:
    def __init__(self, world):
        self.world = world
        self.revision = 0  # up to here all were looked at
        self.held = {}  # what each of them holds
        self.overwritten = 0  # what had to be looked for in revisions
        self.leftovers = 0

    def gather(self):
        """Waits until all is in step, and stays so. Returns what there is, and the seconds that it took."""
        began, since, before = time.monotonic(), time.monotonic(), None
        while time.monotonic() < began + PATIENCE:
            for device in self.world.devices:
                device.check()
            now = self.look()
            if now is None or now != before:
                since, before = time.monotonic(), now
            elif time.monotonic() > since + REST:
                return now[1], since - began
            time.sleep(0.2)
        raise Wrong(f"not in step after {PATIENCE} s: {self.difference()}")

    def look(self):
        """The newest revision and what all have; None while they differ."""
        trees = [tree(device.folder) for device in self.world.devices]
        if None in trees or any(other != trees[0] for other in trees):
            return None
        revision = self.newest()
        return (revision, trees[0]) if self.restored(revision) == trees[0] else None

    def newest(self):
        return check.ask(self.world.client, "log", "--revision", "latest").value["revisions"][0]["revision"]

    def restored(self, revision):
        """What comes back of a revision."""
        folder = f"{self.world.work}/seen"
        shutil.rmtree(folder, ignore_errors=True)
        check.ask(self.world.client, "restore", "--revision", revision, folder)
        return tree(folder)

    def find(self, owed, current):
        """Looks for all that is owed in the folders, and where it is not there in the revisions since the last time.
        Returns in how many that were."""
        revision = self.newest()
        missing, last = owed.keys() - contents(current), self.revision
        self.overwritten += len(missing)
        for number in range(last + 1, revision + 1):
            if missing or number == revision or number % 4 == 0:
                self.held[number] = contents(self.restored(number))
                missing -= self.held[number]
        self.revision = revision
        if missing:
            paths = "\n".join(f"{digest.hex()}, written as {owed[digest]}" for digest in missing)
            raise Wrong(f"in no folder and in no revision from {last} to {revision}:\n{paths}")
        self.leftovers += sum(is_leftover(name) for device in self.world.devices for *_, files in os.walk(device.folder)
                              for name in files)
        return revision - last

    def check_again(self, seed):
        """Revisions that were looked at before hold the same for ever. Returns how many were."""
        chosen = random.Random(seed).sample(sorted(self.held), min(CHECKED, len(self.held)))
        for number in chosen:
            if contents(self.restored(number)) != self.held[number]:
                raise Wrong(f"revision {number} does not hold any more what it held")
        return len(chosen)

    def difference(self):
        trees = {device.name: tree(device.folder) or {} for device in self.world.devices}
        trees["the library"] = self.restored(self.newest())
        paths = sorted(set().union(*trees.values()))
        lines = [f"{path}: " + "; ".join(f"{name} {found.get(path)}" for name, found in trees.items())
                 for path in paths if len({str(found.get(path)) for found in trees.values()}) > 1]
        said = [f"{device.name} said: {device.said()}" for device in self.world.devices]
        return "\n".join([*lines[:20], *said])


def tree(folder):
    """All that devices have alike, by path; None where it changes meanwhile."""
    found = {}
    try:
        for directory, folders, files in os.walk(folder):
            links = [name for name in folders if os.path.islink(f"{directory}/{name}")]
            names = links + [name for name in files if not is_leftover(name)]
            for name in names:
                found[os.path.relpath(f"{directory}/{name}", folder)] = thing(f"{directory}/{name}")
            if not names and not folders and directory != folder:
                found[os.path.relpath(directory, folder)] = ("folder",)
    except OSError:
        return None
    return found


def thing(path):
    status = os.lstat(path)
    if os.path.islink(path):
        return ("link", os.readlink(path))
    with open(path, "rb") as file:
        return ("file", hashlib.sha256(file.read()).digest(), status.st_mtime_ns, status.st_mode & 0o777)


def contents(found):
    return {thing[1] for thing in found.values() if thing[0] == "file"}
