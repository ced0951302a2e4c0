#!/usr/bin/env python3
"""Calls a gateway from several threads until a file appears, trying again what fails.

    callers.py URL NAME PASSWORD TOKEN MUSIC FILE

Every answer that is taken for one is held against what it has to be. While something is restarted calls may fail, but
no longer than PATIENCE in a row, and never with other bytes or with the word that something is not there.
"""
import hashlib
import http.client
import json
import os
import random
import sys
import threading
import time
import urllib.parse

URL, NAME, PASSWORD, TOKEN, MUSIC, ENOUGH = sys.argv[1:]
HOST, PORT = urllib.parse.urlsplit(URL).hostname, urllib.parse.urlsplit(URL).port
PATIENCE = 20  # seconds
RETRIED = {429, 500, 502, 503, 504}  # statuses that a client tries again


class Wrong(Exception):
    """What no retry makes good."""


class Caller(threading.Thread):
    """One client, with one connection as long as that lasts."""

    def __init__(self, songs, number):
        super().__init__()
        self.songs, self.source = songs, random.Random(number)
        self.connection, self.count, self.retries, self.longest, self.failure = None, 0, 0, 0.0, None
        self.ids = {}

    def run(self):
        try:
            while not os.path.exists(ENOUGH) or self.count < 20:
                self.source.choice([self.file, self.piece, self.listing, self.stream])()
                self.count += 1
        except Exception as error:
            self.failure = repr(error)[:600]

    def ask(self, path, fields=None, is_good=lambda status, content: status == 200):
        start = time.monotonic()
        while True:
            failed = None
            try:
                if self.connection is None:
                    self.connection = http.client.HTTPConnection(HOST, PORT, timeout=PATIENCE)
                self.connection.request("GET", path, headers=fields or {})
                answer = self.connection.getresponse()
                content = answer.read()
                if is_good(answer.status, content):
                    self.longest = max(self.longest, time.monotonic() - start)
                    return content
                failed = f"{answer.status} {content[:200]}"
                if answer.status not in RETRIED and not is_temporary(content):
                    raise Wrong(f"{path[:80]}: {failed}")
            except (OSError, http.client.HTTPException) as error:
                failed = repr(error)
                self.connection = None
            if time.monotonic() - start > PATIENCE:
                raise Wrong(f"{path[:80]}: still {failed} after {PATIENCE} seconds")
            self.retries += 1
            time.sleep(0.05)

    def signed(self, song):
        return "/api/v1/libraries/main/files/" + urllib.parse.quote(song["path"]), {"Authorization": f"Bearer {TOKEN}"}

    def file(self):
        song = self.source.choice(self.songs)
        content = self.ask(*self.signed(song))
        if hashlib.sha256(content).hexdigest() != song["sha256"]:
            raise Wrong(f"{song['path']}: {len(content)} other bytes")

    def piece(self):
        song = self.source.choice(self.songs)
        start = self.source.randrange(song["size"])
        path, fields = self.signed(song)
        content = self.ask(path, {**fields, "Range": f"bytes={start}-{start + 65535}"},
                           lambda status, content: status == 206)
        with open(os.path.join(MUSIC, NAME, song["path"]), "rb") as file:
            file.seek(start)
            if content != file.read(65536):
                raise Wrong(f"{song['path']}: other bytes from {start} on")

    def rest(self, call, **parameters):
        query = urllib.parse.urlencode(
            {"u": NAME, "p": PASSWORD, "v": "1.16.1", "c": "calls", "f": "json", **parameters})
        return f"/rest/{call}?{query}"

    def listing(self):
        found = json.loads(self.ask(self.rest("search3", query="", songCount=500), None, is_answer))
        songs = found["subsonic-response"]["searchResult3"]["song"]
        if len(songs) < len(self.songs):
            raise Wrong(f"{len(songs)} songs are listed of {len(self.songs)}")
        self.ids = {song["size"]: song["id"] for song in songs}

    def stream(self):
        song = self.source.choice(self.songs)
        if song["size"] not in self.ids:
            return
        content = self.ask(self.rest("stream", id=self.ids[song["size"]]), None,
                           lambda status, content: status == 200 and not content.startswith(b"{"))
        if hashlib.sha256(content).hexdigest() not in {each["sha256"] for each in self.songs}:
            raise Wrong(f"{song['path']}: {len(content)} other bytes are streamed")


def is_answer(status, content):
    return status == 200 and b'"status":"ok"' in content.replace(b" ", b"")


def is_temporary(content):
    """Whether an error of OpenSubsonic's, which has status 200, is one to try again."""
    try:
        return json.loads(content)["subsonic-response"]["error"]["code"] == 0
    except (ValueError, KeyError, TypeError):
        return False


def main():
    with open(os.path.join(MUSIC, "songs.json")) as file:
        songs = [song for song in json.load(file) if song["person"] == NAME]
    callers = [Caller(songs, number) for number in range(4)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    print(f"{sum(caller.count for caller in callers)} calls, {sum(caller.retries for caller in callers)} tried again, "
          f"the longest {max(caller.longest for caller in callers):.1f} s")
    failures = [caller.failure for caller in callers if caller.failure]
    print(*failures, sep="\n")
    sys.exit(bool(failures))


main()
