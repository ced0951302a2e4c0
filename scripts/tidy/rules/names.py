"""Names that say nothing, and names that say two things."""
import os
import re
from collections import defaultdict

from findings import Finding

FORBIDDEN = {
    "Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Misc", "Common", "Impl"
}
WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


def says_nothing(name):
    return any(word[:1].upper() + word[1:] in FORBIDDEN for word in WORD.findall(name))


def forbidden(package):
    """Of types, of files and of folders."""
    for file in package.files:
        types = {declared.name.rpartition(".")[2] for declared in file.declarations if declared.is_type}
        parts = set(file.path.removesuffix(".swift").split(os.sep))
        bad = sorted(name for name in types | parts if says_nothing(name))
        yield Finding("forbidden-names", file.path, len(bad), 0, bad)


def shared(package):
    """One word, one thing: a type of which another target has one too, but for those within other types."""
    owners = defaultdict(set)
    for file in package.sources:
        for declared in file.declarations:
            hidden = declared.outer is not None or {"private", "fileprivate"} & set(declared.modifiers)
            if declared.is_type and declared.kind != "extension" and not hidden:
                owners[declared.name].add(file.target.name)
    for name, targets in sorted(owners.items()):
        yield Finding("shared-names", name, len(targets), 1, sorted(targets))
