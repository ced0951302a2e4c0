"""What is measured: a server of music that speaks OpenSubsonic."""
import http.client
import json
import os
import shutil
import socket
import time
import urllib.parse

import processes

USER, PATIENCE = "alice", 120


class Server:
    """One of them at a time, on an empty folder of its own."""

    name, note = "", ""
    prefix = "/rest"
    # Whether the works of a round take minutes.
    slow = False
    # With how many listeners it is tried, where nothing else is said.
    listeners = (10, 20, 50, 100, 200, 300)

    def __init__(self, work):
        self.folder = os.path.join(work, self.name)
        os.makedirs(self.folder)
        self.log = open(os.path.join(work, f"{self.name}.log"), "a")
        self.port, self.processes, self.connection, self.password = free_port(), {}, None, "secret1"

    # ---- what each does in its way

    def open(self):
        """Makes it ready to take music in."""

    def bring(self, music, count):
        """Takes all songs of the folder in, and serves them when it returns: what that cost."""
        raise NotImplementedError

    def version(self):
        raise NotImplementedError

    def stored(self):
        """The files that the server has put the music into; none where it sends those that it was shown."""
        return []

    # ---- for all

    def start(self, part, command, environment=None):
        self.processes[part] = processes.start(command, self.folder, {**os.environ, **(environment or {})}, self.log)

    def stop(self):
        for process in reversed(self.processes.values()):
            processes.stop(process)
        self.processes = {}

    def close(self):
        self.stop()
        self.log.close()
        shutil.rmtree(self.folder)

    def cpu(self):
        """Processor seconds so far, by the part of the server."""
        return {part: processes.cpu_seconds(process.pid) for part, process in self.processes.items()}

    def query(self, call, **parameters):
        """The target of a call."""
        return f"{self.prefix}/{call}?" + urllib.parse.urlencode(
            {"u": USER, "p": self.password, "v": "1.16.1", "c": "benchmark", "f": "json", **parameters})

    def ask(self, call, **parameters):
        """The answer to a call, by the one connection of this program, which the server may have closed meanwhile."""
        kept = self.connection is not None
        try:
            return self.ask_once(call, **parameters)
        except (OSError, http.client.HTTPException, ValueError):
            if not kept:
                raise
            return self.ask_once(call, **parameters)

    def ask_once(self, call, **parameters):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            self.connection.request("GET", self.query(call, **parameters))
            answer = json.loads(self.connection.getresponse().read())["subsonic-response"]
        except (OSError, http.client.HTTPException, ValueError):
            self.connection.close()
            self.connection = None
            raise
        if answer["status"] != "ok":
            raise SystemExit(f"{self.name}: {call} is answered with {answer}")
        return answer

    def wait_until_it_serves(self):
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self.ask("ping")
            except (OSError, http.client.HTTPException, ValueError) as error:
                if time.monotonic() > deadline:
                    raise SystemExit(f"{self.name} does not serve: {error}; see {self.log.name}") from error
                time.sleep(0.05)

    def wait_for_songs(self, count, seconds=1800, look=lambda: None):
        """Until a scan is over that has found so many."""
        deadline = time.monotonic() + seconds
        while True:
            look()
            try:
                status = self.ask("getScanStatus")["scanStatus"]
                if status.get("count") == count and not status.get("scanning"):
                    return
            except (OSError, http.client.HTTPException, ValueError):
                status = "no answer"
            if time.monotonic() > deadline:
                raise SystemExit(f"{self.name} has {status} after {seconds} s, instead of {count} songs")
            time.sleep(0.1)

    def songs(self):
        """(id, length) of each song, as a client gets them."""
        found, offset = [], 0
        while page := self.ask("getAlbumList2", type="alphabeticalByName", size=500,
                               offset=offset)["albumList2"].get("album", []):
            for album in page:
                found += [(song["id"], song["size"]) for song in self.ask("getAlbum", id=album["id"])["album"]["song"]]
            offset += len(page)
        return found

    def stream(self, song):
        return self.query("stream", id=song)

    def files(self, songs):
        """(target, length, SHA-256) of files, each of whom is (path, length, SHA-256)."""
        raise NotImplementedError


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
