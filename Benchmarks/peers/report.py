#!/usr/bin/env python3
"""Prints what measure.py recorded as tables, and puts them into the documents.

usage: report.py FIGURES [--update]

With --update, what stands between the marks `<!-- peers: begin -->` and `<!-- peers: end -->` of README.md and of
docs/performance.md is replaced, and docs/performance.svg is drawn, with gnuplot.
"""
import os
import re
import sys

import tables
from plot import draw
from summary import OURS, Summary

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
MARKED = re.compile(r"(<!-- peers: begin -->\n).*?(<!-- peers: end -->)", re.DOTALL)


def circumstances(summary):
    machine, sizes = summary.figures["machine"], summary.figures["sizes"]
    return (f"Measured {machine['date']} on {machine['processors']} processors ({machine['processor']}), "
            f"{machine['memory_bytes'] / 2**30:.0f} GiB of memory, {machine['file_system']}, {machine['system']}; "
            f"{sum(sizes.values()) / 1e9:.2f} GB of music in the page cache; medians of {summary.rounds(OURS)} rounds.")


def versions(summary):
    """Which they are, and what else than storing they do."""
    return "\n".join(f"- {name}: {tool['version']}; {tool['note']}" for name, tool in summary.figures["tools"].items())


def replace(path, text):
    with open(path) as file:
        document = file.read()
    document, count = MARKED.subn(lambda marks: f"{marks[1]}{text}\n{marks[2]}", document)
    if count != 1:
        raise SystemExit(f"{path} has {count} places between the marks of the peers' table instead of one")
    with open(path, "w") as file:
        file.write(document)


def update(summary):
    targets, everything = (tables.as_markdown(rows) for rows in (tables.targets(summary), tables.everything(summary)))
    about = circumstances(summary)
    replace(os.path.join(ROOT, "README.md"), f"{targets}\n\n{about}")
    replace(os.path.join(ROOT, "docs", "performance.md"), "\n\n".join((about, targets, everything, versions(summary))))
    draw(summary, os.path.join(ROOT, "docs", "performance.svg"))


def main():
    arguments = sys.argv[1:]
    if not arguments or arguments[1:] not in ([], ["--update"]):
        raise SystemExit(__doc__)
    summary = Summary(arguments[0])
    print(circumstances(summary), tables.as_text(tables.targets(summary)), tables.as_text(tables.everything(summary)),
          versions(summary), sep="\n\n")
    if arguments[1:]:
        update(summary)


main()
