#!/usr/bin/env python3
"""Restores one file after the other over one connection, first with the daemon idle, then while a command runs, and
appends what each took to a file, as a line of JSON.

usage: restore_latency.py SAMPLES COUNT ACCOUNT... -- COMMAND...

COUNT restores make the idle part. Files are those of the accounts' libraries, in an order that is the same in every
run; each goes into one and the same file below TMPDIR. The standard output of COMMAND is an object of JSON.
"""
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "docs/examples/python"))
from locker_client import LIBRARY, Locker, encode  # noqa: E402


def files_of(accounts):
    """(connection, path) of every file that is not empty, without end."""
    files = []
    for account in accounts:
        locker = Locker(os.environ["LOCKER_SOCKET"], account)
        files += [(locker, path) for path, size in locker.entries() if size > 0]
    random.Random(1).shuffle(files)
    while True:
        yield from files


def restore(locker, path, target):
    os.ftruncate(target, 0)
    os.lseek(target, 0, os.SEEK_SET)
    began = time.monotonic()
    locker.call(b"Restore", encode({1: LIBRARY, 3: path}), descriptor=target)
    return time.monotonic() - began


def main():
    samples, count, *rest = sys.argv[1:]
    end = rest.index("--")
    files = files_of(rest[:end])
    with tempfile.TemporaryFile() as target:
        for _ in range(int(count)):
            restore(*next(files), target.fileno())  # into the page cache
        idle = [restore(*next(files), target.fileno()) for _ in range(int(count))]
        busy = []
        with subprocess.Popen(rest[end + 1:], stdout=subprocess.PIPE) as command:
            while command.poll() is None:
                busy.append(restore(*next(files), target.fileno()))
            if command.returncode != 0:
                raise SystemExit(f"{' '.join(rest[end + 1:])}: exit code {command.returncode}")
            report = json.load(command.stdout)
    with open(samples, "a") as file:
        print(json.dumps({"idle": idle, "busy": busy, "report": report}), file=file)


main()
