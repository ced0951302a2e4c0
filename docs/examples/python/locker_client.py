#!/usr/bin/env python3
"""A small client of lockerd, after docs/protocol.md: status, ls, a get in pieces of 1 MiB, and a watch of what changes.

    locker_client.py [--socket PATH] [--account NAME] status | ls | get PATH FILE | watch

Python 3.8 or later, no packages. Messages and their field numbers are those of Sources/LockerAPI/Protos/locker.proto. It
makes one call at a time: a Watch, which may wait for minutes, wants a connection (a Locker) of its own.
"""
import argparse
import os
import socket
import struct
import sys

REQUEST, RESPONSE, UNIMPLEMENTED, PIECE, LIBRARY = 1, 2, 12, 1 << 20, b"main"


# ---- protobuf: a message is a row of fields, each a key (number << 3 | wire type) and a value

def varint(value):
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out + bytes([value]))


def encode(fields):
    """A message of {number: int, bytes, or a list of them}; a value of 0 or b"" is the default and left out."""
    return b"".join(
        varint(number << 3) + varint(value) if isinstance(value, int)
        else varint(number << 3 | 2) + varint(len(value)) + value
        for number, values in fields.items() if values
        for value in (values if isinstance(values, list) else [values]))


def number(data, at):
    """The varint at `at`, and where it ends."""
    value = shift = 0
    while True:
        byte, at = data[at], at + 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def decode(data):
    """A dictionary of field number to the list of its values, as int and bytes."""
    fields, at = {}, 0
    while at < len(data):
        key, at = number(data, at)
        value, at = number(data, at)
        if key & 7 == 2:  # bytes, a string, a message; the other wire type of answers is 0, a varint
            value, at = data[at:at + value], at + value
        fields.setdefault(key >> 3, []).append(value)
    return fields


def first(fields, number, default):
    return fields.get(number, [default])[0]


def numbers(packed):
    """What is in a repeated field of numbers or truth values: one varint behind the other."""
    values, at = [], 0
    while at < len(packed):
        value, at = number(packed, at)
        values.append(value)
    return values


# ---- ttrpc: a frame is a header (length, stream, type, flags) and a message

class CallFailed(Exception):
    """The daemon's status of a call that it refused: a code of google.rpc.Code, and a message."""

    def __init__(self, method, code, message):
        super().__init__(f"{method}: {message} (status {code})")
        self.code, self.message = code, message


class Locker:
    """A connection, with one call at a time."""

    def __init__(self, path, account=None):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(path)
        self.replies = self.socket.makefile("rb")
        self.metadata = encode({1: b"locker-account", 2: account.encode()}) if account else b""
        self.stream = -1

    def exchange(self, method, request=b"", service=b"locker.v1.Locker", descriptor=None):
        """The bytes of the reply, whatever it says. A descriptor goes with the first byte of the frame."""
        self.stream += 2  # odd, and one of its own for every call
        body = encode({1: service, 2: method, 3: request, 5: self.metadata})
        frame = struct.pack(">IIBB", len(body), self.stream, REQUEST, 0) + body
        rights = [] if descriptor is None else [(socket.SOL_SOCKET, socket.SCM_RIGHTS, struct.pack("i", descriptor))]
        sent = self.socket.sendmsg([frame], rights)
        self.socket.sendall(frame[sent:])
        length, stream, kind, _ = struct.unpack(">IIBB", self.replies.read(10))
        assert (stream, kind) == (self.stream, RESPONSE), "a reply to a call that was not made"
        return self.replies.read(length)

    def call(self, method, request=b"", **options):
        """The message of the reply; of a call that is refused, the reason as an error."""
        response = decode(self.exchange(method, request, **options))
        status = decode(first(response, 1, b""))
        if first(status, 1, 0):
            raise CallFailed(method.decode(), first(status, 1, 0), first(status, 2, b"").decode())
        return decode(first(response, 2, b""))

    def entries(self):
        """(path, size) of all there is in one revision, the newest, page by page. A page may be empty."""
        after, more, revision = b"", True, {}
        while more:
            page = self.call(b"List", encode({1: LIBRARY, **revision, 4: after, 6: 1}))
            for entry in map(decode, page.get(2, [])):
                after = first(entry, 1, b"")
                yield after, first(entry, 3, 0)
            after = first(page, 4, after)  # a daemon that is older than partial pages says nothing here
            revision = {2: first(page, 1, 0)}
            more = first(page, 3, 0)

    def has(self, feature):
        """Whether the daemon can do what the word stands for."""
        try:
            return feature in self.call(b"Capabilities").get(2, [])
        except CallFailed as failure:
            if failure.code == UNIMPLEMENTED:  # a daemon that is older than all of these words
                return False
            raise

    def pieces(self, path):
        """The content of a file. It is opened once, and stays what it is while it is read, whatever becomes of the file."""
        if not self.has(b"blobs"):
            yield from self.pieces_by_path(path)
            return
        opened = self.call(b"OpenBlob", encode({1: LIBRARY, 3: path}))
        handle, size, offset = first(opened, 1, 0), first(opened, 2, 0), 0
        try:
            while offset < size:
                piece = self.call(b"ReadBlob", encode({1: handle, 3: offset, 4: PIECE}))
                offset += len(first(piece, 1, b""))
                yield first(piece, 1, b"")
        finally:
            self.call(b"CloseBlob", encode({1: handle}))

    def pieces_by_path(self, path):
        """The same. Every piece names its blob: another one when the file was replaced meanwhile."""
        offset, size, blob = 0, 1, None
        while offset < size:
            piece = self.call(b"Read", encode({1: LIBRARY, 3: path, 4: offset, 5: PIECE}))
            data, size = first(piece, 1, b""), first(piece, 2, 0)
            assert blob in (None, first(piece, 3, b"")), "the file was replaced while it was read: start again"
            blob = first(piece, 3, b"")
            offset += len(data)
            yield data

    def changes(self):
        """(library, revision) of each library, and of each whose newest revision is another one, for ever; revision 0
        where one is gone. Whoever remembers them misses nothing of what happens while they are away."""
        known = {}
        while True:
            # Those that are not named are all others, each known at 0.
            watched = [encode({})] + [encode({2: name, 3: revision}) for name, revision in known.items()]
            for news in map(decode, self.call(b"Watch", encode({1: watched})).get(1, [])):
                name, revision = first(news, 2, b""), first(news, 3, 0)
                known[name] = revision
                if not revision:
                    del known[name]
                yield name, revision


def arguments(description):
    """A parser of command lines with the options that all have."""
    default = "/run/locker/locker.sock" if os.geteuid() == 0 else os.environ.get("XDG_RUNTIME_DIR", "") + "/locker.sock"
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--socket", default=os.environ.get("LOCKER_SOCKET") or default)
    parser.add_argument("--account")
    return parser


def say(line):
    """Writes a line (bytes). Where nobody reads on, as head(1), the program ends."""
    try:
        sys.stdout.buffer.write(line + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python tries again at its end
        sys.exit(1)


def main():
    parser = arguments("A minimal client of lockerd.")
    parser.add_argument("command", nargs="+", metavar="status | ls | get PATH FILE | watch")
    options = parser.parse_args()
    locker = Locker(options.socket, options.account)
    if options.command == ["status"]:
        answer = locker.call(b"Status")
        say(b"lockerd %s, account %s" % (first(answer, 1, b""), first(answer, 4, b"")))
    elif options.command == ["ls"]:
        for path, size in locker.entries():
            say(b"%12d  %s" % (size, path))
    elif options.command == ["watch"]:
        for name, revision in locker.changes():
            say(b"%s  %s" % (name, b"revision %d" % revision if revision else b"gone"))
    elif options.command[0] == "get" and len(options.command) == 3:
        with open(options.command[2], "wb") as out:
            out.writelines(locker.pieces(os.fsencode(options.command[1])))
    else:
        parser.error("no such command")


if __name__ == "__main__":
    try:
        main()
    except CallFailed as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(130)
