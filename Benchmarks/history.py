#!/usr/bin/env python3
"""Keeps the figures of runs by commit in docs/performance-history, and shows how they drift.

usage: history.py                          of each row and processor: the first, the median and the last figure
       history.py --append FIGURES...      what peers.sh or scale.sh wrote with --json, as the figures of HEAD

A line is a figure: date, commit, processor, row, figure. A commit that ends in + had changes that are not committed.
"""
import json
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "..", "docs", "performance-history")
HEADER = ("date", "commit", "processor", "row", "figure")
sys.path.insert(0, os.path.join(HERE, "peers"))

from machine import named  # noqa: E402  (the folder is added above)
from summary import OURS, WORKS, Summary  # noqa: E402  (the folder is added above)


def peers_rows(path):
    """Of Locker, and of two references that tell how fast the machine was that day."""
    summary = Summary(path)
    if not summary.has_ours:
        return
    if summary.set != "songs":
        yield from files_rows(summary)
        return
    for work in WORKS:
        yield f"{work}, s", summary.median(OURS, work)
    for name, work in (("new", "first sync"), ("known", "sync of a copy")):
        yield f"CPU {name}, s/GB", summary.cpu_seconds_per_gb(OURS, work) if summary.values(OURS, work) else None
    yield "peak memory, MiB", summary.peak_bytes(OURS) / 2**20
    for name, pause in (("that pause", True), ("flat out", False)):
        for part in ("p50", "p99"):
            yield f"range reads {name}, {part}, ms", summary.range_reads(pause, f"{part}_ms")
    yield "cut-and-hash, s", summary.median("cut-and-hash", "sync of a copy")
    yield "cp -r, s", summary.median("cp -r", "restore")


def files_rows(summary):
    for work in summary.works:
        for key, unit in (("seconds", "s"), ("cpu_seconds", "CPU s"), ("instructions", "instructions")):
            yield f"{summary.set}: {work}, {unit}", summary.median(OURS, work, key)
    yield f"{summary.set}: peak memory, MiB", summary.peak_bytes(OURS) / 2**20
    for when in ("running", "stopped"):
        room = summary.disk_bytes(OURS, when, "store")
        yield f"{summary.set}: on the disk, {when}, MB", room / 1e6 if room else None


def scale_rows(figures):
    gigabytes = figures["music_bytes"] / 1e9
    for store in dict.fromkeys(sample["store"] for sample in figures["samples"]):
        samples = [sample for sample in figures["samples"] if sample["store"] == store]
        works = [("start", "s", 1), *((name, "s/GB", gigabytes) for name in ("new", "known", "restore"))]
        for work, unit, divisor in works:
            seconds = [sample["seconds"] for sample in samples if sample["work"] == work]
            yield f"{store}: {work}, {unit}", statistics.median(seconds) / divisor
        yield f"{store}: anonymous memory, MiB", max(sample["anonymous_bytes"] for sample in samples) / 2**20


def commit():
    def git(*words):
        return subprocess.run(["git", "-C", HERE, *words], check=True, capture_output=True, text=True).stdout.strip()
    changed = git("status", "--porcelain", "--untracked-files=no", "--", "../Sources", "../Package.swift")
    return git("rev-parse", "--short=7", "HEAD") + ("+" if changed else "")


def append(path):
    with open(path) as file:
        figures = json.load(file)
    kind, rows = ("scale", scale_rows(figures)) if "music_bytes" in figures else ("peers", peers_rows(path))
    machine, hash = figures["machine"], commit()
    # The processors' number is a part of what it is, and so are their instructions and a mask.
    processor = f"{machine['processors']} x {named(machine)}"
    with open(os.path.join(FOLDER, f"{kind}.tsv"), "a") as file:
        for row, figure in rows:
            if figure is not None:
                print(machine["date"], hash, processor, row, f"{figure:.4g}", sep="\t", file=file)


def show(path):
    with open(path) as file:
        lines = [line.rstrip("\n").split("\t") for line in file]
    runs = {}
    for _, hash, processor, row, figure in lines[1:]:
        runs.setdefault((processor, row), []).append((hash, float(figure)))
    print(f"{'':30}{'':40}{'runs':>5}{'first':>10}{'median':>10}{'last':>10}{'last of median':>16}")
    for (processor, row), found in runs.items():
        figures = [figure for _, figure in found]
        median = statistics.median(figures)
        print(f"{processor:30}{row:40}{len(found):5}{figures[0]:10g}{median:10g}{figures[-1]:10g}"
              f"{figures[-1] / median:14.2f} x")


def main():
    if sys.argv[1:2] == ["--append"] and len(sys.argv) > 2:
        for path in sys.argv[2:]:
            append(path)
    elif len(sys.argv) == 1:
        for name in sorted(os.listdir(FOLDER)):
            if name.endswith(".tsv"):
                show(os.path.join(FOLDER, name))
    else:
        raise SystemExit(__doc__)


main()
