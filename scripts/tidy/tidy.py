#!/usr/bin/env python3
"""Holds the house against its bounds: sizes, circles, imports, names, what was left lying about, links, tests.

usage: tidy.py [--write-exceptions] [--list RULE] [FOLDER]

Prints a line for each rule, and what is over a bound; exits with 1 when something is that exceptions.txt does not
allow, or when exceptions.txt allows what nothing needs. --write-exceptions allows what is there today, and prints what
is new in it or has risen. --list shows all that one rule finds, allowed or not.
"""
import argparse
import os
import signal
import sys

import exceptions
from rules import ALL
from tree import Package

HERE = os.path.dirname(os.path.abspath(__file__))


def measure(package):
    return [finding for rule in ALL for finding in rule(package)]


def summary(findings):
    """A line for each rule: how much it looked at, the largest figure, how many are over."""
    for rule in dict.fromkeys(finding.rule for finding in findings):
        of_rule = [finding for finding in findings if finding.rule == rule]
        worst = max(of_rule, key=lambda finding: finding.value)
        over = sum(finding.is_over for finding in of_rule)
        figures = f"most {worst.value:4} of {worst.bound:3}  {f'{over} over' if over else '':8}"
        yield f"{rule:21} {len(of_rule):5} looked at  {figures} {worst.name if worst.value else ''}".rstrip()


def report(findings, ceilings):
    """Prints what was found; tells whether it stands."""
    over, unneeded = exceptions.judge(findings, ceilings)
    print("\n".join(summary(findings)))
    for finding in over:
        ceiling = max(finding.bound, ceilings.get((finding.rule, finding.name), 0))
        print(f"\nOVER: {finding.rule} {finding.name}: {finding.value}, at most {ceiling}")
        print("".join(f"   {detail}\n" for detail in finding.details), end="")
    for rule, name in unneeded:
        print(f"\nNOT NEEDED ANY MORE, take it out of scripts/tidy/exceptions.txt: {rule} {name}")
    if over or unneeded:
        print(f"\ntidy: {len(over)} over their bounds, {len(unneeded)} exceptions that nothing needs")
    return not over and not unneeded


def main():
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # whoever reads may stop, as head does
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", nargs="?", default=os.path.dirname(os.path.dirname(HERE)))
    parser.add_argument("--write-exceptions", action="store_true")
    parser.add_argument("--list", metavar="RULE")
    said = parser.parse_args()
    findings = measure(Package(said.folder))
    if said.list:
        for finding in sorted(findings, key=lambda finding: -finding.value):
            if finding.rule == said.list and finding.value:
                print(f"{finding.value:5} {finding.name}")
                print("".join(f"      {detail}\n" for detail in finding.details), end="")
    elif said.write_exceptions:
        for rule, name, value in exceptions.write(findings):
            print(f"new, or risen: {rule} {name} {value}")
    else:
        sys.exit(0 if report(findings, exceptions.read()) else 1)


if __name__ == "__main__":
    main()
