#!/usr/bin/env python3
"""Lets every system call of a second backup fail, and kills the daemon at it, one in each run; the backup must be whole each time.

usage: backup.py --programs DIR --work DIR [--elsewhere DIR] [--every N] [--seed N]

A store has changed in every way since its first backup: packs have grown, were sealed, and were emptied by a compaction; the
backup has been read back, which seals its copies. Then a second backup meets a fault. In the end the backup must restore as
it was at the first one or as it is at the second, the store must be whole, and another backup must succeed and leave nothing
behind. `--elsewhere` is a directory on another file system, where packs are copied and not linked. `--every` takes a part of
the runs, which `--seed` chooses.
"""
import argparse
import filecmp
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from injection import Injection, fault

READY = 30  # seconds that a start may take, on a busy machine


class Wrong(Exception):
    """What must not be."""


class Daemon:
    """lockerd on a store, with a socket beside it."""

    def __init__(self, bin, store, work):
        self.bin, self.socket, self.log = bin, f"{work}/s", f"{work}/log"
        self.state = f"{work}/state"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([f"{bin}/lockerd", "--store", store, "--must-exist", "--socket", self.socket],
                                            stdout=log, stderr=log, start_new_session=True)
        deadline = time.monotonic() + READY
        while b" ready" not in open(self.log, "rb").read():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Wrong(f"lockerd does not serve {store}:\n{open(self.log, errors='replace').read()}")
            time.sleep(0.003)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def run(self, *words):
        environment = dict(os.environ, LOCKER_SOCKET=self.socket, XDG_STATE_HOME=self.state)
        return subprocess.run([f"{self.bin}/locker", "--progress", "none", *words], env=environment, capture_output=True,
                              text=True, errors="replace", timeout=120)

    def must(self, *words):
        result = self.run(*words)
        if result.returncode != 0:
            raise Wrong(f"locker {' '.join(words)}: exit code {result.returncode}: {result.stderr}{result.stdout}"
                        f"\n{open(self.log, errors='replace').read()}")

    def stop(self):
        self.process.terminate()
        if self.process.wait(60) != 0:
            raise Wrong("SIGTERM did not end the daemon with 0")


class Sweep:
    def __init__(self, bin, work, elsewhere):
        self.bin, self.work = bin, work
        self.copies = elsewhere  # where the backup lies
        self.first, self.second = f"{work}/first", f"{work}/second"

    def write(self, tree, names, size, seed):
        source = random.Random(seed)
        os.makedirs(tree, exist_ok=True)
        for name in names:
            with open(f"{tree}/{name}", "wb") as file:
                file.write(source.randbytes(size))

    def prepare(self):
        """A store, its first backup, and what has changed since."""
        store, backup = f"{self.work}/store", f"{self.copies}/backup"
        subprocess.run([f"{self.bin}/lockerd", "--init", "--store", store], check=True, capture_output=True)
        self.write(self.first, ["kept", "lost"], 40_000, 1)
        with Daemon(self.bin, store, self.work) as daemon:
            daemon.must("sync", self.first)
            daemon.must("admin", "backup", backup, "--check")
            daemon.stop()
        with Daemon(self.bin, store, self.work) as daemon:
            self.write(self.first, ["grown"], 30_000, 2)
            daemon.must("sync", self.first)
            daemon.must("admin", "backup", backup, "--check")  # which seals the copies of packs that grow on
            self.write(self.first, ["grown", "other"], 30_000, 3)
            daemon.must("sync", self.first)
            daemon.must("admin", "backup", backup)
            shutil.copytree(self.first, self.second)
            os.remove(f"{self.second}/lost")
            self.write(self.second, ["more"], 30_000, 4)
            daemon.must("sync", "--delete", "--from-here", self.second)
            daemon.stop()
        with Daemon(self.bin, store, self.work) as daemon:
            daemon.must("admin", "expire", "--keep-last", "1")
            daemon.must("admin", "compact", "--max-unused", "0")
            self.write(self.second, ["grown", "newest"], 20_000, 5)
            daemon.must("sync", self.second)
        self.write(self.second, ["last"], 10_000, 6)  # goes into packs that are open in each run

    def place(self, name):
        """The store and its first backup, as they were, in a directory of their own. Links between them stay links."""
        work, copies = f"{self.work}/{name}", f"{self.copies}/{name}"
        for directory in {work, copies}:
            os.makedirs(directory)
        if self.copies == self.work:
            subprocess.run(["cp", "-a", f"{self.work}/store", f"{self.copies}/backup", work], check=True)
        else:
            subprocess.run(["cp", "-a", f"{self.work}/store", work], check=True)
            subprocess.run(["cp", "-a", f"{self.copies}/backup", copies], check=True)
        return work, copies

    def calls(self):
        """What a second backup does, call by call."""
        work, copies = self.place("calls")
        with Daemon(self.bin, f"{work}/store", work) as daemon:
            daemon.must("sync", self.second)
            injection = Injection(daemon.process.pid, f"{work}/calls")
            daemon.must("admin", "backup", f"{copies}/backup")
            injection.end()
        calls = injection.calls_of(f"{copies}/backup")
        self.remove(work, copies)
        return calls

    def remove(self, *directories):
        for directory in directories:
            shutil.rmtree(directory, ignore_errors=True)

    def run(self, call, number, error):
        work, copies = self.place(f"{call}-{number}-{error or 'kill'}")
        with Daemon(self.bin, f"{work}/store", work) as daemon:
            daemon.must("sync", self.second)
            injection = Injection(daemon.process.pid, f"{work}/calls", fault(call, number, error))
            result = daemon.run("admin", "backup", f"{copies}/backup")
            if not error and result.returncode != 0:
                daemon.process.wait(10)
            ended = daemon.process.poll()
            injection.end()
            if error and ended is not None:
                raise Wrong(f"the daemon ended with {ended}:\n{open(daemon.log, errors='replace').read()}")
        met = ended == -signal.SIGKILL or "INJECTED" in open(f"{work}/calls", errors="replace").read()
        kept = f"{copies}/kept"
        subprocess.run(["cp", "-a", f"{copies}/backup", kept], check=True)
        self.check(kept, work, (self.second,) if result.returncode == 0 else (self.first, self.second))
        with Daemon(self.bin, f"{work}/store", work) as daemon:
            daemon.must("admin", "verify")
            daemon.must("admin", "backup", f"{copies}/backup")
        if strange := [name for _, _, names in os.walk(f"{copies}/backup") for name in names if ".part" in name or ".new" in name]:
            raise Wrong(f"left behind: {strange}")
        self.check(f"{copies}/backup", work, (self.second,))
        self.check(f"{work}/store", work, (self.second,))
        self.remove(work, copies)
        return met

    def check(self, store, work, trees):
        """What `store` gives back is one of `trees`."""
        target = f"{work}/back"
        with Daemon(self.bin, store, work) as daemon:
            daemon.must("restore", target)
            daemon.must("admin", "verify")
        if not any(same(tree, target) for tree in trees):
            raise Wrong(f"{store} gives back {sorted(os.listdir(target))}")
        shutil.rmtree(target)


def same(left, right):
    names = sorted(os.listdir(left))
    return names == sorted(os.listdir(right)) and filecmp.cmpfiles(left, right, names, shallow=False)[0] == names


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--elsewhere")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    sweep = Sweep(options.programs, options.work, options.elsewhere or options.work)
    sweep.prepare()
    calls = sweep.calls()
    runs = [(call, number, error) for error in ("EIO", None) for call, count in calls.items()
            for number in range(1, count + 1)]
    start = random.Random(options.seed).randrange(options.every)
    chosen = runs[start::options.every]
    print(f"{sum(calls.values())} calls: {', '.join(f'{count} {call}' for call, count in calls.items())}")
    wrong, met = [], 0

    def one(run):
        try:
            return run, None, sweep.run(*run)
        except (Wrong, subprocess.SubprocessError, OSError) as error:
            return run, error, True

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for (call, number, error), failure, was_met in pool.map(one, chosen):
            met += was_met
            if failure:
                wrong.append((call, number, error))
                print(f"{error or 'killed'} at {call} {number}: {failure}", flush=True)
    print(f"{len(chosen)} of {len(runs)} faults, {met} met, {len(wrong)} went wrong")
    return 1 if wrong or met < len(chosen) * 3 // 4 else 0


if __name__ == "__main__":
    sys.exit(main())
