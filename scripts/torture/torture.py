#!/usr/bin/env python3
"""Kills the daemon, and fails its system calls, over and over on one store, while people and an operator are at work;
checks after each round that nothing acknowledged is lost.

usage: torture.py --programs DIR --music DIR --work DIR [--rounds N] [--seconds N] [--seed N] [--sweep CALL]

The seed chooses the faults and what everybody does; how far they come before the fault, the machine does. --sweep takes
one system call instead, and kills at its first, second, third. A line for each round, and at the end what happened how
often. It ends with the first round that fails; the store stays then, in the directory that --work names.
"""
import argparse
import collections
import signal
import sys
import time

import check
import fault as faults
from round import Round
from shelf import Wrong
from world import World

TIDY, REBUILD = 10, 9  # after so many rounds


def main():
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # no daemon outlives this
    world = World(options.programs, options.work, options.music, options.seed)
    tally = collections.Counter()
    deadline = time.monotonic() + (options.seconds or 10**9)
    try:
        for number in range(1, options.rounds + 1):
            if time.monotonic() > deadline:
                break
            fault = faults.sweep(options.sweep, number) if options.sweep else faults.choose(options.seed, number)
            line = play(world, number, fault, tally)
            print(f"ok    round {number}: {line}", flush=True)
    except Wrong as wrong:
        print(f"FAIL  seed {options.seed}, round {number}, {fault}: {wrong}")
        print(f"      the store and the logs lie in {world.work}")
        sys.exit(1)
    finally:
        world.end()
        print("\n" + "\n".join(f"{count:7}  {what}" for what, count in sorted(tally.items())))


def arguments():
    parser = argparse.ArgumentParser()
    for name in ("--programs", "--music", "--work"):
        parser.add_argument(name, required=True)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seconds", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sweep", choices=sorted(faults.CALLS))
    return parser.parse_args()


def play(world, number, fault, tally):
    """A round, and the checks after it. Returns a line about it."""
    began = time.monotonic()
    daemon = world.start(fault)
    current = Round(world, number, fault, daemon)
    if daemon.is_ready:
        status = current.play([*world.people, world.operator])
    else:
        status = daemon.process.wait()
        current.has_come = True
    where = outcome(current, status)
    tally[where] += 1
    for what, count in current.done.items():
        tally[f"{what} acknowledged before the end"] += count
    check.start(world)
    revisions = check.everything(world)
    if number % TIDY == 0:
        check.tidiness(world)
        revisions += check.everything(world)
        check.backup(world)
    if number % REBUILD == 0:
        again = check.rebuild if number % 2 else check.rebuild_online
        again(world, fault)
        revisions += check.everything(world)
    tally["revisions came back"] += revisions
    if number % 2:
        check.forget(world)
    world.daemon.kill() if number % 3 else check.stop(world)
    return f"{fault}: {where}; {revisions} revisions; {time.monotonic() - began:.1f} s"


def outcome(current, status):
    """What became of the daemon, in words that are counted.

    Raises Wrong when it is none of what may become of it."""
    fault, daemon = current.fault, current.daemon
    where = "" if daemon.is_ready else " in the start"
    if status == -9 and fault.error:
        return f"killed after errors of {fault.call}"
    if status == -9 and fault.call:
        stop = " in a stop" if current.is_stopping else ""
        return f"killed at {fault.call}{where}{stop}" if current.has_come else "killed before the call came"
    if status == -9:
        return "killed in a stop" if current.is_stopping else "killed at a moment"
    if status == 0:
        return f"stopped with errors of {fault.call}" if fault.error else "stopped before the fault"
    if status == 1 and fault.error and "critical" in daemon.text():
        return f"ended by errors of {fault.call}{where}"
    raise Wrong(f"the daemon ended with {status}:\n{daemon.text()}")


main()
