#!/usr/bin/env python3
"""Measures Locker and its peers on the music library, in turn, and writes what each work cost as JSON.

usage: measure.py MUSIC WORK FIGURES [--rounds N] [--tools A,B] [--all-rounds]

MUSIC is what scripts/music-library/make-library.sh built; stores and copies lie below WORK, an empty directory on
a disk. LOCKER_BIN holds lockerd and locker, PROGRAMS cut-and-hash and range-reads. Slow peers are measured in the first
round only, unless --all-rounds is given.
"""
import argparse
import json
import os
import shutil
import sys

from backup_tools import PEERS
from locker import Locker
from machine import describe
from references import REFERENCES
from works import COLLECTIONS, Round

TOOLS = [Locker, *REFERENCES, *PEERS]
PAUSES = (50, 0)  # mean milliseconds between two reads of a client: as listeners do, and flat out


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("music", type=os.path.abspath)
    parser.add_argument("work", type=os.path.abspath)
    parser.add_argument("figures")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tools", help="names, with a comma between them (default: all)")
    parser.add_argument("--all-rounds", action="store_true")
    options = parser.parse_args()
    names = options.tools.split(",") if options.tools else [tool.name for tool in TOOLS]
    unknown = set(names) - {tool.name for tool in TOOLS}
    if unknown or options.rounds < 1:
        parser.error(f"{', '.join(unknown)}: the tools are {', '.join(tool.name for tool in TOOLS)}" if unknown
                     else "at least one round")
    options.tools = [tool for tool in TOOLS if tool.name in names]
    return options


def tree_bytes(folder):
    return sum(os.lstat(os.path.join(parent, name)).st_size for parent, _, names in os.walk(folder) for name in names)


def measure(kind, options, copy, sizes, number, figures):
    """One round of one tool."""
    tool = kind(options.music, options.work)

    def record(sample):
        figures["samples"].append({"tool": tool.name, "round": number, **sample})
        print(f"  {tool.name:16} {sample['work']:16} {sample['seconds']:8.3f} s", file=sys.stderr, flush=True)

    def read_ranges(locker):
        for pause in PAUSES:
            figures["range_reads"].append({"round": number, **locker.range_reads(pause)})

    tool.open()
    try:
        figures["tools"].setdefault(tool.name, {"version": tool.version(), "note": tool.note})
        Round(tool, copy, sizes, record).measure(read_ranges if isinstance(tool, Locker) else None)
    finally:
        tool.close()


def main():
    options = arguments()
    music = options.music
    copy = os.path.join(options.work, "copy")
    shutil.copytree(os.path.join(music, "catalog"), copy)
    sizes = {name: tree_bytes(os.path.join(music, folder)) for name, folder in COLLECTIONS.items()}
    with open(os.path.join(music, "expected.json")) as file:
        users = json.load(file)["summary"]
    figures = {"machine": describe(options.work), "rounds": options.rounds, "sizes": sizes,
               "ideal_bytes": {"first sync": sizes["catalog"],
                               "three users": sum(user["add_payload"] for user in users.values())},
               "tools": {}, "samples": [], "range_reads": []}
    for number in range(1, options.rounds + 1):
        print(f"round {number} of {options.rounds}", file=sys.stderr)
        for kind in options.tools:
            if number == 1 or not kind.slow or options.all_rounds:
                measure(kind, options, copy, sizes, number, figures)
        with open(options.figures, "w") as file:  # after every round, so that a run that is stopped was not in vain
            json.dump(figures, file, indent=1)
            file.write("\n")


main()
