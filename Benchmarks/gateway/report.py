#!/usr/bin/env python3
"""Prints what measure.py recorded as tables, and puts them into docs/performance.md.

usage: report.py FIGURES [--update]

With --update, what the page has between the marks `<!-- gateway: begin -->` and `<!-- gateway: end -->` for the same
processor is replaced; tables of other processors stay.
"""
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "peers"))

# pylint: disable=wrong-import-position
import gateway_tables  # noqa: E402
from machine import named  # noqa: E402
from tables import as_markdown, as_text  # noqa: E402

PAGE = os.path.join(HERE, "..", "..", "docs", "performance.md")
MANY = {"import", "calls", "ranges"}  # works of the library of many songs
MARKED = re.compile(r"(<!-- gateway: begin -->\n).*?(<!-- gateway: end -->)", re.DOTALL)


def about(figures):
    machine, options = figures["machine"], figures["options"]
    rounds = max(sample["round"] for sample in figures["samples"])
    music = []
    if MANY & set(options["works"]):
        music.append(f"{40 * options['artists'] + 10:,} songs")
    if set(options["works"]) - MANY:
        music.append(f"for listeners, whole files and the relay {options['large_songs']:,} songs of "
                     f"{options['large_bytes'] / 1e9:.2f} GB")
    return (f"Measured {machine['date']} on {machine['processors']} processors ({named(machine)}), "
            f"{machine['memory_bytes'] / 2**30:.0f} GiB of memory, {machine['file_system']}, {machine['system']}: "
            f"{'; '.join(music)}; medians of {rounds} rounds; what asks runs on the same processors.")


def versions(figures):
    return "\n".join([f"- {tool['version']}: {tool['note']}" for tool in figures["tools"].values()]
                     + [f"- {name}: {reason}" for name, reason in figures["left_out"].items()])


def all_tables(figures):
    found = gateway_tables.Figures(figures)
    ours = [gateway_tables.against_peers(found)] if gateway_tables.OURS in figures["tools"] else []
    return [*ours, gateway_tables.everything(found)]


def update(figures):
    heading = named(figures["machine"])
    text = "\n\n".join([about(figures), *map(as_markdown, all_tables(figures)), versions(figures)])
    with open(PAGE) as file:
        document = file.read()

    def change(marks):
        sections = dict(section.split("\n\n", 1) for section in marks[0][len(marks[1]):-len(marks[2])].split("### ")[1:])
        sections[heading] = text
        return marks[1] + "\n" + "\n\n".join(f"### {title}\n\n{body.strip()}" for title, body in sections.items()) \
            + "\n\n" + marks[2]
    document, count = MARKED.subn(change, document)
    if count != 1:
        raise SystemExit(f"{PAGE} has {count} places between the marks of the gateway's tables instead of one")
    with open(PAGE, "w") as file:
        file.write(document)


def main():
    arguments = sys.argv[1:]
    if len(arguments) not in (1, 2) or arguments[1:] not in ([], ["--update"]):
        raise SystemExit(__doc__)
    with open(arguments[0]) as file:
        figures = json.load(file)
    print(about(figures), *map(as_text, all_tables(figures)), versions(figures), sep="\n\n")
    if arguments[1:]:
        update(figures)


main()
