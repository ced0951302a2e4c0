#!/usr/bin/env python3
"""Measures starts, syncs and restores on stores of different sizes, in turn, and writes what each cost as JSON.

usage: measure.py STORES MUSIC WORK FIGURES ROUNDS

STORES has the stores 100-thousand and 10-million; MUSIC is the folder that is synced, and WORK/copy the same files. What is
changed is a copy of the store, below WORK. LOCKER_BIN holds lockerd and locker.
"""
import json
import os
import shutil
import subprocess
import sys

from daemon import Daemon
from machine import describe

STORES = ("100-thousand", "10-million")


def tree_bytes(folder):
    return sum(os.lstat(os.path.join(parent, name)).st_size for parent, _, names in os.walk(folder) for name in names)


def copy_store(store, target):
    """Sealed packs never change: a second name does for them."""
    os.makedirs(target)
    for name in os.listdir(store):
        kind = "--link" if name == "packs" else "--reflink=auto"
        subprocess.run(["cp", "--archive", kind, os.path.join(store, name), target], check=True)
    subprocess.run(["sync", "--file-system", target], check=True)


def measure(store, music, work, record):
    """One round of one store."""
    copy_store(store, f"{work}/store")
    daemon = Daemon(f"{work}/store", work)
    try:
        record("start", daemon.start())
        daemon.client("admin", "account", "add", "somebody")
        for name, library, folder in (("new", "main", music), ("known", "copy", f"{work}/copy")):
            record(name, daemon.client("--account", "somebody", "sync", "--library", library, folder))
        record("restore", daemon.client("--account", "somebody", "restore", "--library", "main", f"{work}/restored"))
    finally:
        daemon.stop()
    if subprocess.run(["diff", "--recursive", "--brief", music, f"{work}/restored"]).returncode != 0:
        raise SystemExit("what came back is not what went in")
    for name in ("store", "restored", "state"):
        shutil.rmtree(f"{work}/{name}")


def main():
    if len(sys.argv) != 6:
        raise SystemExit(__doc__)
    stores, music, work, path, rounds = sys.argv[1:]
    figures = {"machine": describe(work), "music_bytes": tree_bytes(music), "samples": []}
    for number in range(1, int(rounds) + 1):
        for name in STORES:
            def record(kind, cost):
                figures["samples"].append({"store": name, "round": number, "work": kind, **cost})
                print(f"round {number}: {name:14} {kind:8} {cost['seconds']:8.3f} s", file=sys.stderr, flush=True)
            measure(os.path.join(stores, name), music, work, record)
    with open(path, "w") as file:
        json.dump(figures, file, indent=1)


main()
