"""What comments name between two backticks each side is there: ``Type/member(of:)``, as DocC reads it."""
import re
from collections import defaultdict

from findings import Finding
from uses import Scopes

LINK = re.compile(r"(?<!`)``([^`\s]+)``(?!`)")
PART = re.compile(r"([^/(]+|^/)(\([^)]*\))?")
CASES = re.compile(r"\bcase\s+([^\n{}]+)")
CASE = re.compile(r"(?:^|,)\s*`?(\w+)`?\s*(?:\([^()]*\))?")
LABEL = re.compile(r"(?:@\w+\s+)*`?(\w+)`?")


def labels(code, at):
    """The labels of the parameter list that opens behind an offset, as in (of:_:)."""
    start = code.index("(", at) + 1
    found, depth, piece = [], 1, start
    for end in range(start, len(code)):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(code[end], 0)
        if depth == 0 or depth == 1 and code[end] == ",":
            if label := LABEL.match(code[piece:end].strip()):
                found.append(label.group(1) + ":")
            piece = end + 1
        if depth == 0:
            break
    return f"({''.join(found)})"


class Symbols:
    """The members of each type, functions with and without their labels; those of no type have the name ''."""

    def __init__(self, files):
        self.members, self.above = defaultdict(set), defaultdict(set)
        for file in files:
            for declared in file.declarations:
                self._add(file, declared)

    def _add(self, file, declared):
        outer = declared.outer.name if declared.outer is not None and declared.outer.is_type else ""
        if declared.kind != "extension":
            place, _, name = declared.name.rpartition(".") if declared.is_type else (outer, "", declared.name)
            self.members[place].add(name)
            if declared.kind in {"func", "init"}:
                self.members[place].add(name + labels(file.code, declared.keyword))
        if declared.is_type and declared.body:
            head = file.code[declared.keyword:declared.body]
            self.above[declared.name] |= set(re.findall(r"[A-Z][\w.]*", head.partition(":")[2]))
            if "CaseIterable" in self.above[declared.name]:
                self.members[declared.name].add("allCases")
        if declared.kind == "enum":
            for line in CASES.findall(file.code[declared.body:declared.end]):
                self.members[declared.name] |= set(CASE.findall(line))

    def has(self, place, name, seen=()):
        """Whether a type, or one of those that it takes after, has a member."""
        if name in self.members[place]:
            return True
        return any(self.has(other, name, (*seen, place)) for other in self.above[place] if other not in seen)

    def leads(self, link, around):
        """Whether a link leads somewhere from within the types `around`."""
        parts = ["".join(part) for part in PART.findall(link)]
        for place in [*around, ""]:
            for part in parts:
                if not self.has(place, part):
                    break
                place = f"{place}.{part}" if place else part
            else:
                return True
        return False


def around(file, scopes, offset):
    """The types that a comment lies in, and the one that it is about."""
    declared = next((declared for declared in file.declarations if declared.start >= offset), None)
    own = [declared.name] if declared is not None and declared.is_type else []
    return own + scopes.around(offset)


def dead(package):
    symbols = Symbols(package.files)
    for file in package.files:
        scopes = Scopes(file)
        bad = [
            f"{file.line(offset)}: {link}" for offset, comment in file.text.comments for link in LINK.findall(comment)
            if not symbols.leads(link, around(file, scopes, offset))
        ]
        yield Finding("dead-symbols", file.path, len(bad), 0, bad)
