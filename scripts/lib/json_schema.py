"""Holds an object that a command printed against its table in docs/json.md.

usage: json_schema.py FILE COMMAND < OBJECT        whether the object is what the table says
       json_schema.py FILE --events < LINES        whether each line is an object of standard error, and an error as in
                                                   its table
       json_schema.py FILE --commands              the commands that have a table
"""

import json
import re
import sys

TYPES = {
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}


# The heading of the table of what is no answer of a command.
EVENTS = "On standard error"


def tables(path):
    """{command or heading: {key: (types, whether it may be missing)}}"""
    found, current = {}, {}
    for line in open(path, encoding="utf-8"):
        if line.startswith("## "):
            current = {}
            for command in re.findall(r"`([^`]+)`", line) or [line[3:].strip()]:
                found[command] = current
        elif row := re.match(r"\| `([^`]+)`(\?)? \| ([a-z ]+) \|", line):
            current[row[1]] = (row[3].split(" or "), bool(row[2]))
    return {command: table for command, table in found.items() if table}


def flaws(value, table, place=""):
    """What of `value`, at the key `place`, the table does not say."""
    if place:
        types, _ = table.get(place, (None, False))
        if types is not None and not any(TYPES[name](value) for name in types):
            yield f"{place}: {json.dumps(value)} is no {' or '.join(types)}"
    if isinstance(value, list):
        for element in value:
            yield from flaws(element, table, place + "[]")
    elif isinstance(value, dict):
        prefix = place + "." if place else ""
        rows = {key[len(prefix):] for key in table if key.startswith(prefix) and re.fullmatch(r"\w+", key[len(prefix):])}
        if not rows:
            return  # the table says that it is as in another one
        for key in rows - set(value):
            if not table[prefix + key][1]:
                yield f"{prefix}{key} is missing"
        for key, member in value.items():
            if key not in rows:
                yield f"{prefix}{key} is in no row"
            yield from flaws(member, table, prefix + key)


def main():
    path, command = sys.argv[1:]
    found = tables(path)
    events = found.pop(EVENTS)
    if command == "--commands":
        print("\n".join(found))
    elif command == "--events":
        for line in sys.stdin:
            value = json.loads(line)
            if not isinstance(value, dict) or not ({"event", "error"} & set(value)):
                sys.exit(f"no event and no error: {line}")
            if problems := sorted(set(flaws(value, events))) if "error" in value else []:
                sys.exit("an error: " + "; ".join(problems))
    else:
        text = sys.stdin.read()
        value = json.loads(text)
        if not isinstance(value, dict) or len(text.splitlines()) != 1:
            sys.exit(f"{command}: not one object on one line")
        problems = sorted(set(flaws(value, found[command])))
        if problems:
            sys.exit(f"{command}: " + "; ".join(problems))


main()
