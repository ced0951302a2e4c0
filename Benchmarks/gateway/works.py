"""What is measured of a server: each work returns samples, dictionaries with a `work` and its figures."""
import json
import os
import random
import subprocess
import time

from costs import forget_peak, peak_memory

PIECE, BITS = 65536, 320_000
ERROR = '"error"'  # what no answer may have
WORDS = "amber river stone velvet harbor lantern willow cedar echo marble".split()
WORDS_OF_LISTENERS = ("late", "failed", "wrong", "unanswered")  # what may not be, of answers


def tool(name, server, *arguments, given):
    """Runs one of the programs in C against the server; `given` are lines of tab-separated values."""
    command = [os.path.join(os.environ["GATEWAY_TOOLS"], name), "127.0.0.1", str(server.port), *map(str, arguments)]
    text = "".join("\t".join(map(str, line)) + "\n" for line in given)
    done = subprocess.run(command, input=text, text=True, capture_output=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    return json.loads(done.stdout)


def load(server, *arguments, given):
    found = tool("load", server, *arguments, given=given)
    if found["wrong"] or found["failed"]:
        raise SystemExit(f"{server.name}: {found['wrong']} of {found['requests']} answers are wrong, {found['failed']} did not "
                         f"come: {found['first_failure']}")
    return found


class Watched:
    """While it is entered: what the parts of a server take of processor and memory."""

    def __init__(self, server):
        self.server = server

    def __enter__(self):
        for process in self.server.processes.values():
            forget_peak(process.pid)
        self.before = self.server.cpu()
        return self

    def __exit__(self, *_):
        after = self.server.cpu()
        self.figures = {
            "server_cpu_seconds": {part: after[part] - self.before[part] for part in after},
            "server_peak_bytes": {part: peak_memory(process.pid) for part, process in self.server.processes.items()}}


# ---- (a)

def importing(server, music, count):
    return [{"work": "import", "songs": count, **server.bring(music, count)}]


# ---- (b)

def calls_of(server, songs, albums):
    """Name, and targets that are asked for in turn."""
    return {
        "getArtists": [server.query("getArtists")],
        "getAlbumList2, 50": [server.query("getAlbumList2", type="newest", size=50)],
        "getAlbumList2, 500 from the middle": [
            server.query("getAlbumList2", type="alphabeticalByName", size=500, offset=albums // 2)],
        "search3, a word": [server.query("search3", query=word) for word in WORDS],
        "search3, 500 of all from the middle": [
            server.query("search3", query="", songCount=500, songOffset=songs // 2, albumCount=0, artistCount=0)],
    }


def calls(server, options, songs, albums):
    samples = []
    for name, targets in calls_of(server, songs, albums).items():
        lines = [(target,) for target in targets]
        load(server, 1, 5, len(lines), 200, ERROR, given=lines)  # whatever is made once is there
        for clients in (1, 16):
            with Watched(server) as watched:
                found = load(server, clients, options.seconds, options.requests, 200, ERROR, given=lines)
            samples.append({"work": f"{name}: {told(clients)}", **found, **watched.figures})
    return samples


def told(clients):
    return "1 client" if clients == 1 else f"{clients} clients"


# ---- (c)

def ranges(server, options, songs, what):
    """Of all songs, in an order of chance, and of the longest one."""
    source = random.Random(1)
    one = max(songs, key=lambda song: song[1])
    lines = {f"64 KiB ranges, {what}": [piece(server, source.choice(songs), source) for _ in range(50_000)],
             "64 KiB ranges, one song": [piece(server, one, source) for _ in range(2000)]}
    samples = []
    for name, given in lines.items():
        with Watched(server) as watched:
            found = load(server, 16, options.seconds, 0, 206, "-", given=given)
        samples.append({"work": name, **found, **watched.figures})
    return samples


def piece(server, song, source):
    start = source.randrange((song[1] - 1) // PIECE + 1) * PIECE
    return server.stream(song[0]), f"{start}-{start + PIECE - 1}"


# ---- (d)

def listeners(server, options, songs):
    """More and more, until answers are late."""
    given, samples = [(server.stream(song), size) for song, size in songs], []
    for count in options.listeners or server.listeners:
        with Watched(server) as watched:
            found = tool("listeners", server, count, options.listen_seconds, BITS, given=given)
        holds = not any(found[word] for word in WORDS_OF_LISTENERS)
        samples.append({"work": "listeners", "holds": holds, **found, **watched.figures})
        if not holds:
            break
        time.sleep(1)
    return samples


# ---- (e)

def whole_files(server, options, songs):
    """Some of the songs, (path, length, SHA-256) each, once from first to last before it is measured."""
    taken, size = [], 0
    for song in songs:
        if size >= options.file_bytes:
            break
        taken.append(song)
        size += song[1]
    given, samples = server.files(taken), []
    tool("files", server, 4, "no", server.field, given=given)
    for checks in ("no", "yes"):
        with Watched(server) as watched:
            found = tool("files", server, 4, checks, server.field, given=given)
        if found["wrong"]:
            raise SystemExit(f"{server.name}: {found['wrong']} of {found['files']} files are not what they have to be")
        samples.append({"work": f"whole files{', each checked by the client' if checks == 'yes' else ''}", **found,
                        **watched.figures})
    return samples
