#!/usr/bin/env python3
"""Measures Locker and its peers on a set of files, in turn, and writes what each work cost as JSON.

usage: measure.py SET WORK FIGURES [--music DIR] [--rounds N] [--tools A,B] [--all-rounds] [--lanes A,B]…
                  [--before DIR]

SET is songs, what scripts/music-library/make-library.sh built in --music, or one of sets.py; stores and copies lie
below WORK, an empty directory on a disk. LOCKER_BIN holds lockerd and locker, PROGRAMS cut-and-hash and range-reads,
BORGS what newest-borgs.sh installed, and PHOTOS what photos.py made. Slow peers are measured in the first round only,
unless --all-rounds is given. With --lanes, Locker is measured again with that mask, and so for each of several; with
--before, so is the version in that directory.
"""
import argparse
import json
import os
import shutil
import sys

from backup_tools import NEWEST, PEERS, Borg, is_there, left_out
from files_round import FilesRound
from locker import Locker, variants
from machine import describe
from references import REFERENCES
from sets import SETS
from works import COLLECTIONS, Round

PAUSES = (50, 0)  # mean milliseconds between two reads of a client: as listeners do, and flat out


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=("songs", *SETS))
    parser.add_argument("work", type=os.path.abspath)
    parser.add_argument("figures")
    parser.add_argument("--music", type=os.path.abspath)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tools", help="names, with a comma between them (default: all)")
    parser.add_argument("--all-rounds", action="store_true")
    parser.add_argument("--lanes", action="append", default=[])
    parser.add_argument("--before", type=os.path.abspath)
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("at least one round")
    options.tools, options.left_out = chosen(options, parser.error)
    return options


def chosen(options, error):
    """The tools that are asked for and there, and of those that are not the reason."""
    songs = options.set == "songs"
    own = [Locker, *variants(options.lanes, options.before)]
    peers = [*REFERENCES, *PEERS] if songs else PEERS
    default = [Locker, *(peers if songs else NEWEST)]
    names = options.tools.split(",") if options.tools else [tool.name for tool in default]
    unknown = set(names) - {tool.name for tool in [Locker, *REFERENCES, *PEERS]}
    if unknown:
        error(f"{', '.join(unknown)}: the tools are {', '.join(tool.name for tool in [Locker, *REFERENCES, *PEERS])}")
    tools = (own if Locker.name in names else []) + [tool for tool in peers if tool.name in names]
    return [tool for tool in tools if is_there(tool)], {tool.name: left_out(tool) for tool in tools if left_out(tool)}


def is_slow(kind, name):
    return kind.slow or name == "tiny" and issubclass(kind, Borg)  # minutes a work


def tree_bytes(folder):
    return sum(os.lstat(os.path.join(parent, name)).st_size for parent, _, names in os.walk(folder) for name in names)


def songs(options):
    """What is written down of the music, and a function that measures a round of a tool."""
    copy = os.path.join(options.work, "copy")
    shutil.copytree(os.path.join(options.music, "catalog"), copy)
    sizes = {name: tree_bytes(os.path.join(options.music, folder)) for name, folder in COLLECTIONS.items()}
    with open(os.path.join(options.music, "expected.json")) as file:
        users = json.load(file)["summary"]
    about = {"sizes": sizes, "ideal_bytes": {"first sync": sizes["catalog"],
                                             "three users": sum(user["add_payload"] for user in users.values())},
             "range_reads": []}

    def measure(tool, number, record):
        def read_ranges(locker):
            for pause in PAUSES:
                about["range_reads"].append({"round": number, **locker.range_reads(pause)})
        Round(tool, copy, sizes, record).measure(read_ranges if type(tool) is Locker else None)
    return about, options.music, measure


def files(options):
    """The same of a set of files, which is made here."""
    kind, folder = SETS[options.set], os.path.join(options.work, "data")
    os.makedirs(os.path.join(folder, "files"))
    kind.make(os.path.join(folder, "files"))
    shutil.copytree(os.path.join(folder, "files"), os.path.join(folder, "copy"))
    size = tree_bytes(os.path.join(folder, "files"))
    about = {"set": kind.name, "title": kind.title, "sizes": {"files": size}}
    return about, folder, lambda tool, _, record: FilesRound(tool, size, kind.changes, record).measure()


def measure(kind, options, folder, number, figures, round_of):
    """One round of one tool."""
    tool = kind(folder, options.work)

    def record(sample):
        figures["samples"].append({"tool": tool.name, "round": number, **sample})
        print(f"  {tool.name:16} {sample['work']:21} {sample['seconds']:8.3f} s {sample['cpu_seconds']:8.3f} s of CPU",
              file=sys.stderr, flush=True)

    tool.open()
    try:
        figures["tools"].setdefault(tool.name, {"version": tool.version(), "note": tool.note, "syncs": tool.syncs})
        round_of(tool, number, record)
    finally:
        tool.close()


def main():
    options = arguments()
    about, folder, round_of = songs(options) if options.set == "songs" else files(options)
    figures = {"machine": describe(options.work), "rounds": options.rounds, **about, "tools": {},
               "left_out": options.left_out, "samples": []}
    for number in range(1, options.rounds + 1):
        print(f"{options.set}, round {number} of {options.rounds}", file=sys.stderr)
        # Every other round the other way round: whoever comes first in one pays for what it finds, such as memory that
        # the machine gave back (the same programs twice: the first took 1.06 of the time of the second).
        for kind in options.tools if number % 2 else options.tools[::-1]:
            if number == 1 or options.all_rounds or not is_slow(kind, options.set):
                measure(kind, options, folder, number, figures, round_of)
                with open(options.figures, "w") as file:  # a run that is stopped was not in vain
                    json.dump(figures, file, indent=1)
                    file.write("\n")


main()
