#!/usr/bin/env python3
"""Calls a daemon from 1,000 connections at once, beside a crowd that does it harm, and says what came of it.

    load.py --daemon PID --bound BYTES [--callers N] [--rounds N] [--stop FILE]

Every well-behaved client goes through a round of calls, again and again: one that stays without an answer, or gets a wrong
one, is a failure; so are more memory and more descriptors than the bounds. With --stop FILE, the daemon is stopped while they
go on, and what was acknowledged by then is written there.

    load.py --check FILE            restores what such a file names
    load.py --can-hang              succeeds where files that hang can be had
    load.py --open N                opens so many connections, and says how many of them were refused

For root, since the clients are different users. LOCKER_SOCKET says where the daemon listens.
"""
import argparse
import json
import os
import resource
import signal
import statistics
import sys
import tempfile

import crowd
from callers import Acknowledged, Caller, Memory, run
from daemon import Daemon
from frames import call, connect, encode, receive
from hanging_files import HangingFiles

FIRST_UID = 20001  # of users that have nothing here
CALLERS_OF_A_USER = 110
PATIENCE = 60  # seconds in which nobody is answered
DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED = 4, 8


def start_crowd(uid, folder):
    """The pids of the harmful clients: 170 connections and more, of which 100 read and write slowly."""
    kinds = [
        (crowd.read_slowly, 50), (crowd.write_slowly, 50), (crowd.stop_in_a_frame, 40), (crowd.never_read, 10),
        (crowd.pass_descriptors, 10), (crowd.hang, 4, folder), (crowd.hang, 4, folder),
    ]
    return [crowd.start(uid + number, kind[1], kind[0], *kind[2:]) for number, kind in enumerate(kinds)]


def make_callers(count, rounds, acknowledged, seconds, first=0):
    """Each has a library of its own, called after its number, which begins with `first`."""
    return [
        Caller(FIRST_UID + number // CALLERS_OF_A_USER, first + number, rounds, acknowledged, seconds)
        for number in range(count)]


def report(seconds, daemon, failures):
    print(f"{'call':12}{'number':>8}{'median':>10}{'99 %':>10}{'longest':>10}   milliseconds")
    for method, times in sorted(seconds.items()):
        times.sort()
        marks = [statistics.median(times), times[len(times) * 99 // 100], times[-1]]
        print(f"{method.decode():12}{len(times):8}" + "".join(f"{1000 * mark:10.1f}" for mark in marks))
    print(daemon.report())
    for failure in sorted(set(failures)):
        print(f"FAILED {failures.count(failure)} times: {failure}")


def under_load(options, folder, daemon):
    """The crowd, and then the well-behaved. Returns the failures."""
    harmful = start_crowd(FIRST_UID + 500, folder)
    seconds = {}
    try:
        callers = make_callers(options.callers, options.rounds, Acknowledged(), seconds)
        ended, failures = run(callers, PATIENCE)
        for caller in callers:
            caller.socket.close()
        failures += codes_of_hanging_files(FIRST_UID + 600, folder)
    finally:
        for pid in harmful:
            os.kill(pid, signal.SIGKILL)
    report(seconds, daemon, failures)
    return failures + daemon.over(options.bound) + ([] if ended == len(callers) else ["not all have ended"])


def codes_of_hanging_files(uid, folder):
    """What is wrong with the answers to calls whose files hang: each is DEADLINE_EXCEEDED."""
    crowd.with_song(connect(uid), 1000)
    wrong = []
    for kind in ["read", "write", "stat"]:
        stream = connect(uid)
        crowd.send_hanging(stream, [f"{folder}/{kind}-{uid}"])
        code = receive(stream)[0]
        if code != DEADLINE_EXCEEDED:
            wrong.append(f"status {code} of a file that hangs in {kind}")
    return wrong


def until_stop(options, folder, daemon):
    """Stops the daemon in the middle of their calls. Returns what was acknowledged."""
    acknowledged = Acknowledged()
    # Not in close(2): the kernel lets no process end before that.
    hanging = crowd.start(FIRST_UID + 700, 4, crowd.hang, folder, ("read", "write", "stat"))
    callers = make_callers(options.callers, 1 << 30, acknowledged, {}, first=10000)
    _, failures = run(callers, PATIENCE, until=lambda: len(acknowledged.files) > 2 * len(callers))
    assert not failures, failures[0]
    # All have a call in flight when the signal comes, and each of them fails then or later.
    daemon.stop()
    _, failures = run(callers, PATIENCE)
    assert len(failures) == len(callers), f"{len(failures)} of {len(callers)} calls failed in the end"
    daemon.wait()
    os.kill(hanging, signal.SIGKILL)
    return acknowledged


def check(path):
    """Restores all files that `path` names. Returns how many there are."""
    connections, streams = {}, {}
    with open(path) as file:
        files = json.load(file)
    assert files, "nothing was acknowledged"
    for uid, library, name, digest in files:
        if uid not in connections:
            connections[uid], streams[uid] = connect(uid), -1
        streams[uid] += 2
        with Memory(b"") as target:
            request = encode({1: library.encode(), 3: name.encode()})
            code, message, _ = call(connections[uid], streams[uid], b"Restore", request, target.descriptor)
            assert code == 0, f"{library}/{name}: {message}"
            assert target.digest() == digest, f"{library}/{name}: other bytes"
    return len(files)


def open_many(count):
    """Connections that are served, and those that are told that they are not. Every one is one or the other."""
    streams = [connect(0) for _ in range(count)]
    codes = [call(stream, 1, b"Status")[0] for stream in streams]
    assert set(codes) <= {0, RESOURCE_EXHAUSTED}, set(codes)
    return codes.count(0), codes.count(RESOURCE_EXHAUSTED)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--daemon", type=int)
    parser.add_argument("--bound", type=int, default=0)
    parser.add_argument("--callers", type=int, default=830)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--stop", metavar="FILE")
    parser.add_argument("--check", metavar="FILE")
    parser.add_argument("--open", type=int)
    parser.add_argument("--can-hang", action="store_true")
    options = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if options.can_hang:
        with tempfile.TemporaryDirectory() as folder:
            HangingFiles(folder).close()
        return
    if options.check:
        print(f"{check(options.check)} files that were acknowledged are there")
        return
    if options.open:
        print("%d connections are served, %d refused" % open_many(options.open))
        return
    daemon = Daemon(options.daemon)
    with tempfile.TemporaryDirectory() as folder:
        files = HangingFiles(folder)
        try:
            if options.stop:
                with open(options.stop, "w") as file:
                    json.dump(until_stop(options, folder, daemon).files, file)
                return
            failures = under_load(options, folder, daemon)
        finally:
            files.close()
    sys.exit("\n".join(sorted(set(failures))) or 0)


if __name__ == "__main__":
    main()
