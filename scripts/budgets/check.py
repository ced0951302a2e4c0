#!/usr/bin/env python3
"""Holds what was counted against the budgets.

usage: check.py BUDGETS WORK COUNTED UNITS BYTES

COUNTED is a file that counting.py wrote, of work on so many UNITS (chunks or files) of so many BYTES. Prints a line for
each budget of the work, the broken ones in capitals, and exits with 1 when one is broken.
"""
import json
import sys

CALLS = ("reads", "writes", "opens", "stats", "messages")


def figures(counted, units, size):
    """Each counter by the unit; calls are system calls of all kinds, written_per_byte is by the byte."""
    found = {name: value / units for name, value in counted.items()}
    found["calls"] = sum(found[name] for name in CALLS)
    found["written_per_byte"] = counted["written_bytes"] / size
    return found


def main():
    path, work, counted, units, size = sys.argv[1:]
    with open(path) as file:
        budgets = json.load(file)[work]
    with open(counted) as file:
        found = figures(json.load(file), int(units), int(size))
    broken = [name for name, budget in budgets.items() if found[name] > budget]
    for name, budget in budgets.items():
        print(f"{'OVER BUDGET' if name in broken else 'within budget'}: {work}, {name}: {found[name]:.3f} of {budget}")
    sys.exit(1 if broken else 0)


main()
