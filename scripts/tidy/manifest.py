"""What Package.swift says of targets: where they lie and what they may import. Read as text, which takes no time."""
import os
import re
from dataclasses import dataclass

TARGET = re.compile(r"(?:\.(target|executableTarget|testTarget|systemLibrary)\(\s*name:|\b(module|tests)\()"
                    r"\s*\"([\w-]+)\"")
# The package's own functions, by what they make.
MADE = {"module": "target", "tests": "testTarget"}
DEPENDENCIES = re.compile(r"\bdependencies:\s*\[(.*?)\]|\bon:(.*?)(?:\w+:|$)", re.S)
PRODUCT = re.compile(r"let (\w+) = Target\.Dependency\.product\(\s*name:\s*\"(\w+)\"")
# What comes with the toolchain is declared by nobody.
TOOLCHAIN = {"Foundation", "FoundationEssentials", "Glibc", "Synchronization", "Testing", "Dispatch", "Swift"}


@dataclass(eq=False)
class Target:
    name: str
    kind: str
    folder: str
    dependencies: set


def targets(text):
    """Targets by name."""
    products = dict(PRODUCT.findall(text))
    found = {}
    for match in TARGET.finditer(text):
        kind, made, name = match.groups()
        kind, said = kind or MADE[made], arguments(text, match.end())
        listed = DEPENDENCIES.search(said)
        named = re.findall(r'"(\w+)"|\b([a-z]\w+)\b', listed[1] or listed[2]) if listed else []
        folder = re.search(r'path:\s*"([^"]+)"', said)
        default = os.path.join("Tests" if kind == "testTarget" else "Sources", name)
        found[name] = Target(
            name, kind, folder.group(1) if folder else default,
            {target or products.get(variable, variable) for target, variable in named})
    return found


def arguments(text, at):
    """The text of an argument list to its end."""
    depth, start = 1, at
    while depth and at < len(text):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
    return text[start:at]
