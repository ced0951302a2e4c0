"""Stands between a client and lockerd, whole frames at a time, descriptors too.

    relay.py record SOCKET TARGET FILE      writes what passes: a line of JSON for each call, with its answer
    relay.py older SOCKET TARGET PROTO      is a daemon of the version of PROTO: it knows no other call and no other field

Serves until it is ended.
"""
import base64
import contextlib
import json
import os
import socket
import sys
import threading

from frames import rights, take
from schema import Schema
from wire import fields, frame, known, message

UNIMPLEMENTED = 12


def receive(stream):
    """A frame's stream id, kind and body, and the descriptors that came with it; None at the end."""
    header, descriptors = bytearray(), []
    while len(header) < 10:
        try:
            piece, found, _, _ = socket.recv_fds(stream, 10 - len(header), 4)
        except OSError:
            return None  # It has gone.
        if not piece:
            return None
        header += piece
        descriptors += found
    body = take(stream, int.from_bytes(header[:4], "big"))
    return None if body is None else (int.from_bytes(header[4:8], "big"), header[8], body, descriptors)


def value(parts, wanted, default=b""):
    return next((each for number, _, each in parts if number == wanted), default)


class Recorder:
    def __init__(self, path):
        self.out = open(path, "w", encoding="ascii")
        self.lock, self.begun = threading.Lock(), {}

    def request(self, connection, stream, body, descriptors):
        files = [self.file(each) for each in descriptors]
        with self.lock:
            self.begun[connection, stream] = {
                "connection": connection, "request": base64.b64encode(body).decode(), "files": files}
        return body

    def reply(self, connection, stream, body):
        with self.lock:
            call = self.begun.pop((connection, stream), None)
            if call:
                print(json.dumps(call | {"reply": base64.b64encode(body).decode()}), file=self.out, flush=True)
        return body

    @staticmethod
    def file(descriptor):
        """What came with a call: a file's bytes where it can be read, else nothing."""
        size = os.fstat(descriptor).st_size
        try:
            return base64.b64encode(os.pread(descriptor, size, 0)).decode()
        except OSError:
            return None


class Older:
    def __init__(self, path):
        self.schema, self.calls = Schema(path), {}
        words = os.path.join(os.path.dirname(path), "features")
        with open(words, "rb") if os.path.exists(words) else contextlib.nullcontext(()) as lines:
            self.features = {line.strip() for line in lines}

    def request(self, connection, stream, body, _):
        parts = fields(body)
        name = value(parts, 1).decode(), value(parts, 2).decode()
        if name not in self.schema.calls:
            return None
        request, response = self.schema.calls[name]
        self.calls[connection, stream] = response, name[1] == "Capabilities"
        return message(
            [(number, kind, known(each, self.schema, request) if number == 3 else each)
             for number, kind, each in parts])

    def reply(self, connection, stream, body):
        response, are_features = self.calls.pop((connection, stream), (None, False))

        def told(each):
            each = known(each, self.schema, response)
            if not are_features:
                return each
            # Beside its version, the words of what it can do.
            return message([part for part in fields(each) if part[0] != 2 or bytes(part[2]) in self.features])

        return message(
            [(number, kind, told(each) if number == 2 and response else each)
             for number, kind, each in fields(body)])

    @staticmethod
    def refusal():
        return message([(1, 2, message([(1, 0, UNIMPLEMENTED), (2, 2, b"there is no such method")]))])


def send(stream, data, descriptors=()):
    try:
        sent = stream.sendmsg([data], rights(*descriptors) if descriptors else [])
        stream.sendall(data[sent:])
    except OSError:
        pass  # It has gone, which who receives from it learns.


def serve(connection, client, target, what):
    daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    daemon.connect(target)
    writing = threading.Lock()

    def replies():
        while (received := receive(daemon)) is not None:
            stream, kind, body, _ = received
            with writing:
                send(client, frame(stream, kind, what.reply(connection, stream, body)))
        with contextlib.suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)

    threading.Thread(target=replies, daemon=True).start()
    while (received := receive(client)) is not None:
        stream, kind, body, descriptors = received
        body = what.request(connection, stream, body, descriptors)
        if body is None:
            with writing:
                send(client, frame(stream, 2, what.refusal()))
        else:
            send(daemon, frame(stream, kind, body), descriptors)
        for each in descriptors:
            os.close(each)
    daemon.close()


def main():
    mode, path, target, argument = sys.argv[1:]
    what = Recorder(argument) if mode == "record" else Older(argument)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    listener.listen()
    connection = 0
    while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=(connection, client, target, what), daemon=True).start()
        connection += 1


if __name__ == "__main__":
    main()
