#!/usr/bin/env python3
"""Begins two streams, runs a command that ends the first, and looks what came of both.

    streams.py URL FIELD OTHER-URL OTHER-FIELD COMMAND...

Neither is read while the command is run and for two seconds after: what a server goes on to send stays in buffers,
which are far smaller than the content. Then the first must be over, and the other come whole.
"""
import http.client
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit


def begin(url, field):
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    connection.connect()
    connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
    name, _, value = field.partition(":")
    connection.request("GET", f"{parts.path}?{parts.query}", headers={name: value.strip()})
    answer = connection.getresponse()
    if answer.status != 200:
        sys.exit(f"{url}: {answer.status} {answer.read(300)}")
    length = int(answer.headers["Content-Length"])
    if length < 50_000_000:
        sys.exit(f"{length} bytes are too few to tell anything: {answer.read(300)}")
    return answer, length


def rest_of(answer):
    """How many bytes come, as fast as they do."""
    count = 0
    try:
        while data := answer.read(1 << 20):
            count += len(data)
    except (OSError, http.client.IncompleteRead) as error:
        count += len(getattr(error, "partial", b""))
    return count


first, other = begin(*sys.argv[1:3]), begin(*sys.argv[3:5])
taken = [len(each[0].read(100_000)) for each in (first, other)]
subprocess.run(sys.argv[5:], check=True, stdout=subprocess.DEVNULL, timeout=20)
time.sleep(2)
taken[0] += rest_of(first[0])
taken[1] += rest_of(other[0])
print(f"{taken[0]} of {first[1]} bytes came of the first, {taken[1]} of {other[1]} of the other")
if taken[0] >= first[1]:
    sys.exit("it was not ended")
if taken[1] != other[1]:
    sys.exit("the other was ended, too")
