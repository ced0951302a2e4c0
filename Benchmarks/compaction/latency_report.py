#!/usr/bin/env python3
"""Prints what restore_latency.py recorded, as a table.

usage: latency_report.py SAMPLES NAME
"""
import json
import statistics
import sys


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def main():
    with open(sys.argv[1]) as file:
        rounds = [json.loads(line) for line in file]
    idle = [seconds for one in rounds for seconds in one["idle"]]
    busy = [seconds for one in rounds for seconds in one["busy"]]
    row = [sys.argv[2], len(busy)]
    for measure in (statistics.median, lambda values: percentile(values, 0.99)):
        row += [measure(idle) * 1000, measure(busy) * 1000, measure(busy) / measure(idle)]
    seconds = statistics.median(one["report"]["seconds"] for one in rounds)
    dead = sum(one["report"]["unused_bytes"] for one in rounds)
    given = sum(one["pack_bytes_before"] - one["pack_bytes_after"] for one in rounds)
    row += [seconds, 100 * given / dead]
    print("{:<22}{:>9}{:>9.2f}{:>9.2f}{:>7.2f}{:>9.2f}{:>9.2f}{:>7.2f}{:>11.2f}{:>13.1f}".format(*row))


main()
