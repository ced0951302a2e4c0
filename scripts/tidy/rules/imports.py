"""Imports run downwards only, and Package.swift says all of them."""
from collections import defaultdict

from circles import circles
from findings import Finding
from manifest import TOOLCHAIN


def imported(package):
    """What each target imports, and by which files."""
    found = defaultdict(lambda: defaultdict(list))
    for file in package.files:
        if file.target is not None:
            for name in file.imports - TOOLCHAIN:
                found[file.target.name][name].append(file.path)
    return found


def undeclared(package):
    for target, names in imported(package).items():
        missing = {name: paths for name, paths in names.items() if name not in package.targets[target].dependencies}
        details = [f"{name}, in {paths[0]}" for name, paths in sorted(missing.items())]
        yield Finding("undeclared-imports", target, len(missing), 0, details)


def circles_of_targets(package):
    """Over what is declared and what is imported together: a floor that stands on a higher one closes a circle."""
    said = imported(package)
    below = {
        name: (target.dependencies | set(said[name])) & set(package.targets)
        for name, target in package.targets.items()
    }
    found = circles(below)
    yield Finding("circles-of-targets", "Package.swift", len(found), 0, [" <-> ".join(circle) for circle in found])
