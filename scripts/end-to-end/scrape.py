"""Gets metrics as a scraper does, with the HTTP client of Python.

usage: scrape.py ADDRESS [METHOD [PATH]]     prints status and type, then the body
       scrape.py ADDRESS --beside COUNT      the same beside so many connections that hang, of each of three kinds

ADDRESS is that of the configuration's metrics.listen.
"""

import http.client
import socket
import sys


def connect(address):
    if address.startswith("unix:"):
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(60)
        connection.connect(address.removeprefix("unix:"))
        return connection
    host, port = address.rsplit(":", 1)
    return socket.create_connection((host, int(port)), timeout=60)


def scrape(address, method="GET", path="/metrics"):
    client = http.client.HTTPConnection("localhost")
    client.sock = connect(address)
    client.request(method, path)
    response = client.getresponse()
    return response.status, response.getheader("Content-Type"), response.read().decode()


address, *rest = sys.argv[1:]
hanging = []
if rest[:1] == ["--beside"]:
    for _ in range(int(rest[1])):
        silent, half, deaf = (connect(address) for _ in range(3))
        half.sendall(b"GET /metrics HTTP/1.1\r\nHost: loc")
        deaf.sendall(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
        hanging += [silent, half, deaf]
    rest = []
status, kind, body = scrape(address, *rest)
print(status, kind)
print(body, end="")
sys.exit(0 if not hanging or status == 200 else 1)
