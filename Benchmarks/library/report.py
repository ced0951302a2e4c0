#!/usr/bin/env python3
"""Prints the medians and the spread of what measure.py and library.sh recorded, as a table and as JSON.

usage: report.py SAMPLES IDEAL [JSON]

IDEAL is the expected.json of the music library. Commands of one round that did the same work count as one.
"""
import json
import os
import platform
import statistics
import sys
import time

COLUMNS = ("", "seconds", "least", "most", "MB/s", "CPU s/GB", "daemon peak", "client peak", "added", "added/ideal")


def read_rounds(path):
    """What each round cost, by work: sums, but of peaks the highest."""
    works = {}
    with open(path) as file:
        for line in file:
            sample = json.loads(line)
            costs = works.setdefault(sample.pop("work"), {}).setdefault(sample.pop("round"), {})
            for key, value in sample.items():
                known = costs.get(key, 0)
                costs[key] = max(known, value) if key.startswith("peak_") else known + value
    return {work: list(rounds.values()) for work, rounds in works.items()}


def spread(values):
    return {"median": statistics.median(values), "least": min(values), "most": max(values)}


def ideal_bytes(path):
    """What a store of songs that keeps each audio payload once would add."""
    with open(path) as file:
        expected = json.load(file)
    users = expected["summary"].values()
    return {"first sync": sum(song["size"] for song in expected["catalog"]),
            "three users": sum(user["add_payload"] for user in users)}


def summarize(rounds, ideal):
    size = rounds[0]["bytes"]
    result = {"bytes": size, "seconds": spread([one["seconds"] for one in rounds])}
    if size:
        result["mb_per_second"] = spread([size / 1e6 / one["seconds"] for one in rounds])
        result["cpu_seconds_per_gb"] = spread(
            [(one["client_cpu_seconds"] + one["daemon_cpu_seconds"]) / size * 1e9 for one in rounds])
    for key in ("client_cpu_seconds", "daemon_cpu_seconds", "peak_daemon_bytes", "peak_client_bytes", "added_bytes"):
        result[key] = spread([one[key] for one in rounds])
    if ideal:
        result["added_per_ideal"] = result["added_bytes"]["median"] / ideal
    return result


def row(work, result):
    median = {key: value["median"] for key, value in result.items() if isinstance(value, dict)}
    seconds = result["seconds"]
    moved = "mb_per_second" in median
    return (work, *(f"{seconds[key]:.3f}" for key in ("median", "least", "most")),
            f"{median['mb_per_second']:.0f}" if moved else "",
            f"{median['cpu_seconds_per_gb']:.2f}" if moved else "",
            *(f"{median[key] / 2**20:.0f} MiB" for key in ("peak_daemon_bytes", "peak_client_bytes")),
            f"{median['added_bytes'] / 1e6:.1f} MB",
            f"{result['added_per_ideal']:.3f}" if "added_per_ideal" in result else "")


def main():
    samples, expected, *output = sys.argv[1:]
    works, ideals = read_rounds(samples), ideal_bytes(expected)
    results = {work: summarize(rounds, ideals.get(work)) for work, rounds in works.items()}
    rows = [COLUMNS] + [row(work, result) for work, result in results.items()]
    widths = [max(len(cell) for cell in column) for column in zip(*rows)]
    for cells in rows:
        print("  ".join(cell.ljust(width) if number == 0 else cell.rjust(width)
                        for number, (cell, width) in enumerate(zip(cells, widths))).rstrip())
    if output:
        document = {"date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "system": platform.platform(),
                    "processors": os.cpu_count(), "rounds": len(next(iter(works.values()))), "works": results}
        with open(output[0], "w") as file:
            json.dump(document, file, indent=2)
            file.write("\n")


main()
