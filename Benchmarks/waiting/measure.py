"""Times answers of Watch after commits, and tells the memory that waiting and listing take."""
import argparse
import os
import pathlib
import resource
import select
import socket
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "Benchmarks/peers"), str(ROOT / "docs/examples/python"), str(ROOT / "scripts/load")]
import machine  # noqa: E402
from frames import frame, receive  # noqa: E402
from locker_client import Locker, encode, first  # noqa: E402

WATCHERS = 1_000
ENTRIES = 300_000
AT_ONCE = 2_000
MEBIBYTE = 1 << 20


def memory(process, key):
    """Bytes, as /proc has them under that key."""
    with open(f"/proc/{process}/status") as file:
        return next(int(line.split()[1]) << 10 for line in file if line.startswith(f"{key}:"))


def forget_peak(process):
    with open(f"/proc/{process}/clear_refs", "w") as file:
        file.write("5")


def open_session(locker, library):
    return first(locker.call(b"OpenSession", encode({1: library})), 1, 0)


def stage(locker, session, names):
    """Stages empty folders; what Commit is called with then."""
    for start in range(0, len(names), AT_ONCE):
        entries = [encode({1: name, 2: 3}) for name in names[start:start + AT_ONCE]]
        locker.call(b"Stage", encode({1: session, 2: entries}))
    return encode({1: session})


class Waiting:
    """Connections with one Watch of a library each."""

    def __init__(self, path, library, count, commit):
        self.request = lambda revision: encode({1: [encode({2: library, 3: revision})], 3: 300})
        self.streams, self.number = [], -1
        for _ in range(count):
            stream = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            stream.connect(path)
            self.streams.append(stream)
        self.by_descriptor = {stream.fileno(): stream for stream in self.streams}
        self.others, self.chooser = select.epoll(), select.epoll()
        for descriptor in self.by_descriptor:
            self.others.register(descriptor, select.EPOLLIN)
            self.chooser.register(descriptor, select.EPOLLIN)
        self.chooser.register(commit, select.EPOLLIN)

    def ask(self, revision):
        self.number += 2
        for stream in self.streams:
            stream.sendall(frame(self.number, b"Watch", self.request(revision)))

    def after(self, commit):
        """How long after the answer of the commit each of them has its own, in seconds."""
        came, answered = [], None
        while answered is None or len(came) < len(self.streams):
            wanted = self.chooser if answered is None else self.others
            for descriptor, _ in wanted.poll():
                now = time.monotonic()
                if descriptor == commit.fileno():
                    receive(commit)
                    answered = now
                else:
                    receive(self.by_descriptor[descriptor])
                    came.append(now)
        return [max(0, moment - answered) for moment in came]


def measure_watchers(path, daemon, rounds):
    """Of `WATCHERS` connections that wait for one library, and of one that waits for another one beside them."""
    commits = Locker(path)
    sessions = {library: open_session(commits, library) for library in (b"of all", b"of one")}
    for session in sessions.values():
        commits.call(b"Commit", stage(commits, session, [b"first"]))
    start = memory(daemon, "RssAnon")
    watchers = {b"of all": Waiting(path, b"of all", WATCHERS, commits.socket),
                b"of one": Waiting(path, b"of one", 1, commits.socket)}
    time.sleep(1)
    connected = memory(daemon, "RssAnon")
    watchers[b"of all"].ask(1)
    time.sleep(1)  # until they wait
    waiting = memory(daemon, "RssAnon")
    print(f"| {WATCHERS:,} connections | {(connected - start) / MEBIBYTE:.1f} MiB |")
    print(f"| … each with a Watch that waits | {(waiting - start) / MEBIBYTE:.1f} MiB |")
    for library, waited in reversed(watchers.items()):
        first_ones, last_ones = [], []
        for revision in range(1, rounds + 1):
            if library == b"of one" or revision > 1:
                waited.ask(revision)
                time.sleep(0.01 if library == b"of one" else 0.3)
            commit = stage(commits, sessions[library], [b"%d" % revision])
            commits.stream += 2
            commits.socket.sendall(frame(commits.stream, b"Commit", commit))
            found = waited.after(commits.socket)
            first_ones.append(min(found))
            last_ones.append(max(found))
        told = {"first": first_ones, "last": last_ones} if len(waited.streams) > 1 else {"only": last_ones}
        for name, found in told.items():
            print(f"| a Watch is answered after the commit, the {name} of {len(waited.streams):,} (median, most) | "
                  f"{statistics.median(found) * 1000:.1f} ms, {max(found) * 1000:.1f} ms |")


def measure_pages(path, daemon, locker):
    client = Locker(path)
    names = [b"folder %03d/entry %06d" % (number % 300, number) for number in range(ENTRIES)]
    client.call(b"Commit", stage(client, open_session(client, b"long"), names))
    forget_peak(daemon)
    before = memory(daemon, "VmHWM")
    start, after, more, count = time.monotonic(), b"", 1, 0
    while more:
        page = client.call(b"List", encode({1: b"long", 4: after, 6: 1}))
        count += len(page.get(2, []))
        after, more = first(page, 4, b""), first(page, 3, 0)
    assert count == ENTRIES, count
    print(f"| {ENTRIES:,} entries, page by page | {time.monotonic() - start:.2f} s |")
    start = time.monotonic()
    client.call(b"CountFolder", encode({1: b"long"}))
    print(f"| counted, not listed | {time.monotonic() - start:.2f} s |")
    print(f"| what the daemon took for both | {(memory(daemon, 'VmHWM') - before) / MEBIBYTE:.1f} MiB |")
    start = time.monotonic()
    process = subprocess.Popen([locker, "--socket", path, "ls", "--library", "long"], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, status
    print(f"| locker ls | {time.monotonic() - start:.2f} s, {usage.ru_maxrss / 1024:.0f} MiB in all |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=100)
    options = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    path = str(options.work / "socket")
    with open(options.work / "log", "w") as log:
        daemon = subprocess.Popen([options.programs / "lockerd", "--store", options.work / "store", "--socket", path],
                                  stderr=log)
    try:
        while not os.path.exists(path):
            if daemon.poll() is not None:
                raise SystemExit((options.work / "log").read_text())
            time.sleep(0.05)
        print(f"{machine.named(machine.describe(options.work))}\n\n| | |\n|---|---|")
        measure_watchers(path, daemon.pid, options.rounds)
        measure_pages(path, daemon.pid, options.programs / "locker")
    finally:
        daemon.terminate()
        daemon.wait()


main()
