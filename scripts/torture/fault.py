"""What happens to the daemon in a round, chosen by the seed."""
import random

# The calls by which a store changes, with about how many of them a thread makes in a round, and what they may fail with.
CALLS = {
    "pwrite64": (150, ("EIO", "ENOSPC")),
    "pwritev2": (80, ("EIO", "ENOSPC")),
    "write": (6, ()),
    "fdatasync": (60, ("EIO", "ENOSPC")),
    "fsync": (10, ("EIO",)),
    "fallocate": (4, ("ENOSPC", "EIO")),
    "ftruncate": (8, ("EIO",)),
    "rename": (2, ("EIO", "ENOSPC")),
    "unlink": (5, ("EIO",)),
    "link": (5, ("EIO", "ENOSPC")),
    "fchmod": (5, ("EIO",)),
}
# Where a call goes, by files of the store; no files stands for all.
TARGETS = {
    "anything": (),
    "the database": ("metadata.sqlite", "metadata.sqlite-wal"),
    "the index": ("index/journal", "index/journal.new"),
}
TARGETED = ("pwrite64", "fdatasync")


class Fault:
    """A kill at a moment or at a system call, or errors from a system call on.

    `number` counts the calls of each thread of the daemon by itself, from its start on: strace counts so.
    """

    def __init__(self, kind, milliseconds, call=None, number=0, target="anything", error=None, lasts=False):
        self.kind = kind  # moment, stop, call or error
        self.milliseconds = milliseconds  # after which the round ends, if the call has not come
        self.call, self.number, self.target = call, number, target
        self.error, self.lasts = error, lasts

    def options(self, store):
        """What strace is told; nothing when there is no call to meet."""
        if not self.call:
            return []
        effect = f"error={self.error}" if self.error else "signal=SIGKILL"
        paths = [f"--trace-path={store}/{name}" for name in TARGETS[self.target]]
        when = f"{self.number}{'+' if self.lasts else ''}"
        # A filter in the kernel lets all other calls pass at full speed. strace 6.1 puts errors in with it, no signals.
        fast = ["--seccomp-bpf"] if self.error and not paths else []
        return fast + paths + [f"--trace={self.call}", f"--inject={self.call}:{effect}:when={when}"]

    @property
    def codes(self):
        """What calls may be answered with: never that the daemon is at a loss. SQLite does not say why a sync failed. A
        pack that a start cannot make durable is out of reach until the next one, which is told as a loss."""
        if not self.error:
            return set()
        special = {"NO_SPACE"} if self.error == "ENOSPC" else set()
        return {"SYSTEM", "UNAVAILABLE"} | special | ({"DATA_LOSS"} if self.meets_syncs else set())

    @property
    def meets_syncs(self):
        return self.error and self.target == "anything" and self.call == "fdatasync"

    @property
    def spares_reads(self):
        """Whether reads have to go on: a restore writes into files too."""
        writes = self.target == "anything" and self.call in ("pwrite64", "pwritev2", "ftruncate")
        return not (self.error and writes or self.meets_syncs)

    def __str__(self):
        if not self.call:
            return {"moment": "killed", "stop": "stopped and killed"}[self.kind] + f" after {self.milliseconds} ms"
        place = f"{self.call} of {self.target}, number {self.number}"
        if self.error:
            return f"{self.error} at {place}{' and from there on' if self.lasts else ''}"
        return f"killed at {place}" + (", in a stop perhaps" if self.kind == "stop" else "")


def choose(seed, number):
    """The fault of a round."""
    source = random.Random(f"{seed}/fault/{number}")
    kind = source.choices(("moment", "stop", "call", "error"), (3, 2, 10, 5))[0]
    milliseconds = source.randrange(20, 900)
    if kind == "moment" or kind == "stop" and source.random() < 0.5:
        return Fault(kind, milliseconds)
    call = source.choice([name for name, (_, errors) in CALLS.items() if errors or kind != "error"])
    most, errors = CALLS[call]
    target = source.choice(list(TARGETS)) if call in TARGETED else "anything"
    if target != "anything":
        most //= 2
    place = int(most ** source.random())  # as many below its root as above: a start is short
    if kind == "error":
        return Fault(kind, 700, call, place, target, source.choice(errors), source.random() < 0.5)
    return Fault(kind, milliseconds if kind == "stop" else 1200, call, place, target)


def sweep(call, number):
    """A kill at one place after the other."""
    return Fault("call", 3000, call, number)
