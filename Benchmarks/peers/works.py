"""The works of a round, in their order: each builds on what those before it left in the store."""
import os
import shlex
import shutil
import subprocess

import costs

# Archive (in Locker: account and library) and folder of each collection in the music library.
COLLECTIONS = {"catalog": "catalog", "alice": "users/alice", "bob": "users/bob", "carol": "users/carol"}
USERS = ("alice", "bob", "carol")
ACCOUNTS = {"catalog": ("label", "main"), "copy": ("label", "copy")}
KEPT = ("bob", "carol")


def read_in(folder):
    """Reads all files of `folder`, so that they are in the page cache. A kernel may drop what was not read for a minute
    (DAMON), however much memory is free."""
    subprocess.run("find -L . -type f -exec cat {} + > /dev/null", shell=True, check=True, cwd=folder)


class Round:
    """Everything once with one tool, from an empty store on. `copy` is a folder with the files of the catalog."""

    def __init__(self, tool, copy, sizes, record):
        self.tool, self.copy, self.sizes, self.record = tool, copy, sizes, record

    def measure(self, between=None):
        """Records a sample for each work that the tool can do. Calls `between` while all four collections are there."""
        tool, everything = self.tool, sum(self.sizes.values())
        first = self.sizes["catalog"]
        self.work("first sync", tool.store, {"catalog": "catalog"}, first)
        self.work("sync of a copy", tool.known, {"copy": self.copy}, first)
        self.work("three users", tool.store, {user: COLLECTIONS[user] for user in USERS}, everything - first)
        self.work("nothing changed", tool.unchanged, COLLECTIONS, everything)
        self.work("restore", tool.restore, COLLECTIONS, everything, self.check)
        self.work("restore, on the disk", tool.restore_on_disk, COLLECTIONS, everything, self.check)
        if between:
            between(tool)
        if tool.verify:
            self.run("verification", [(tool.verify, self.read_store)], everything)
        if tool.compact:
            self.run("compaction", [(tool.compact, self.read_store)], everything)
            self.restore_kept()

    def work(self, name, template, collections, size, check=None):
        """A work that is a command for each of the collections."""
        if template:
            self.run(name, [self.prepared(template, *each) for each in collections.items()], size)
            if check:
                check(collections)

    def prepared(self, template, archive, folder):
        """A command, and what to do right before it, unmeasured."""
        command = self.command(template, archive, folder)
        if "{target}" in template:
            return command, lambda: self.warm_up(command)
        return command, lambda: read_in(os.path.join(self.tool.music, folder))

    def read_store(self):
        read_in(self.tool.repository)

    def command(self, template, archive, folder):
        account, library = ACCOUNTS.get(archive, (archive, "main"))
        target = self.target(archive)
        if "{target}" in template:
            os.makedirs(target, exist_ok=True)
        return template.format(archive=archive, folder=shlex.quote(folder), target=shlex.quote(target), account=account,
                               library=library)

    def warm_up(self, command):
        """Restores once, unmeasured. A virtual machine may have given memory that is free back to its host, and waits for
        the host when files need it again: longer than the restore itself takes, for whoever is the first."""
        restored = os.path.join(self.tool.scratch, "restored")
        kept = os.path.join(self.tool.scratch, "kept")
        os.rename(restored, kept)
        for archive in os.listdir(kept):
            os.makedirs(os.path.join(restored, archive))
        self.tool.run(command)
        shutil.rmtree(restored)
        os.rename(kept, restored)

    def run(self, name, commands, size):
        before = self.tool.stored_bytes()
        found = []
        for command, prepare in commands:
            prepare()
            found.append(self.tool.run(command))
        self.record({"work": name, "bytes": size, **costs.total(found), "stored_before_bytes": before,
                     "stored_after_bytes": self.tool.stored_bytes()})

    def target(self, archive):
        return os.path.join(self.tool.scratch, "restored", archive)

    def check(self, collections):
        """That what came back is what went in, but for litter, which some leave out. Not measured."""
        for archive, folder in collections.items():
            restored = self.tool.restored(folder, self.target(archive))
            original = os.path.join(self.tool.music, folder)
            difference = subprocess.run(["diff", "--recursive", "--no-dereference", "--brief", "--exclude=.DS_Store",
                                         original, restored])
            if difference.returncode != 0:
                raise SystemExit(f"{self.tool.name}: {archive} did not come back as it was")
        self.done_with(os.path.join(self.tool.scratch, "restored"))

    def done_with(self, restored):
        shutil.rmtree(restored)

    def restore_kept(self):
        """That what was not deleted is still there. Not measured."""
        kept = {name: COLLECTIONS[name] for name in KEPT}
        for each in kept.items():
            self.tool.run(self.command(self.tool.restore, *each))
        self.check(kept)
