#!/usr/bin/env python3
"""Kills a gateway and its daemon at random moments while clients upload, sync and stream over HTTP, and checks after each
round that nothing acknowledged is lost.

usage: torture.py --programs DIR --work DIR [--seconds N] [--seed N]

The seed chooses what clients send and when something is killed; what that meets, the machine does. A line for each round,
and at the end what happened how often. It ends with the first round that fails; stores and logs stay then, in the
directory that --work names.
"""
import argparse
import collections
import random
import signal
import sys
import threading
import time
import traceback

from programs import World, Wrong
from putter import Putter
from resumer import Resumer
from streamer import Streamer
from syncer import Syncer

ROUND = 4  # seconds of uploads, syncs and streams


class Killer:
    """Kills one of both, or both, and starts again what it killed."""

    def __init__(self, world, seed):
        self.world, self.source, self.counts = world, random.Random(f"{seed} kills"), collections.Counter()

    def work(self, is_over):
        while not is_over():
            time.sleep(self.source.uniform(0.05, 1.2))
            which = self.source.choice((("gateway",), ("daemon",), ("gateway",), ("daemon",), ("daemon", "gateway"),
                                        ("gateway", "daemon")))
            for name in which:
                getattr(self.world, name).kill()
                self.counts[f"{name}s killed"] += 1
            time.sleep(self.source.choice((0, 0, 0.1, 0.5)))
            for name in which[::self.source.choice((1, -1))]:
                getattr(self.world, name).start()


class Round:
    """Everybody at work for some seconds; what each has begun, it finishes."""

    def __init__(self, seconds):
        self.deadline, self.wrongs = time.monotonic() + seconds, []

    def is_over(self):
        return time.monotonic() > self.deadline or bool(self.wrongs)

    def play(self, works):
        threads = [threading.Thread(target=self.guard, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                thread.join()
        finally:
            self.deadline = 0
            for thread in threads:
                thread.join()
        if self.wrongs:
            raise Wrong("\n".join(self.wrongs))

    def guard(self, work):
        try:
            work(self.is_over)
        except Wrong as wrong:
            self.wrongs.append(str(wrong))
        except Exception:  # pylint: disable=broad-except
            self.wrongs.append(traceback.format_exc())


def play(world, options, tally):
    world.start()
    clients = [kind(world, f"{kind.__name__.lower()}-{number}", options.seed)
               for kind, count in ((Putter, 3), (Syncer, 2), (Streamer, 2)) for number in range(count)]
    if Resumer.is_there(world):
        clients += [Resumer(world, f"resumer-{number}", options.seed) for number in range(2)]
    else:
        print("--    no uploads by tus here")
    killer, deadline, number = Killer(world, options.seed), time.monotonic() + options.seconds, 0
    while time.monotonic() < deadline:
        number += 1
        Round(min(ROUND, options.seconds)).play([killer.work, *(client.work for client in clients)])
        for client in clients:
            client.check_all()
        files = sum(len(client.acknowledged) for client in clients)
        print(f"ok    round {number}: {files} acknowledged files are what they have to be", flush=True)
    tally.update(killer.counts)
    for client in clients:
        tally.update(client.counts)
    world.run("locker", "admin", "verify")
    for program in (world.gateway, world.daemon):
        if (status := program.stop()) != 0:
            raise Wrong(f"SIGTERM ended {program.command[0]} with {status}:\n{program.text()[-2000:]}")


def main():
    parser = argparse.ArgumentParser()
    for name in ("--programs", "--work"):
        parser.add_argument(name, required=True)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # no daemon outlives this
    world, tally = World(options.programs, options.work), collections.Counter()
    try:
        play(world, options, tally)
    except Wrong as wrong:
        print(f"FAIL  seed {options.seed}: {wrong}\n      the store and the logs lie in {world.work}")
        sys.exit(1)
    finally:
        world.end()
        print("\n" + "\n".join(f"{count:7}  {what}" for what, count in sorted(tally.items())))


main()
