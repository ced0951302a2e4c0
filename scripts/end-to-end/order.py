#!/usr/bin/env python3
"""Checks in the system calls of a daemon that it answered after what it wrote was durable.

usage: order.py LOG FROM STORE [removes]

LOG is what strace wrote of lockerd, with --decode-fds=path and the calls pwritev2, pwrite64, fdatasync, unlink and sendmsg at
least; from line FROM on, somebody waited for one command. When the daemon sent its last message, no write into a pack or
into the log of the database may have been without an fdatasync that began after it; nor any write into the index when it
removed a pack, which the index must not speak of after a crash. With "removes" it must have removed one. Exits with 1
otherwise.
"""
import re
import sys

CALL = re.compile(r"^(\d+) +(\w+)\(\d+<([^>]*)>")
UNLINK = re.compile(r"^\d+ +unlink\(\"([^\"]*)\"")
RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>")


class Order:
    """What of each file is written and not durable, call by call."""

    def __init__(self, store):
        self.store = store
        self.unsynced = {}  # by path, the numbers of the lines of the writes
        self.pending = {}  # by thread, the fdatasync that goes on: its path, and what was written before it
        self.synced = 0
        self.at_answer = None
        self.removed = 0
        self.at_removal = {}

    def begin(self, number, thread, call, path):
        if call == "sendmsg":
            self.at_answer = {path: lines for path, lines in self.open().items() if not self.is_index(path)}
        elif not self.matters(path):
            return
        elif call in ("fdatasync", "fsync"):
            self.pending[thread] = (path, set(self.unsynced.get(path, ())))
        elif call.startswith(("pwrite", "write")):
            self.unsynced.setdefault(path, set()).add(number)

    def end(self, thread, line):
        """Of an fdatasync: one that failed has made nothing durable."""
        path, written = self.pending.pop(thread, (None, ()))
        if path and line.rstrip().endswith("= 0"):
            self.unsynced.get(path, set()).difference_update(written)
            self.synced += 1

    def remove(self, path):
        if path.startswith(f"{self.store}/packs/"):
            self.removed += 1
            self.at_removal.update({path: lines for path, lines in self.open().items() if self.is_index(path)})

    def open(self):
        return {path: set(lines) for path, lines in self.unsynced.items() if lines}

    def is_index(self, path):
        return path.startswith(f"{self.store}/index/")

    def matters(self, path):
        return self.is_index(path) or path.startswith(f"{self.store}/packs/") or path == f"{self.store}/metadata.sqlite-wal"


def main():
    log, first, store, *removes = sys.argv[1:]
    order = Order(store)
    with open(log, errors="replace") as file:
        for number, line in enumerate(file, 1):
            if number < int(first):
                continue
            if found := UNLINK.match(line):
                order.remove(found[1])
            elif found := CALL.match(line):
                thread, call, path = found.groups()
                order.begin(number, thread, call, path)
                if call in ("fdatasync", "fsync") and "unfinished" not in line:
                    order.end(thread, line)
            elif (found := RESUMED.match(line)) and found[2] in ("fdatasync", "fsync"):
                order.end(found[1], line)
    print(f"{order.synced} times something was made durable; not durable at the answer: {order.at_answer}")
    print(f"{order.removed} packs were removed; not durable of the index then: {order.at_removal}")
    is_right = order.synced and order.at_answer == {} and order.at_removal == {}
    sys.exit(0 if is_right and (order.removed or not removes) else 1)


main()
