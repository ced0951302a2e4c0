"""Somebody with an account and two libraries, who syncs, edits and restores until the daemon is gone."""
import random
import shutil

from shelf import Shelf, Snapshot, Wrong
import tree

TRANSFERS = ("descriptor", "descriptor", "stream", "match")


class Person:
    def __init__(self, world, place):
        self.world, self.place = world, place
        self.generation = 0
        self.account, self.shelves = None, []
        self.is_added = self.is_leaving = False

    def move_in(self, source):
        """Begins anew, with folders of their own."""
        self.generation += 1
        self.account = f"person{self.place}-{self.generation}"
        home = f"{self.world.work}/people/{self.account}"
        self.shelves = [Shelf(self.account, library, f"{home}/{library}") for library in ("main", "photos")]
        for shelf in self.shelves:
            tree.furnish(shelf.folder, source, self.world.songs)
        self.is_added = self.is_leaving = False

    def work(self, current, number):
        """Does one thing after the other until the round is over for this person."""
        source = random.Random(f"{self.world.seed}/{number}/{self.place}")
        if not self.account:
            self.move_in(source)
        changes = (self.sync, self.sync, self.sync, self.remove, self.rename)
        looks = (self.restore, self.restore, self.look)
        acts = changes + looks
        while not current.is_over:
            if acts is not looks and not self.is_added:
                is_answered = self.add(current)
            elif acts is not looks and (self.is_leaving or source.random() < 0.02 and self.shelves[0].newest > 2):
                is_answered = self.leave(current, source)
            else:
                is_answered = source.choice(acts)(current, source.choice(self.shelves), source)
            if not is_answered:
                if not current.fault.error:
                    return
                acts = looks  # what became of the change, the check after the round finds out

    def add(self, current):
        self.is_added = current.run("admin", "account", "add", self.account, also="ALREADY_EXISTS").is_answer
        return self.is_added

    def leave(self, current, source):
        self.is_leaving = True
        if not current.run("admin", "account", "remove", self.account, also="NOT_FOUND").is_answer:
            return False
        self.left()
        self.move_in(source)
        return True

    def left(self):
        """The account is gone, and nothing of it comes back."""
        shutil.rmtree(f"{self.world.work}/people/{self.account}")
        self.world.gone.add(self.account)
        self.account, self.shelves = None, []

    # ---- what is done to a library: false when it was not answered, and so may have been done or not

    def sync(self, current, shelf, source):
        tree.edit(shelf.folder, source, self.world.songs)
        content = tree.manifest(shelf.folder)
        # A file that cannot be taken in is skipped, and what was there of it stays.
        shelf.attempts.append(Snapshot(content, shelf.snapshot, content if current.fault.error else ()))
        answer = current.run(
            "sync", "--delete", "--library", shelf.library, "--transfer", source.choice(TRANSFERS), shelf.folder,
            account=self.account)
        if answer.status not in (0, 3):
            return False
        skipped = [skip["path"] for skip in answer.value["skipped"]]
        if skipped and not current.fault.error:
            raise Wrong(f"{shelf}: files were skipped: {answer.value['skipped']}")
        shelf.acknowledged(answer.value["revision"], Snapshot(content, shelf.snapshot, skipped))
        current.count("syncs")
        return True

    def remove(self, current, shelf, source):
        path = pick(shelf, source)
        if not path:
            return True
        content = {name: what for name, what in shelf.content.items() if name != path}
        return self.change(current, shelf, content, "rm", path)

    def rename(self, current, shelf, source):
        path, target = pick(shelf, source), str(source.randrange(10**9))
        if not path:
            return True
        content = {target if name == path else name: what for name, what in shelf.content.items()}
        return self.change(current, shelf, content, "mv", path, target)

    def change(self, current, shelf, content, verb, *arguments):
        """In the library alone: the next sync brings back what is still in the folder."""
        shelf.attempts.append(Snapshot(content))
        answer = current.run(verb, "--library", shelf.library, *arguments, account=self.account)
        if answer.status != 0:
            return False
        shelf.acknowledged(answer.value["revision"], Snapshot(content))
        current.count("edits")
        return True

    # ---- what is only looked at

    def restore(self, current, shelf, source):
        if not shelf.newest:
            return True
        target = f"{self.world.work}/seen/{self.account}"
        shutil.rmtree(target, ignore_errors=True)
        answer = current.run(
            "restore", "--library", shelf.library, "--revision", shelf.newest, target, account=self.account)
        if answer.status != 0:
            if current.fault.spares_reads and not current.is_ending(answer):
                raise Wrong(f"{shelf}: what was acknowledged cannot be read: {answer}")
            return False
        if difference := shelf.revisions[shelf.newest].differs(tree.manifest(target)):
            raise Wrong(f"{shelf}: revision {shelf.newest} came back with {difference}")
        current.count("restores")
        return True

    def look(self, current, shelf, source):
        return current.run("ls", "--library", shelf.library, account=self.account, also="NOT_FOUND").is_answer


def pick(shelf, source):
    """A file of the library that is not alone in its folder: the folder is none of its own, and goes with it."""
    files = [path for path, what in shelf.content.items() if what[0] == "file" and "/" not in path]
    snapshot = shelf.revisions.get(shelf.newest)
    return source.choice(sorted(files)) if files and not snapshot.skipped else None


