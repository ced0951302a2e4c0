"""What somebody does in the folder of a device: files that come, change, move and go, at names that others use too.

Nothing is overwritten unseen: what goes is renamed out of the folder first, and read there, so that the ledger knows
which contents were thrown away, and which not.
"""
import errno
import hashlib
import os
import random
import shutil
import time

from moves import EXCHANGE, NOREPLACE, digest_of, files, move, walk

LEAST, MOST = 20, 50  # files that a folder has
PLACES = ("", "", "a", "a/b", "A", "c/d/e", "новое")
WORDS = ("note", "Note", "song", "photo", "x", "long " + 100 * "n")
NAMES = [f"{word}{end}" for word in WORDS for end in ("", ".txt", ".mp3")]
# Something is gone, or there, or another thing; a folder would go into itself.
MAY_BE = (errno.ENOENT, errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENOTEMPTY, errno.ELOOP, errno.EINVAL)


class Editor:
    def __init__(self, device, ledger, seed):
        self.device, self.ledger = device, ledger
        self.source = random.Random(f"{seed}/{device.name}")
        self.number = 0

    def work(self, is_over):
        """Bursts of edits with pauses between, as people work."""
        while not is_over():
            for _ in range(self.source.randrange(1, 16)):
                self.edit()
                time.sleep(self.source.choice((0, 0, 0.001, 0.02, 0.1)))
            pause = time.monotonic() + self.source.choice((0.1, 0.4, 1, 2.5))
            while not is_over() and time.monotonic() < pause:
                time.sleep(0.02)

    def edit(self):
        there = files(self.device.folder)
        if len(there) < LEAST:
            acts = (self.write,)
        elif len(there) > MOST:
            acts = (self.remove_copy, self.remove, self.append, self.replace)
        else:
            acts = (self.write, self.write, self.replace, self.replace, self.append, self.append, self.rewrite,
                    self.remove, self.rename, self.rename, self.rename_case, self.copy, self.touch, self.change_mode,
                    self.link, self.add_folder, self.rename_folder, self.remove_folder)
        try:
            self.source.choice(acts)(there)
        except OSError as error:  # the watch works here too
            if error.errno not in MAY_BE:
                raise

    # ---- files

    def write(self, _):
        """A new one, whole when it has its name."""
        path, (temporary, digest) = self.new_path(), self.make()
        try:
            move(temporary, path, NOREPLACE)
        except OSError:
            os.unlink(temporary)
            raise
        self.wrote(digest, path)

    def replace(self, there):
        """Another one in its place, in one step."""
        path, (temporary, digest) = self.source.choice(there), self.make()
        try:
            move(temporary, path, EXCHANGE)
        except OSError:
            os.unlink(temporary)
            raise
        self.wrote(digest, path)
        self.throw_away(temporary)

    def append(self, there):
        self.change(self.source.choice(there), lambda file: file.seek(0, os.SEEK_END), self.source.choice((1, 1, 3)))

    def rewrite(self, there):
        """As many bytes; now and then it has its old time afterwards."""
        path = self.source.choice(there)
        before = os.stat(path)
        self.change(path, lambda file: file.seek(0), 1, before.st_size)
        if self.source.random() < 0.3:
            time.sleep(0.02)
            os.utime(path, ns=(before.st_mtime_ns, before.st_mtime_ns), follow_symlinks=False)

    def change(self, path, seek, times, size=None):
        """Writes to a file that is there; what it held before is gone with that."""
        with open(os.open(path, os.O_RDWR | os.O_NOFOLLOW), "r+b", buffering=0) as file:
            self.threw(digest_of(file))
            for number in range(times):
                seek(file)
                file.write(self.content(size))
                if number < times - 1:
                    time.sleep(self.source.choice((0.01, 0.2)))
            digest = digest_of(file)
            # Without a name by now, another device's has its place: then nobody could have it any more.
            if os.fstat(file.fileno()).st_nlink:
                self.wrote(digest, path)

    def remove(self, there):
        self.take_out(self.source.choice(there))

    def remove_copy(self, there):
        """One of those that conflicts left."""
        self.remove([path for path in there if "(conflict, " in path] or there)

    def rename(self, there):
        move(self.source.choice(there), self.new_path(), NOREPLACE)

    def rename_case(self, there):
        folder, name = os.path.split(self.source.choice(there))
        move(f"{folder}/{name}", f"{folder}/{name.swapcase()}", NOREPLACE)

    def copy(self, there):
        shutil.copy2(self.source.choice(there), temporary := self.temporary(), follow_symlinks=False)
        try:
            move(temporary, self.new_path(), NOREPLACE)
        except OSError:
            os.unlink(temporary)
            raise

    def touch(self, there):
        """A clock that was set otherwise: long ago, ahead, or one of whole seconds."""
        moment = self.source.choice((10**9 + self.source.randrange(10**6), 2 * 10**9, int(time.time()) // 2 * 2))
        os.utime(self.source.choice(there), ns=(moment * 10**9, moment * 10**9), follow_symlinks=False)

    def change_mode(self, there):
        path = self.source.choice(there)
        if not os.path.islink(path):
            os.chmod(path, self.source.choice((0o600, 0o644, 0o755)))

    def link(self, _):
        os.symlink(f"target {self.source.randrange(5)}", self.new_path())

    # ---- folders

    def add_folder(self, _):
        os.makedirs(self.new_path())

    def rename_folder(self, there):
        if folder := self.some_folder(there):
            move(folder, self.new_path(), NOREPLACE)

    def remove_folder(self, there):
        """One with little in it: whoever loses most of a folder is asked first."""
        folder = self.some_folder(there)
        if folder and sum(path.startswith(f"{folder}/") for path in there) <= 5:
            self.take_out(folder)

    # ---- for all of these

    def wrote(self, digest, path):
        self.ledger.wrote(digest, self.device.name, path)

    def threw(self, digest):
        self.ledger.threw(digest, self.device.name)

    def take_out(self, path):
        move(path, temporary := self.temporary(), NOREPLACE)
        self.throw_away(temporary)

    def throw_away(self, path):
        for found in [path, *walk(path)]:
            if os.path.isfile(found) and not os.path.islink(found):
                with open(found, "rb") as file:
                    self.threw(digest_of(file))
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)

    def make(self):
        """A file outside the folder, and the digest of what it holds."""
        content = self.content()
        with open(path := self.temporary(), "wb") as file:
            file.write(content)
        return path, hashlib.sha256(content).digest()

    def content(self, size=None):
        """Bytes that nobody has; most often few of them."""
        return self.source.randbytes(max(1, size or int(8 * 250_000 ** self.source.random())))

    def temporary(self):
        self.number += 1
        return f"{self.device.aside}/{self.number}"

    def some_folder(self, there):
        folders = sorted({os.path.dirname(path) for path in there} - {self.device.folder})
        return self.source.choice(folders) if folders else None

    def new_path(self):
        folder = os.path.normpath(f"{self.device.folder}/{self.source.choice(PLACES)}")
        os.makedirs(folder, exist_ok=True)
        return f"{folder}/{self.source.choice(NAMES)}"
