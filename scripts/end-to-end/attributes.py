#!/usr/bin/env python3
"""Gives the entry at a path attributes, in a revision of its own, for LOCKER_ACCOUNT where that is set.

    attributes.py PATH [NAME=VALUE...]     without any, it has none from then on
"""
import os
import sys

from locker_client import LIBRARY, CallFailed, Locker, decode, encode, first


def main():
    path, pairs = os.fsencode(sys.argv[1]), [os.fsencode(pair).partition(b"=") for pair in sys.argv[2:]]
    locker = Locker(os.environ["LOCKER_SOCKET"], os.environ.get("LOCKER_ACCOUNT"))
    entry = decode(first(locker.call(b"List", encode({1: LIBRARY, 3: path, 5: 1})), 2, b""))
    said = b"".join(encode({1: [encode({1: name, 2: value})]}) for name, _, value in pairs)
    # All that the entry is, but for its attributes; a field that is there without a value says that there are none.
    fields = {number: values for number, values in entry.items() if number != 10}
    session = first(locker.call(b"OpenSession", encode({1: LIBRARY})), 1, 0)
    locker.call(b"Stage", encode({1: session, 2: [encode({**fields, 10: [said]})]}))
    locker.call(b"Commit", encode({1: session}))


try:
    main()
except CallFailed as failure:
    sys.exit(str(failure))
