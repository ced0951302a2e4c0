"""Calls that no command makes in a run that goes well: an upload that is given up, a session that is closed, a job that
does not run any more."""
import os

from locker_client import CallFailed, Locker, encode, first

locker = Locker(os.environ["LOCKER_SOCKET"], "alice")
session = first(locker.call(b"OpenSession", encode({1: b"main"})), 1, 0)
upload = first(locker.call(b"BeginUpload", encode({1: session, 2: b"given up"})), 1, 0)
locker.call(b"WriteUpload", encode({1: session, 2: upload, 4: b"bytes"}))
locker.call(b"CancelUpload", encode({1: session, 2: upload}))
locker.call(b"CloseSession", encode({1: session}))
locker.call(b"Damaged", encode({1: b"main"}))
try:
    locker.call(b"CancelJob", service=b"locker.v1.Admin")
except CallFailed:
    pass  # no job runs
