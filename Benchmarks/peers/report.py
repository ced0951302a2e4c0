#!/usr/bin/env python3
"""Prints what measure.py recorded as tables, and puts them into the documents.

usage: report.py FIGURES… [--update]

With --update, what docs/performance.md has between the marks `<!-- peers: begin -->` and `<!-- peers: end -->` of the
same set of files and the same processor is replaced; tables of other processors stay. Of songs with no lanes masked,
README.md has the newest, and docs/performance.svg is drawn, with gnuplot.
"""
import os
import re
import sys

import files_tables
import tables
from machine import circumstances, named
from plot import draw
from summary import OURS, Summary

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
MARKED = re.compile(r"(<!-- peers: begin -->\n).*?(<!-- peers: end -->)", re.DOTALL)
ORDER = ("Songs", "Photos", "Small", "Tiny")


def about(summary):
    return circumstances(summary.figures["machine"], summary.title, max(map(summary.rounds, summary.tools), default=0))


def versions(summary):
    """Which they are, and what else than storing they do; and which are not there."""
    told = [f"- {name}: {tool['version']}; {tool['note']}{synced(tool)}"
            for name, tool in summary.figures["tools"].items()]
    return "\n".join(told + [f"- {name}: {reason}" for name, reason in summary.figures.get("left_out", {}).items()])


def synced(tool):
    if tool.get("syncs") is None:
        return ""
    return ", on the disk when it returns" if tool["syncs"] else ", not synced when it returns"


def all_tables(summary):
    """Without Locker, what was measured of the others."""
    if summary.set == "songs":
        against, of_all, own = [tables.targets], [tables.everything], []
    else:
        against, own = [files_tables.targets], [files_tables.ours]
        of_all = [files_tables.everything, files_tables.cpu]
    found = [*against, *of_all, *own] if summary.has_ours else of_all
    return [table(summary) for table in found] + ([tables.since_before(summary)] if f"{OURS} before" in summary.tools else [])


def replace(path, change):
    """Puts what `change` makes of the text between the marks in its place."""
    with open(path) as file:
        document = file.read()
    document, count = MARKED.subn(lambda marks: marks[1] + change(marks[0][len(marks[1]):-len(marks[2])]) + marks[2],
                                  document)
    if count != 1:
        raise SystemExit(f"{path} has {count} places between the marks of the peers' tables instead of one")
    with open(path, "w") as file:
        file.write(document)


def beside_others(summary, text):
    """A change that puts a section before those of its set, and takes away what it had for this processor."""
    heading = f"{summary.set.capitalize()}, {named(summary.figures['machine'])}"

    def change(document):
        sections = dict(section.split("\n\n", 1) for section in document.strip().split("### ")[1:])
        sections.pop(heading, None)
        sections = {heading: text, **sections}
        ordered = sorted(sections.items(), key=lambda section: ORDER.index(section[0].split(",")[0]))
        return "\n" + "\n\n".join(f"### {title}\n\n{body.strip()}" for title, body in ordered) + "\n"
    return change


def update(summary):
    text = [about(summary), *map(tables.as_markdown, all_tables(summary)), versions(summary)]
    replace(os.path.join(ROOT, "docs", "performance.md"), beside_others(summary, "\n\n".join(text)))
    if summary.set == "songs" and summary.has_ours and not summary.figures["machine"].get("lanes"):
        replace(os.path.join(ROOT, "README.md"), lambda _: f"{text[1]}\n\n{text[0]}\n")
        draw(summary, os.path.join(ROOT, "docs", "performance.svg"))


def main():
    arguments = sys.argv[1:]
    paths = [path for path in arguments if path != "--update"]
    if not paths or any(path.startswith("-") for path in paths):
        raise SystemExit(__doc__)
    for summary in map(Summary, paths):
        print(about(summary), *map(tables.as_text, all_tables(summary)), versions(summary), sep="\n\n", end="\n\n\n")
        if "--update" in arguments:
            update(summary)


main()
