#!/usr/bin/env python3
"""Requests that are small on the wire and large in memory; 37-claims.sh calls it.

    claims.py warm | claim

`warm` sends as many bytes in the same way, in one element, so that what remains to be measured is the elements.
"""
import os
import sys
import threading

from locker_client import Locker, decode, first, varint

CONNECTIONS, SIZE, INVALID = 16, (4 << 20) - 1024, 3
METHODS = [(b"Locker", b"Stage", 2), (b"Locker", b"Stage", 3), (b"Locker", b"Match", 1), (b"Locker", b"Prove", 1),
           (b"Locker", b"Assemble", 2), (b"Locker", b"PutChunks", 2), (b"Locker", b"Remove", 2),
           (b"Admin", b"AddTracks", 2), (b"Admin", b"Grant", 3)]


def one(field):
    data = bytes(SIZE - 8)
    return varint(field << 3 | 2) + varint(len(data)) + data


def many(field):
    return (varint(field << 3 | 2) + b"\0") * (SIZE // 2)


def run(make, failures):
    locker = Locker(os.environ["LOCKER_SOCKET"])
    for service, method, field in METHODS:
        reply = decode(locker.exchange(method, make(field), service=b"locker.v1." + service))
        status = decode(first(reply, 1, b""))
        if make is many and (first(status, 1, 0) != INVALID or b"fields" not in first(status, 2, b"")):
            failures.append(f"{method}: {status}")


def main():
    failures = []
    make = {"warm": one, "claim": many}[sys.argv[1]]
    threads = [threading.Thread(target=run, args=(make, failures)) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        sys.exit("\n".join(failures))


main()
