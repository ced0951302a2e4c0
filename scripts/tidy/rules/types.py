"""How much one type can do."""
from collections import defaultdict

from findings import Finding

FUNCTIONS = 25


def functions(package):
    """Functions, initialisers and subscripts of a type, with all its extensions in all files and targets."""
    homes = defaultdict(set)  # the targets that define a type of that name
    for file in package.sources:
        for declared in file.declarations:
            if declared.is_type and declared.kind != "extension":
                homes[declared.name].add(file.target.name)
    found = defaultdict(list)
    for file in package.sources:
        for declared in file.declarations:
            if not declared.is_type:
                continue
            home = homes.get(declared.name, set())
            owner = next(iter(home)) if len(home) == 1 else file.target.name
            for member in declared.members:
                if member.kind in {"func", "init", "subscript"}:
                    found[f"{owner}.{declared.name}"].append(file.short)
    for name, places in sorted(found.items()):
        where = [f"{places.count(path)} in {path}" for path in sorted(set(places))]
        yield Finding("type-functions", name, len(places), FUNCTIONS, where)
