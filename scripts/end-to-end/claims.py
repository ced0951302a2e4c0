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
# Of the last ones, the fields that lead to the attributes of an entry.
METHODS = [(b"Locker", b"Stage", 2), (b"Locker", b"Stage", 3), (b"Locker", b"Match", 1), (b"Locker", b"Prove", 1),
           (b"Locker", b"Assemble", 2), (b"Locker", b"PutChunks", 2), (b"Locker", b"Remove", 2),
           (b"Admin", b"AddTracks", 2), (b"Admin", b"Grant", 3), (b"Locker", b"Stage", 2, 10, 1),
           (b"Locker", b"IngestFiles", 7, 2, 1)]


def within(fields, data):
    for field in reversed(fields):
        data = varint(field << 3 | 2) + varint(len(data)) + data
    return data


def one(*fields):
    return within(fields, bytes(SIZE - 8 * len(fields)))


def many(*fields):
    return within(fields[:-1], (varint(fields[-1] << 3 | 2) + b"\0") * ((SIZE - 8 * len(fields)) // 2))


def run(make, failures):
    locker = Locker(os.environ["LOCKER_SOCKET"])
    for service, method, *fields in METHODS:
        reply = decode(locker.exchange(method, make(*fields), service=b"locker.v1." + service))
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
