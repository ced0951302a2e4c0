"""The operator, who keeps the store and the catalog until the daemon is gone."""
import random

from catalog import Catalog
from shelf import KEPT


class Upkeep:
    def __init__(self, world):
        self.world = world
        self.catalog = Catalog(world)

    def work(self, current, number):
        source = random.Random(f"{self.world.seed}/{number}/operator")
        acts = (self.compact, self.compact, self.compact_slowly, self.verify, self.look_over, self.expire, self.back_up,
                self.watch)
        while not current.is_over:
            if source.random() < 0.3:
                answer = self.catalog.remove(current, source) if source.random() < 0.6 else self.catalog.add(current)
            else:
                answer = source.choice(acts)(current)
            if not answer.is_answer and not current.fault.error:
                return

    def compact(self, current):
        return current.run("admin", "compact", "--max-unused", 0)

    def compact_slowly(self, current):
        return current.run("admin", "compact", "--max-unused", 0, "--limit-rate", 5_000_000)

    def verify(self, current):
        return current.run("admin", "verify")

    def look_over(self, current):
        return current.run("admin", "verify", "--quick")

    def back_up(self, current):
        return current.run("admin", "backup", f"{self.world.work}/backup")

    def watch(self, current):
        return current.run("admin", "stats")

    def expire(self, current):
        """All but the last revisions of the moment at which it begins, or later."""
        told = [(shelf, shelf.newest) for person in self.world.people for shelf in person.shelves]
        answer = current.run("admin", "expire", "--keep-last", KEPT)
        if answer.is_answer:
            for shelf, newest in told:
                shelf.forgotten = max(shelf.forgotten, newest - KEPT)
        return answer
