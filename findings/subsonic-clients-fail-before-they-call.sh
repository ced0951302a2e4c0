#!/usr/bin/env bash
# Two libraries for Subsonic's API, against a server that answers as OpenSubsonic's document has it.
#
# knuckles 1.2.0, get_podcast_channels: it goes through the object around the list of channels as if it were that list, and
# takes its key for a channel: TypeError, whether there are podcasts or none. get_podcast_channel asks that object for the
# element 0: KeyError.
#
# py-opensonic 10.4.1, update_share: it never sends a request, whatever it is given, since the form that it makes has a field
# whose name is no text: TypeError of aiohttp. create_share on the same server goes through.
set -euo pipefail

work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip --quiet install knuckles==1.2.0 py-opensonic==10.4.1
venv/bin/pip list 2>/dev/null | grep -iE '^(knuckles|py-opensonic|aiohttp) '

cat >server.py <<'P'
import http.server, json, urllib.parse

CHANNEL = {"id": "1", "url": "http://127.0.0.1/feed", "status": "completed", "title": "Rain"}
SHARE = {"id": "1", "url": "http://127.0.0.1/s", "username": "kim", "created": "2026-01-01T00:00:00Z", "visitCount": 0}
CONTENT = {"getPodcasts": {"podcasts": {"channel": [CHANNEL]}}, "createShare": {"shares": {"share": [SHARE]}}}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.do_GET()

    def do_GET(self):
        call = urllib.parse.urlsplit(self.path).path.rpartition("/")[2].removesuffix(".view")
        print("called:", call, flush=True)
        head = {"status": "ok", "version": "1.16.1", "type": "t", "serverVersion": "1", "openSubsonic": True}
        body = json.dumps({"subsonic-response": {**head, **CONTENT.get(call, {})}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
open("port", "w").write(str(server.server_port))
server.serve_forever()
P
venv/bin/python server.py >calls &
server=$!
for _ in $(seq 100); do [ -s port ] && break; sleep 0.1; done

cat >clients.py <<'P'
import asyncio, sys
import knuckles, libopensonic

port = int(open("port").read())


def outcome(name, function, *arguments):
    try:
        got = function(*arguments)
        print(f"{name}: {type(got).__name__}")
        return None
    except Exception as error:
        print(f"{name}: {type(error).__name__}: {str(error)[:90]}")
        return type(error).__name__


one = knuckles.Subsonic(f"127.0.0.1:{port}", "kim", "secret", "finding", use_https=False)
channels = outcome("knuckles get_podcast_channels", one.podcast.get_podcast_channels)
channel = outcome("knuckles get_podcast_channel", one.podcast.get_podcast_channel, "1")
two = libopensonic.Connection("http://127.0.0.1", "kim", "secret", port=port, server_path="")
share = outcome("py-opensonic create_share", two.create_share, ["1"], "words", 1893456000.0)
update = outcome("py-opensonic update_share", two.update_share, "1", "words", 1893456000.0)
seen = (channels, channel, share, update)
sys.exit(0 if seen == ("TypeError", "KeyError", None, "TypeError") else f"it was {seen}")
P
venv/bin/python clients.py
cat calls
if grep -q updateShare calls; then echo "updateShare was sent" >&2; exit 1; fi
