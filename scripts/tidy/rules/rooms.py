"""Circles: files that need each other can only be read together."""
from collections import defaultdict
from functools import lru_cache

from circles import circles
from findings import Finding
from uses import arrows

CIRCLE_FILES = 3


@lru_cache(maxsize=1)
def house(package):
    """The arrows within each target, and the circles they make: by target, (arrows, circles of files)."""
    by_target = defaultdict(dict)
    for file, used in arrows(package.sources, package.targets).items():
        by_target[file.target.name][file.path] = {
            other.path: words for other, words in used.items() if other.target is file.target}
    return {target: (inside, circles(inside)) for target, inside in sorted(by_target.items())}


def told(circle, inside):
    """The arrows of a circle, and what makes each."""
    yield f"circle of {len(circle)}:"
    for path in circle:
        for other in sorted(set(inside[path]) & set(circle)):
            said = ", ".join(sorted(inside[path][other]))
            yield f"   {short(path)} -> {short(other)}: {said}"


def short(text):
    return text.replace("Sources/", "")


def room(path):
    return path.rpartition("/")[0]


def circles_of_files(package):
    for target, (inside, found) in house(package).items():
        large = [circle for circle in found if len(circle) > CIRCLE_FILES]
        details = [line for circle in large for line in told(circle, inside)]
        yield Finding("circle-files", target, max(map(len, found), default=0), CIRCLE_FILES, details)


def circles_across_rooms(package):
    """Files in circles that are not within one room."""
    for target, (inside, found) in house(package).items():
        across = [circle for circle in found if len({room(path) for path in circle}) > 1]
        details = [line for circle in across for line in told(circle, inside)]
        yield Finding("circles-across-rooms", target, sum(map(len, across)), 0, details)


def circles_of_rooms(package):
    """Rooms of a target that need each other."""
    for target, (inside, _) in house(package).items():
        between = defaultdict(lambda: defaultdict(list))
        for path, used in inside.items():
            for other in used:
                if room(other) != room(path):
                    between[room(path)][room(other)].append(short(f"{path} -> {other}"))
        found = circles(between)
        details = [
            f"{short(one)} -> {short(other)}: {between[one][other][0]}, and {len(between[one][other]) - 1} more"
            for circle in found for one in circle for other in circle if other in between[one]
        ]
        yield Finding("rooms-in-circles", target, sum(map(len, found)), 0, details)
