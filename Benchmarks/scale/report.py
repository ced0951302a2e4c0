#!/usr/bin/env python3
"""Prints what measure.py recorded, as a table.

usage: report.py FIGURES
"""
import json
import statistics
import sys

from tables import as_text, verdict

SMALL, LARGE = "100-thousand", "10-million"


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    with open(sys.argv[1]) as file:
        figures = json.load(file)
    samples, gigabytes = figures["samples"], figures["music_bytes"] / 1e9

    def median(store, work):
        return statistics.median(one["seconds"] for one in samples if (one["store"], one["work"]) == (store, work))

    def memory(store):
        return max(one["anonymous_bytes"] for one in samples if one["store"] == store) / 2**20

    start = median(LARGE, "start")
    rows = [("chunks in the store", "100 thousand", "10 million", "ratio", "target", ""),
            ("start to first answer", f"{median(SMALL, 'start'):.3f} s", f"{start:.3f} s", "", "≤ 1 s",
             verdict(start <= 1)),
            ("anonymous memory, peak", f"{memory(SMALL):.0f} MiB", f"{memory(LARGE):.0f} MiB", "", "≤ 64 MiB",
             verdict(memory(LARGE) <= 64))]
    for work, limit in (("new", 1.25), ("known", 1.25), ("restore", None)):
        small, large = (median(store, work) / gigabytes for store in (SMALL, LARGE))
        target = (f"≤ {limit} ×", verdict(large / small <= limit)) if limit else ("", "")
        name = work if work == "restore" else f"sync of {work} data"
        rows.append((f"{name}, a GB", f"{small:.3f} s", f"{large:.3f} s", f"{large / small:.2f} ×", *target))
    machine, rounds = figures["machine"], max(one["round"] for one in samples)
    print(f"{machine['date']}, {machine['processors']} processors ({machine['processor']}), {machine['file_system']}, "
          f"{machine['system']}; {figures['music_bytes'] / 1e6:.0f} MB of music; medians of {rounds} rounds\n")
    print(as_text(rows))


main()
