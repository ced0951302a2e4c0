"""A file system in memory whose clock is what a file says, in whole seconds, and that is odd in other ways on request.

usage: odd-disk.py DIR CLOCK [refuse-times] [list-twice] [hide-sizes] [moving-ctime]

Mounts itself at DIR until it is unmounted. CLOCK holds seconds since 1970, read for every change.
"""

import errno
import itertools
import stat
import sys

import fusepy as fuse


class OddDisk(fuse.Operations):
    def __init__(self, clock, oddities):
        self.clock = clock
        self.oddities = oddities
        self.numbers = itertools.count(1000)
        self.nodes = {"/": self.node(stat.S_IFDIR | 0o755)}
        self.moves = 0

    def now(self):
        with open(self.clock) as file:
            return int(file.read())

    def node(self, mode):
        now = self.now()
        return {"mode": mode, "data": b"", "mtime": now, "ctime": now, "inode": next(self.numbers)}

    def find(self, path):
        if path not in self.nodes:
            raise fuse.FuseOSError(errno.ENOENT)
        return self.nodes[path]

    def touch(self, node):
        node["mtime"] = node["ctime"] = self.now()

    def getattr(self, path, fh=None):
        node = self.find(path)
        size = 0 if "hide-sizes" in self.oddities else len(node["data"])
        if "moving-ctime" in self.oddities:
            self.moves += 1
        return {
            "st_mode": node["mode"], "st_size": size, "st_mtime": node["mtime"], "st_ino": node["inode"],
            "st_ctime": node["ctime"] + self.moves, "st_atime": node["mtime"], "st_nlink": 1,
        }

    def readdir(self, path, fh):
        start = path.rstrip("/") + "/"
        names = [name[len(start):] for name in self.nodes if name.startswith(start) and name != "/"]
        names = [name for name in names if "/" not in name]
        return [".", ".."] + names * (2 if "list-twice" in self.oddities else 1)

    def mkdir(self, path, mode):
        self.nodes[path] = self.node(stat.S_IFDIR | mode)

    def create(self, path, mode, fi=None):
        self.nodes[path] = self.node(stat.S_IFREG | mode)
        return 0

    def open(self, path, flags):
        self.find(path)
        return 0

    def read(self, path, size, offset, fh):
        return self.find(path)["data"][offset:offset + size]

    def write(self, path, data, offset, fh):
        node = self.find(path)
        node["data"] = node["data"][:offset].ljust(offset, b"\0") + data + node["data"][offset + len(data):]
        self.touch(node)
        return len(data)

    def truncate(self, path, length, fh=None):
        node = self.find(path)
        node["data"] = node["data"][:length].ljust(length, b"\0")
        self.touch(node)

    def chmod(self, path, mode):
        node = self.find(path)
        node["mode"] = stat.S_IFMT(node["mode"]) | mode

    def chown(self, path, uid, gid):
        return 0

    def utimens(self, path, times=None):
        if "refuse-times" in self.oddities:
            raise fuse.FuseOSError(errno.EPERM)
        self.find(path)["mtime"] = int(times[1]) if times else self.now()

    def unlink(self, path):
        del self.nodes[path]

    def rmdir(self, path):
        del self.nodes[path]

    def rename(self, old, new):
        self.nodes[new] = self.nodes.pop(old)


def main():
    directory, clock, *oddities = sys.argv[1:]
    disk = OddDisk(clock, oddities)
    options = {"direct_io": True} if "hide-sizes" in oddities else {}
    fuse.FUSE(
        disk, directory, foreground=True, nothreads=True, use_ino=True, attr_timeout=0, entry_timeout=0, **options)


main()
