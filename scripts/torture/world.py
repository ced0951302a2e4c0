"""A store with its people: all that outlives a round."""
import glob
import json
import os

from client import Client
from daemon import Daemon
from person import Person
from upkeep import Upkeep

PEOPLE = 4


class World:
    def __init__(self, programs, work, music, seed):
        self.bin, self.work, self.seed = programs, work, seed
        self.store, self.socket = f"{work}/store", f"{work}/locker.sock"
        self.songs = sorted(
            path for path in glob.glob(f"{music}/**/*.*", recursive=True) if 0 < os.path.getsize(path) < 700_000)
        self.client = Client(f"{programs}/locker", self.socket, f"{work}/state")
        self.people = [Person(self, place) for place in range(PEOPLE)]
        self.operator = Upkeep(self)
        self.gone = set()  # accounts of which the operator was told that they are removed
        self.daemon = None
        self.configuration = f"{work}/lockerd.json5"
        with open(self.configuration, "w") as file:
            json.dump({"scrub": {"days": 0.001}}, file)  # without a pause

    def start(self, fault=None):
        self.daemon = Daemon(self, fault)
        return self.daemon

    @property
    def shelves(self):
        return [shelf for person in self.people if person.is_added for shelf in person.shelves]

    def end(self):
        if self.daemon:
            self.daemon.kill()
