#!/usr/bin/env python3
"""Measures the gateway and its peers, in turn, and writes what was found as JSON.

usage: measure.py WORK FIGURES [--works A,B] [--rounds N] [--tools A,B] [--all-rounds] [--artists N] [--seconds N]
                  [--requests N] [--listeners A,B] [--listen-seconds N] [--large-songs N] [--large-bytes N]
                  [--file-bytes N] [--relay-bytes N] [--library DIR]

Stores, indexes and, without --library, the music lie below WORK, an empty directory on a disk. LOCKER_BIN holds locker,
lockerd and locker-gateway, GATEWAY_TOOLS the programs in C, GATEWAY_PEERS an environment of Python for each peer.
"""
import argparse
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "peers"))

# pylint: disable=wrong-import-position
import relay  # noqa: E402
import works  # noqa: E402
from locker_server import LockerServer  # noqa: E402
from machine import describe  # noqa: E402
from peer_servers import Maneki, Nginx, Supysonic, installed  # noqa: E402

TOOLS = (LockerServer, Maneki, Supysonic, Nginx)
WORKS = ("import", "calls", "ranges", "listeners", "files", "relay")
MANY = {"import", "calls", "ranges"}  # works of the library of many songs; all others are of that of large ones
WITH_LARGE = {LockerServer: {"listeners", "files"}, Maneki: {"listeners"}, Supysonic: {"listeners"}, Nginx: {"files"}}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=os.path.abspath)
    parser.add_argument("figures")
    parser.add_argument("--works", default=",".join(WORKS), type=lambda text: text.split(","))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tools", default=",".join(tool.name for tool in TOOLS), type=lambda text: text.split(","))
    parser.add_argument("--all-rounds", action="store_true")
    parser.add_argument("--artists", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--requests", type=int, default=4000)
    parser.add_argument("--listeners", type=lambda text: [int(number) for number in text.split(",")])
    parser.add_argument("--listen-seconds", type=float, default=20)
    parser.add_argument("--large-songs", type=int, default=6000)
    parser.add_argument("--large-bytes", type=int, default=10_000_000_000)
    parser.add_argument("--file-bytes", type=int, default=2_000_000_000)
    parser.add_argument("--relay-bytes", type=int, default=1_000_000_000)
    parser.add_argument("--library", type=os.path.abspath)
    options = parser.parse_args()
    if unknown := set(options.works) - set(WORKS) or set(options.tools) - {tool.name for tool in TOOLS}:
        parser.error(f"{', '.join(unknown)}: works are {', '.join(WORKS)}; tools are "
                     f"{', '.join(tool.name for tool in TOOLS)}")
    return options


class Music:
    """One of the two libraries, made where it is not there yet."""

    def __init__(self, options, kind, *sizes):
        name = "-".join(map(str, (kind, *sizes)))
        folder = os.path.join(options.library or os.path.join(options.work, "library"), name)
        if not os.path.exists(folder):
            os.makedirs(os.path.dirname(folder), exist_ok=True)
            print(f"Making {name}", file=sys.stderr, flush=True)
            subprocess.run([sys.executable, "-B", f"{HERE}/library.py", f"{folder}.part", kind, *map(str, sizes)],
                           check=True)
            os.rename(f"{folder}.part", folder)
        self.folder = f"{folder}/music"
        with open(f"{folder}/songs.tsv") as file:
            rows = [line.rstrip("\n").split("\t") for line in file]
        self.songs = [(path, int(size), digest) for path, size, digest in rows]

    def paths(self):
        return [f"{self.folder}/{path}" for path, _, _ in self.songs]

    def forget(self):
        """Gives its room in the page cache back: for it and a store that has the same, there is not enough."""
        for path in self.paths():
            with open(path, "rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def read_once(paths):
    """So that it is in the page cache, as far as there is room."""
    for path in paths:
        with open(path, "rb") as file:
            while file.read(1 << 20):
                pass


def with_many(server, options, music):
    """What is asked of a library of many small songs."""
    yield from works.importing(server, music.folder, len(music.songs))
    if "calls" in options.works:
        yield from works.calls(server, options, len(music.songs), 4 * options.artists + 1)
    if "ranges" in options.works:
        yield from works.ranges(server, options, server.songs(), "all songs")


def with_large(server, options, music):
    """What is asked of songs that are as long as songs are. Of the work itself, that they come in is no part."""
    server.bring(music.folder, len(music.songs))
    if server.stored():
        music.forget()
        read_once(server.stored())
    if "files" in options.works and server.name in ("Locker", "nginx"):
        yield from works.whole_files(server, options, music.songs)
    if "listeners" in options.works and server.name != "nginx":
        yield from works.listeners(server, options, server.songs())


def is_wanted(kind, options, number):
    if kind.name not in options.tools or kind.name not in ("Locker", "nginx") and not installed(kind.name):
        return False
    return number == 1 or options.all_rounds or not kind.slow


class Record:
    """What was measured so far, also when a run is stopped."""

    def __init__(self, options):
        self.path = options.figures
        self.figures = {"machine": describe(options.work), "rounds": options.rounds, "set": "gateway", "tools": {},
                        "options": {key: value for key, value in vars(options).items() if key not in ("work", "figures")},
                        "left_out": {}, "samples": []}
        for kind in TOOLS:
            if kind.name in options.tools and kind.name not in ("Locker", "nginx") and not installed(kind.name):
                with open(os.path.join(os.environ["GATEWAY_PEERS"], f"{kind.name}.reason")) as file:
                    self.figures["left_out"][kind.name] = file.read().strip()

    def add(self, name, number, sample):
        self.figures["samples"].append({"tool": name, "round": number, **sample})
        with open(self.path, "w") as file:
            json.dump(self.figures, file, indent=1)
            file.write("\n")
        told = [f"{key} {sample[key]:,.3f}" for key in ("seconds", "cpu_seconds", "p50_ms", "p99_ms") if key in sample]
        told += [f"{key} {sample[key]}" for key in ("listeners", "requests", "late", "failed", "wrong", "first_failure")
                 if sample.get(key)]
        print(f"  {name:10} {sample['work']:46} {', '.join(told)}", file=sys.stderr, flush=True)

    def measure(self, kind, options, number, music, work):
        if music is None:
            return
        server = kind(options.work)
        try:
            read_once(music.paths())
            server.open()
            self.figures["tools"].setdefault(server.name, {"version": server.version(), "note": server.note})
            for sample in work(server, options, music):
                self.add(server.name, number, sample)
        finally:
            server.close()


def main():
    options = arguments()
    wanted, record = set(options.works), Record(options)
    many = Music(options, "many", options.artists) if wanted & MANY else None
    large = Music(options, "large", options.large_songs, options.large_bytes) if wanted - MANY else None
    if "relay" in wanted:
        linked = os.path.join(options.work, "relay")
        relayed = relay.folder_of(large.songs, large.folder, options.relay_bytes, linked)
    for number in range(1, options.rounds + 1):
        print(f"round {number} of {options.rounds}", file=sys.stderr, flush=True)
        for kind in TOOLS if number % 2 else TOOLS[::-1]:
            if is_wanted(kind, options, number):
                if kind is not Nginx:
                    record.measure(kind, options, number, many, with_many)
                if wanted & WITH_LARGE[kind]:
                    record.measure(kind, options, number, large, with_large)
        if "relay" in wanted and "Locker" in options.tools:
            for sample in relay.measure(options.work, linked, relayed, number % 2 == 0):
                record.add("Locker", number, sample)


main()
