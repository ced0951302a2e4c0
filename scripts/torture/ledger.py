"""The contents that may not be lost, by their SHA-256: all that somebody wrote, and nobody threw away there.

What is thrown away on another device than it was written on has come there through the library: some revision has it.
"""
import threading


class Ledger:
    def __init__(self):
        self.lock = threading.Lock()
        self.written = {}  # on which device, and where
        self.thrown = set()  # on which device

    def wrote(self, digest, device, path):
        with self.lock:
            self.written[digest] = (device, path)

    def threw(self, digest, device):
        with self.lock:
            self.thrown.add((digest, device))

    def owed(self):
        """What must be somewhere, and where it was written; the ledger begins anew. Nobody writes meanwhile."""
        owed = {digest: path for digest, (device, path) in self.written.items() if (digest, device) not in self.thrown}
        self.written, self.thrown = {}, set()
        return owed
