"""Names that say nothing."""
import os
import re

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
