"""Makes the calls of an earlier version's client again, byte for byte, and compares the answers with those it got.

    replay.py SOCKET CALLS PROTO

CALLS is what `relay.py record` wrote (xz), PROTO the locker.proto of that version. Numbers that a daemon gives out
(sessions, uploads) are put into later calls; what fstat(2) says of a file is that of the file made here. Every field
that an answer had has to be there with its value, but for what tells of this run alone: VOLATILE.
"""
import base64
import collections
import json
import lzma
import os
import socket
import struct
import sys
import tempfile
import time

from frames import rights, take
from schema import Schema
from wire import fields, frame, known, message

# Fields that differ from run to run, by call: numbers, one for each message on the way down.
VOLATILE = {
    "Capabilities": {(1,)},  # version
    "Status": {(1,), (2,), (3,), (6,), (9,)},  # version, store, directory, uptime, instructions
    "Log": {(1, 2)},  # when the revision was made
    "ListTracks": {(1, 7)},  # when the track was added
    "Match": {(1, 3)},  # the nonce
    # How the packs are laid out: bytes and packs are the version's own business. Blobs, accounts and tracks are not.
    "Stats": {(1,), (2,), (3,), (4,), (5,), (6,), (12,), (13,), (14,), (15,), (20,), (21,)},
}
# Answers whose lists may only grow.
GROWING = {"Capabilities"}
JOBS = {"Compact", "Backup", "Verify", "Rebuild", "WatchJob", "CancelJob"}
# Calls whose first field is a session; in these, the second is an upload.
SESSIONS = {"Ingest", "BeginUpload", "WriteUpload", "FinishUpload", "CancelUpload", "Stage", "Assemble", "PutChunks",
            "Commit", "CloseSession", "AddTracks"}
UPLOADS = {"WriteUpload", "FinishUpload", "CancelUpload"}
PATIENCE = 60  # seconds that a job may take


def value(parts, wanted, default=b""):
    return next((each for number, _, each in parts if number == wanted), default)


def replaced(parts, wanted, new):
    return [(number, kind, new if number == wanted else each) for number, kind, each in parts]


def zigzag(number):
    return number << 1 if number >= 0 else (-number << 1) - 1


def stamp(path):
    found = os.stat(path)
    return message([(1, 0, found.st_size), (2, 0, zigzag(found.st_mtime_ns)), (3, 0, zigzag(found.st_ctime_ns))])


class Connection:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(path)
        self.stream = -1

    def exchange(self, body, descriptors=()):
        self.stream += 2
        data = frame(self.stream, 1, body)
        sent = self.socket.sendmsg([data], rights(*descriptors) if descriptors else [])
        self.socket.sendall(data[sent:])
        length, stream, _, _ = struct.unpack(">IIBB", take(self.socket, 10))
        if stream != self.stream:
            sys.exit("an answer to another call")
        return take(self.socket, length)


class Replay:
    def __init__(self, path, schema, folder):
        self.path, self.schema, self.folder = path, schema, folder
        self.connections, self.sessions, self.uploads = {}, {}, {}
        self.made, self.differences = collections.Counter(), []

    def run(self, call):
        parts = fields(base64.b64decode(call["request"]))
        service, method = value(parts, 1).decode(), value(parts, 2).decode()
        number = call["connection"]
        if number not in self.connections:
            self.connections[number] = Connection(self.path)
        files = [self.file(content) for content in call["files"]]
        payload = self.payload(method, value(parts, 3), number, files)
        body = message(replaced(parts, 3, payload))
        descriptors = [os.open(each, os.O_RDONLY if method == "Ingest" else os.O_RDWR) for each in files]
        answer = self.connections[number].exchange(body, descriptors)
        for each in descriptors:
            os.close(each)
        if method == "WatchJob":
            answer = self.ended(number, body, answer)
        self.remember(method, call, answer, number)
        self.compare(service, method, base64.b64decode(call["reply"]), answer)
        self.made[method] += 1

    def file(self, content):
        handle, path = tempfile.mkstemp(dir=self.folder)
        with os.fdopen(handle, "wb") as file:
            file.write(base64.b64decode(content) if content else b"")
        return path

    def payload(self, method, data, connection, files):
        parts = fields(data)
        if method in SESSIONS:
            session = value(parts, 1, 0)
            parts = replaced(parts, 1, self.sessions.get((connection, session), session))
        if method in UPLOADS:
            upload = value(parts, 2, 0)
            parts = replaced(parts, 2, self.uploads.get((connection, upload), upload))
        if method == "Ingest" and files:
            parts = replaced(parts, 4, stamp(files[0]))
        if method == "Backup":
            parts = replaced(parts, 1, os.path.join(self.folder, "backup").encode())
        return message(parts)

    def ended(self, connection, body, answer):
        """What a job says when it has ended: how often it is asked before that, its speed decides."""
        end = time.monotonic() + PATIENCE
        while not value(fields(value(fields(answer), 2)), 6, 0):
            if value(fields(value(fields(answer), 1)), 1, 0) or time.monotonic() > end:
                break
            time.sleep(0.02)
            answer = self.connections[connection].exchange(body)
        return answer

    def remember(self, method, call, answer, connection):
        known_as = value(fields(value(fields(base64.b64decode(call["reply"])), 2)), 1, 0)
        is_now = value(fields(value(fields(answer), 2)), 1, 0)
        if method == "OpenSession":
            self.sessions[connection, known_as] = is_now
        if method == "BeginUpload":
            self.uploads[connection, known_as] = is_now

    def compare(self, service, method, before, now):
        before, now = fields(before), fields(now)
        if self.status(before) != self.status(now):
            self.differences.append(f"{method}: {self.status(before)} was answered, and now {self.status(now)}")
        elif not self.status(before)[0] and method not in JOBS:
            _, response = self.schema.calls[service, method]
            old, new = (
                self.steady(known(value(each, 2), self.schema, response), response, VOLATILE.get(method, set()))
                for each in (before, now))
            has_all = method in GROWING and all(part in new for part in old)
            if old != new and not has_all:
                self.differences.append(f"{method}: {old} was answered, and now {new}")
        elif method == "WatchJob" and value(fields(value(now, 2)), 7):
            self.differences.append(f"{method}: the job failed: {value(fields(value(now, 2)), 7)}")

    @staticmethod
    def status(parts):
        """The code, and the reason of the ErrorInfo; the text is for people, and may be another."""
        status = fields(value(parts, 1))
        detail = fields(value(fields(value(status, 3)), 2))
        return value(status, 1, 0), value(detail, 1)

    def steady(self, data, name, volatile):
        """The message as nested lists, without what differs from run to run."""
        found = []
        for number, _, each in fields(data):
            if (number,) in volatile:
                continue
            type_ = self.schema.fields[name][number]
            below = {path[1:] for path in volatile if path[0] == number and len(path) > 1}
            found.append((number, self.steady(each, type_, below) if self.schema.has(type_) else each))
        return found


def main():
    path, calls, proto = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        replay = Replay(path, Schema(proto), folder)
        with lzma.open(calls, "rt", encoding="ascii") as lines:
            for line in lines:
                replay.run(json.loads(line))
    missing = {method for _, method in replay.schema.calls} - set(replay.made) - {"Prove"}  # a proof wants its nonce
    if missing:
        sys.exit(f"never called: {', '.join(sorted(missing))}")
    if replay.differences:
        sys.exit("\n".join(replay.differences))
    print(f"{sum(replay.made.values())} calls of {len(replay.made)} kinds answered as before")


if __name__ == "__main__":
    main()
