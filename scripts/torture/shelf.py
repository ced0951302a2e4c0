"""What somebody was told of a library, and what it may hold besides."""
import shutil

from tree import manifest

KEPT = 2  # revisions that `admin expire` leaves of each library


class Wrong(Exception):
    """Something that must not be."""


class Snapshot:
    """What a revision holds. In the place of a file that may have been skipped is what the revision before had there,
    which may have skipped it too, or nothing."""

    def __init__(self, content, before=None, skipped=()):
        self.content = content
        self.skipped = {path: (content.get(path), *(before.allowed(path) if before else ()), None) for path in skipped}

    def allowed(self, path):
        return self.skipped.get(path, (self.content.get(path),))

    def differs(self, found):
        """What is not as it should be, or nothing."""
        for path in sorted(self.content.keys() | found.keys()):
            if found.get(path) not in self.allowed(path):
                return f"{path}: {found.get(path)} instead of {' or '.join(map(str, self.allowed(path)))}"
        return None


class Shelf:
    """One library of one account. Its owner does one thing after the other, so that at most one change of it is
    attempted and not answered."""

    def __init__(self, account, library, folder):
        self.account, self.library, self.folder = account, library, folder
        self.revisions = {}  # what each revision holds of which somebody was told, or that was seen
        self.newest = 0
        self.attempts = []  # what next revisions hold that were asked for, and nobody was told of
        self.forgotten = 0  # revisions up to here were expired, and the operator told so

    def __str__(self):
        return f"{self.account}/{self.library}"

    @property
    def snapshot(self):
        return self.revisions[self.newest] if self.newest else Snapshot({})

    @property
    def content(self):
        return self.snapshot.content

    def acknowledged(self, revision, snapshot):
        """Takes note of an answer: the next revision, or the same one when nothing had changed."""
        if revision not in (self.newest, self.newest + 1):
            raise Wrong(f"{self}: revision {revision} after {self.newest}")
        if revision == self.newest and revision and snapshot.content != self.content and not snapshot.skipped:
            raise Wrong(f"{self}: nothing new was told of revision {revision}, and something was")
        if revision > self.newest:
            self.revisions[revision] = snapshot
            self.attempts = []
        self.newest = revision

    def restore(self, client, revision, target):
        """The content of a revision as it comes back, or the answer that it does not."""
        shutil.rmtree(target, ignore_errors=True)
        answer = client.run("restore", "--library", self.library, "--revision", revision, target, account=self.account)
        found = manifest(target) if answer.status == 0 else None
        shutil.rmtree(target, ignore_errors=True)
        return answer, found

    def settle(self, client, target):
        """Holds all that the daemon tells of the library against what is known, and takes note of what it made of an
        attempt. Returns the number of revisions that came back."""
        listed = self.listed(client)
        newest = max(listed, default=0)
        if newest == self.newest + 1 and self.attempts:
            self.adopt(client, newest, target)
        elif newest != self.newest:
            raise Wrong(f"{self}: its newest revision is {newest}, and {self.newest} was acknowledged")
        for revision in range(max(1, newest - KEPT + 1), newest + 1):
            if revision not in listed:
                raise Wrong(f"{self}: revision {revision} of {newest} is gone")
        for revision in listed:
            self.check(client, revision, target)
        self.revisions = {revision: self.revisions[revision] for revision in listed}
        return len(listed)

    def adopt(self, client, revision, target):
        """Takes note that an attempt became a revision, if it is there whole."""
        answer, found = self.restore(client, revision, target)
        if found is None:
            raise Wrong(f"{self}: revision {revision}, of which nobody was told, does not come back: {answer}")
        differences = [attempt.differs(found) for attempt in self.attempts]
        if None not in differences:
            raise Wrong(f"{self}: revision {revision}, of which nobody was told, is in parts: {differences}")
        self.revisions[revision] = self.attempts[differences.index(None)]
        self.newest, self.attempts = revision, []

    def listed(self, client):
        answer = client.run("log", "--library", self.library, account=self.account)
        if answer.status != 0 and answer.code != "NOT_FOUND":
            raise Wrong(f"the revisions of {self} are not told: {answer}")
        listed = sorted(revision["revision"] for revision in answer.value.get("revisions", []))
        if any(revision <= self.forgotten for revision in listed):
            raise Wrong(f"{self}: revisions {listed}, of which those up to {self.forgotten} were expired")
        return listed

    def check(self, client, revision, target):
        answer, found = self.restore(client, revision, target)
        if found is None:
            raise Wrong(f"{self}: revision {revision} does not come back: {answer}")
        if difference := self.revisions[revision].differs(found):
            raise Wrong(f"{self}: revision {revision} comes back with {difference}")
