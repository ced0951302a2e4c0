"""docs/architecture.md draws the house: a row for each target and each of its rooms, from the ground up."""
import os
import re

from findings import Finding
from uses import arrows

PAGE = "docs/architecture.md"
ROW = re.compile(r"^\| \**([\w-]+(?:/[\w-]+)*)\** \|", re.M)


def drawn(package):
    """Their names, in the order of the rows."""
    text = package.read(PAGE) if os.path.exists(os.path.join(package.root, PAGE)) else ""
    return [name for name in ROW.findall(text) if name.partition("/")[0] in package.targets]


def places(package):
    """Targets in Sources and folders with files in them."""
    targets = {name for name, target in package.targets.items() if target.folder.startswith("Sources/")}
    return {name for name in targets if package.targets[name].kind != "systemLibrary"} | {
        os.path.dirname(file.short) for file in package.sources}


def undrawn(package):
    rows, there = drawn(package), places(package)
    bad = [f"{name}: not there" for name in sorted(there - set(rows))]
    bad += [f"{name}: no such folder" for name in rows if name not in there]
    bad += [f"{name}: twice" for name in sorted({name for name in rows if rows.count(name) > 1})]
    yield Finding("undrawn-rooms", PAGE, len(bad), 0, bad)


def upside_down(package):
    """Rooms that use one that is drawn further down. A target's row stands above its rooms, whatever it uses."""
    rows = {name: number for number, name in enumerate(drawn(package)) if "/" in name}
    bad = set()
    for file, used in arrows(package.sources, package.targets).items():
        user = os.path.dirname(file.short)
        for other in used:
            lower = os.path.dirname(other.short)
            if user in rows and rows.get(lower, -1) > rows[user]:
                bad.add(f"{user} uses {lower}")
    yield Finding("rooms-upside-down", PAGE, len(bad), 0, sorted(bad))
