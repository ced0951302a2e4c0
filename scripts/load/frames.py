"""Calls of lockerd as bytes, for sockets that are used in ways that locker_client.py does not."""
import os
import socket
import struct

from locker_client import REQUEST, decode, encode, first

LIMIT = 4 << 20  # bytes of a message


def frame(stream, method, request=b"", length=None):
    """A request as it travels; `length` is what its header says, where that is not the truth."""
    body = encode({1: b"locker.v1.Locker", 2: method, 3: request})
    return struct.pack(">IIBB", len(body) if length is None else length, stream, REQUEST, 0) + body


def connect(uid, blocking=True):
    """A connection of that user: the kernel notes who connects at that moment."""
    stream = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    os.seteuid(uid)
    try:
        stream.connect(os.environ["LOCKER_SOCKET"])
    finally:
        os.seteuid(0)
    stream.setblocking(blocking)
    return stream


def rights(*descriptors):
    """What sendmsg takes to pass descriptors along."""
    return [(socket.SOL_SOCKET, socket.SCM_RIGHTS, struct.pack(f"{len(descriptors)}i", *descriptors))]


def answer(body):
    """The code of a reply, its message of failure, and what it answers."""
    response = decode(body)
    status = decode(first(response, 1, b""))
    return first(status, 1, 0), first(status, 2, b"").decode(), decode(first(response, 2, b""))


def receive(stream):
    """The next reply of a blocking socket, as `answer` gives it; None when the connection has ended."""
    header = take(stream, 10)
    if header is None:
        return None
    body = take(stream, struct.unpack(">I", header[:4])[0])
    return None if body is None else answer(body)


def take(stream, count):
    data = bytearray()
    while len(data) < count:
        try:
            piece = stream.recv(count - len(data))
        except ConnectionError:
            return None
        if not piece:
            return None
        data += piece
    return bytes(data)


def call(stream, number, method, request=b"", descriptor=None):
    """One call on a blocking socket."""
    try:
        stream.sendmsg([frame(number, method, request)], [] if descriptor is None else rights(descriptor))
    except ConnectionError:
        pass  # refused: the reason is there to be read
    return receive(stream)
