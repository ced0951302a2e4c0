#!/usr/bin/env python3
"""Three devices with a watch each keep one library in step, while somebody edits in all three folders, and watches and
the daemon are killed; checks, whenever all has come to rest, that all have the same and nothing is lost.

usage: devices.py --programs DIR --work DIR [--seconds N] [--seed N] [--daemons N]

With more than one daemon, each has three devices of its own, and all are at work at the same time.

The seed chooses the edits and the kills; what they meet, the machine does. A line for each round, and at the end what
happened how often. It ends with the first round that fails; the folders and the store stay then, in the directory that
--work names.
"""
import argparse
import collections
import json
import os
import signal
import sys
import threading
import time
import traceback

import check
from client import Client
from daemon import Daemon
from device import Device
from editor import Editor
from gathering import Gathering
from killer import Killer
from ledger import Ledger
from shelf import Wrong

ROUND = 6  # seconds of edits


class World:
    """One daemon and three devices of one account, somebody at each of these, and what they must find."""

    def __init__(self, programs, work, seed):
        self.bin, self.work, self.seed = programs, work, seed
        os.makedirs(work, exist_ok=True)
        self.store, self.socket = f"{self.work}/store", f"{self.work}/locker.sock"
        self.configuration = f"{self.work}/lockerd.json5"
        with open(self.configuration, "w") as file:
            json.dump({}, file)
        self.client = Client(f"{self.bin}/locker", self.socket, f"{self.work}/state")
        self.devices = [Device(self, name) for name in ("one", "two", "three")]
        self.daemon = None
        self.ledger, self.gathering, self.killer = Ledger(), Gathering(self), Killer(self, seed)
        self.editors = [Editor(device, self.ledger, seed) for device in self.devices]

    def start(self):
        self.daemon = Daemon(self)
        if not self.daemon.is_ready:
            raise Wrong(f"the daemon does not start any more:\n{self.daemon.text()}")

    def end(self):
        for device in self.devices:
            device.end()
        if self.daemon:
            self.daemon.kill()


class Round:
    """Everybody at work for some seconds."""

    def __init__(self, seconds):
        self.deadline = time.monotonic() + seconds
        self.wrongs = []

    def is_over(self):
        return time.monotonic() > self.deadline or bool(self.wrongs)

    def play(self, workers):
        threads = [threading.Thread(target=self.guard, args=(worker,)) for worker in workers]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                thread.join()
        finally:
            self.deadline = 0  # nobody goes on when this is ended
            for thread in threads:
                thread.join()
        if self.wrongs:
            raise Wrong("\n".join(self.wrongs))

    def guard(self, worker):
        try:
            worker.work(self.is_over)
        except Wrong as wrong:
            self.wrongs.append(str(wrong))
        except Exception:  # pylint: disable=broad-except
            self.wrongs.append(traceback.format_exc())


def main():
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # no daemon outlives this
    worlds, tally = make_worlds(options), collections.Counter()
    try:
        play(worlds, options.seconds, tally)
    except Wrong as wrong:
        print(f"FAIL  seed {options.seed}: {wrong}\n      the folders, the stores and the logs lie in {options.work}")
        sys.exit(1)
    finally:
        for world in worlds:
            world.end()
        print("\n" + "\n".join(f"{count:7}  {what}" for what, count in sorted(tally.items())))


def arguments():
    parser = argparse.ArgumentParser()
    for name in ("--programs", "--work"):
        parser.add_argument(name, required=True)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--daemons", type=int, default=1)
    return parser.parse_args()


def make_worlds(options):
    if options.daemons == 1:
        return [World(options.programs, options.work, options.seed)]
    return [World(options.programs, f"{options.work}/{number}", f"{options.seed}/{number}")
            for number in range(1, options.daemons + 1)]


def play(worlds, seconds, tally):
    """Rounds until the time is over."""
    for world in worlds:
        world.start()
        for device in world.devices:
            device.start()
    deadline, number = time.monotonic() + seconds, 0
    while time.monotonic() < deadline:
        number += 1
        Round(ROUND).play([worker for world in worlds for worker in (*world.editors, world.killer)])
        for world in worlds:
            print(f"ok    round {number}: {rest(world, tally)}", flush=True)
    for world in worlds:
        finish(world, tally)


def finish(world, tally):
    gathering = world.gathering
    tally["revisions restored again"] += gathering.check_again(world.seed)
    tally["of those in old revisions only"] += gathering.overwritten
    tally["leftovers of kills"] += gathering.leftovers
    tally.update(world.killer.done)
    check.ask(world.client, "admin", "verify")
    for device in world.devices:
        device.stop()
    check.stop(world)


def rest(world, tally):
    """Waits until all has come to rest, and checks what there is then. Returns a line about it."""
    current, seconds = world.gathering.gather()
    owed = world.ledger.owed()
    revisions = world.gathering.find(owed, current)
    tally["contents that were owed"] += len(owed)
    tally["revisions"] += revisions
    kept = sum("(conflict, " in path for path in current)
    return (f"{len(owed)} contents, {revisions} revisions, {kept} copies of conflicts among {len(current)} things; "
            f"in step after {seconds:.1f} s")


main()
