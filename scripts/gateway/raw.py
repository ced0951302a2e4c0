#!/usr/bin/env python3
"""Writes to the gateway what no client writes that behaves.

    raw.py URL PASSWORD CHECK        runs one check, as alice
    raw.py --title CHECK             prints what it is about
"""
import re
import socket
import sys
import time
from urllib.parse import urlsplit

checks = {}
PATIENCE = 10  # seconds; the gateway is told to close what is idle for three


def check(function):
    checks[function.__name__] = function
    return function


def expect(truth, what):
    if not truth:
        sys.exit(what)


def connect():
    url = urlsplit(sys.argv[1])
    connection = socket.create_connection((url.hostname, url.port), PATIENCE)
    connection.settimeout(PATIENCE)
    return connection


def rest_of(connection):
    """All that comes until the other side closes; that it does is a part of each check."""
    said = b""
    try:
        while data := connection.recv(65536):
            said += data
    except (ConnectionResetError, BrokenPipeError):
        pass
    except TimeoutError:
        sys.exit(f"after {PATIENCE} seconds it is still open, and said {said[:200]}")
    return said


def statuses(said):
    """Of all answers in a stream, whose bodies say nothing of the kind."""
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3})", said)]


def exchange(request):
    """What is answered to a client that says no more; it may be shut out before it has said all."""
    with connect() as connection:
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        return rest_of(connection)


def expect_refused(request, *allowed):
    """An error of the client's, or none at all and the connection closed; never what was asked for."""
    got = statuses(exchange(request))
    expect(all(status in (allowed or range(400, 500)) for status in got), f"{request[:80]}: {got}")


def ping():
    return f"/rest/ping?u=alice&p={sys.argv[2]}&v=1.16.1&c=raw&f=json".encode()


@check
def endless_fields():
    """header fields without end are cut off"""
    sent, start = 0, time.monotonic()
    with connect() as connection:
        try:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
            while sent < 64 << 20 and time.monotonic() < start + PATIENCE:
                sent += connection.send(b"X-Filler: " + b"x" * 1000 + b"\r\n")
        except (ConnectionResetError, BrokenPipeError):
            pass
        else:
            sys.exit(f"it took {sent} bytes of header fields")
    # What the kernel's buffers of both ends take is not read: up to 6 and 4 MiB of them (tcp_rmem, tcp_wmem).
    expect(sent < 16 << 20, f"it took {sent} bytes of header fields")


@check
def large_field():
    """a header field of a megabyte is refused"""
    expect_refused(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Large: " + b"x" * (1 << 20) + b"\r\n\r\n")


@check
def many_fields():
    """a hundred thousand header fields are refused"""
    expect_refused(b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + b"X: 1\r\n" * 100_000 + b"\r\n")


@check
def head_without_end():
    """a request whose head does not end is not waited for for ever, a byte a second or none"""
    start = time.monotonic()
    with connect() as still:
        still.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
        expect(200 not in statuses(rest_of(still)), "half a head was answered")
    expect(time.monotonic() - start < PATIENCE, "it waited too long")


@check
def two_lengths():
    """a request with two lengths, or with a length and chunks, is refused, and what follows is no request"""
    hidden = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    head = b"POST " + ping() + b" HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    for fields in [b"Content-Length: 0\r\nContent-Length: %d\r\n" % len(hidden),
                   b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n" % (5 + len(hidden)),
                   b"Content-Length: 0, %d\r\n" % len(hidden)]:
        got = statuses(exchange(head + fields + b"\r\n0\r\n\r\n" + hidden))
        expect(len(got) <= 1, f"{fields}: {got}")


@check
def wrong_lengths():
    """lengths that are none are refused"""
    for length in [b"-1", b"x", b"0x10", b"1e3", b"99999999999999999999999", b"+5", b"1 1"]:
        expect_refused(b"POST " + ping() + b" HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + b"\r\n\r\nhello")


@check
def no_request():
    """what is no HTTP/1.1 is refused"""
    for request in [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200), b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                    b"GET\r\n\r\n", b"GET /healthz HTTP/3.0\r\n\r\n", b"\x00" * 5000,
                    b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
                    b"GET /healthz HTTP/1.1\r\nHost: x\r\nBad Field: 1\r\n\r\n",
                    b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n", b"\r\n" * 5000]:
        got = statuses(exchange(request))
        expect(all(status >= 400 for status in got), f"{request[:60]}: {got}")


@check
def answered_in_order():
    """requests that come together are answered one by one, in their order"""
    one = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    none = b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n"
    last = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with connect() as connection:
        connection.sendall(one + none + one * 20 + none + last)
        got = statuses(rest_of(connection))
    expect(got == [200, 404] + [200] * 20 + [404, 200], f"{got}")


@check
def old_version():
    """HTTP/1.0 is answered, and the connection closed"""
    with connect() as connection:
        connection.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
        expect(statuses(rest_of(connection)) == [200], "no answer")


@check
def absolute():
    """a URL with a host in it, as proxies are sent, leads nowhere else"""
    got = statuses(exchange(b"GET http://127.0.0.1:1/healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
    expect(got and got[0] in (200, 400, 404), f"{got}")


if __name__ == "__main__":
    if sys.argv[1] == "--title":
        print(checks[sys.argv[2]].__doc__)
    else:
        checks[sys.argv[3]]()
