#!/usr/bin/env python3
"""Runs commands, and tells what a program that counters.c is loaded into did meanwhile.

usage: counting.py COUNTERS SETTLED COMMAND...

COUNTERS is the file of the counters. When the command has ended, waits until the counters have not moved for SETTLED
seconds: the daemon brings its index up to date behind its answers. Prints what was counted as one JSON object.
"""
import json
import os
import struct
import subprocess
import sys
import time

NAMES = ("allocations", "reads", "writes", "written_bytes", "syncs", "opens", "stats", "messages", "lookups",
         "insertions")


def read(path):
    """The counters; zeros before the first program that counts here has started."""
    if not os.path.exists(path):
        return (0,) * len(NAMES)
    with open(path, "rb") as file:
        return struct.unpack(f"={len(NAMES)}Q", file.read(8 * len(NAMES)))


def main():
    path, settled, *command = sys.argv[1:]
    before = read(path)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = read(path)
    since = time.monotonic()
    while time.monotonic() - since < float(settled):
        time.sleep(0.1)
        now = read(path)
        if now != after:
            after, since = now, time.monotonic()
    print(json.dumps({name: new - old for name, old, new in zip(NAMES, before, after)}))


main()
