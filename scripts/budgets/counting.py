#!/usr/bin/env python3
"""Runs commands, and tells what a program that counters.c is loaded into did meanwhile.

usage: counting.py COUNTERS SETTLED METRICS COMMAND...

COUNTERS is the file of the counters. When the command has ended, waits until the counters have not moved for SETTLED
seconds: the daemon brings its index up to date behind its answers. METRICS is the socket at which the daemon says what it asked
of its index, or nothing. Prints what was counted as one JSON object.
"""
import http.client
import json
import os
import socket
import struct
import subprocess
import sys
import time

NAMES = ("allocations", "reads", "writes", "written_bytes", "syncs", "opens", "stats", "messages",
         "allocated_bytes")
METRICS = {"lookups": "locker_index_lookups_total", "insertions": "locker_index_insertions_total"}


def read(path):
    """The counters; zeros before the first program that counts here has started."""
    if not os.path.exists(path):
        return (0,) * len(NAMES)
    with open(path, "rb") as file:
        return struct.unpack(f"={len(NAMES)}Q", file.read(8 * len(NAMES)))


def index(address):
    """What the daemon has asked of its index so far; nothing without an address."""
    if not address:
        return {}
    client = http.client.HTTPConnection("localhost")
    client.sock = socket.socket(socket.AF_UNIX)
    client.sock.connect(address)
    client.request("GET", "/metrics")
    lines = client.getresponse().read().decode().splitlines()
    samples = dict(line.split(" ", 1) for line in lines if not line.startswith("#"))
    return {name: int(float(samples[metric])) for name, metric in METRICS.items()}


def main():
    path, settled, metrics, *command = sys.argv[1:]
    asked = index(metrics)
    before = read(path)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = read(path)
    since = time.monotonic()
    while time.monotonic() - since < float(settled):
        time.sleep(0.1)
        now = read(path)
        if now != after:
            after, since = now, time.monotonic()
    counted = {name: new - old for name, old, new in zip(NAMES, before, after)}
    print(json.dumps(counted | {name: new - asked[name] for name, new in index(metrics).items()}))


main()
