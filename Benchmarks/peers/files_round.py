"""The works with a folder of files, in their order: each builds on what those before it left in the store."""
import contextlib
import os
import shutil
import tempfile
import time

from works import Round, read_in

MAIN, COPY = {"account": "label", "library": "main"}, {"account": "label", "library": "copy"}
# A first restore waits for the host of a virtual machine to give it memory for so many bytes: see Round.warm_up.
MUCH = 500_000_000


class FilesRound(Round):
    """Everything once with one tool, from an empty store on. Of the tool's folder, `files` is what goes in, and `copy`
    has the same files. `changes` of the files are renamed, then removed; after the round all is as it was before."""

    def __init__(self, tool, size, changes, record):
        super().__init__(tool, None, None, record)
        self.size, self.changes, self.folder = size, changes, os.path.join(tool.music, "files")

    def measure(self):
        tool = self.tool
        self.files_work("first sync", tool.store, "files", "files", MAIN, after=self.on_disk)
        self.files_work("into a second library", tool.known, "copy", "copy", COPY)
        self.restored("restore", tool.restore)
        self.restored("restore, on the disk", tool.restore_on_disk)
        self.files_work("nothing changed", tool.unchanged, "files", "files", MAIN)
        with self.one_more():
            self.files_work("one new file", tool.store, "files-new", "files", MAIN)
        if self.changes:
            changed = tool.changed or tool.store
            names = sorted(os.listdir(self.folder))[: self.changes]
            with self.moved(names, self.folder, "renamed-"):
                self.files_work("files renamed", changed, "files-renamed", "files", MAIN)
            with self.moved(names, os.path.join(tool.music, "aside"), ""):
                self.files_work("files removed", changed, "files-removed", "files", MAIN)
                self.nothing_lost("files-removed")
        if tool.verify:
            self.files_run("verification", tool.verify, self.read_store)

    def files_work(self, name, template, archive, folder, place, after=dict):
        if template:
            self.files_run(name, template.format(archive=archive, folder=folder, **place),
                           lambda: read_in(os.path.join(self.tool.music, folder)), after)

    def files_run(self, name, command, prepare, after=dict):
        prepare()
        cost = self.tool.run(command)
        self.record({"work": name, "bytes": self.size, **cost, **after()})

    def on_disk(self):
        """What the store takes: while the daemon runs, and stopped."""
        # What packs reserve ahead goes back within two seconds of the last upload.
        time.sleep(3)
        running = self.tool.disk_bytes()
        stopped = self.tool.stopped() or running
        return {"running_bytes": running, "stopped_bytes": stopped}

    def restored(self, name, template):
        command = self.restoring(template, "files")
        self.files_run(name, command, lambda: self.warm_up(command) if self.size > MUCH else None)
        self.compare("files")

    def restoring(self, template, archive):
        os.makedirs(self.target(archive))
        return template.format(archive=archive, folder="files", target=self.target(archive), **MAIN)

    def nothing_lost(self, archive):
        """That what was renamed and removed came to that in the store. Not measured."""
        if self.tool.changed:
            self.tool.run(self.restoring(self.tool.restore, archive))
            self.compare(archive)

    def compare(self, archive):
        self.check({archive: "files"})

    def done_with(self, restored):
        """Small files stay until the run is over: ext4 without a journal hands out no inode that was deleted within the
        last minutes, and looks at each of them again for every file that is made: a restore took three times as long."""
        if self.size > MUCH:
            super().done_with(restored)
        else:
            os.rename(restored, tempfile.mkdtemp(prefix="restored-", dir=os.path.dirname(self.tool.scratch)))

    @contextlib.contextmanager
    def one_more(self):
        path = os.path.join(self.folder, "one more")
        with open(path, "w") as file:
            file.write("What nobody has seen yet, not even a store.\n")
        yield
        os.remove(path)

    @contextlib.contextmanager
    def moved(self, names, elsewhere, prefix):
        os.makedirs(elsewhere, exist_ok=True)
        for name in names:
            os.rename(os.path.join(self.folder, name), os.path.join(elsewhere, prefix + name))
        yield
        for name in names:
            os.rename(os.path.join(elsewhere, prefix + name), os.path.join(self.folder, name))
        if elsewhere != self.folder:
            shutil.rmtree(elsewhere)
