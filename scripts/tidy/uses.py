"""Which file uses which: the arrows between the files of a package.

An arrow is the name of a type or of a free function that one file defines and another one says, found as the compiler
would: a nested type by the types around, or by its outer type's name in front. Members are not looked up, so whoever
only calls a method of an extension has no arrow to its file.
"""
import bisect
import re
from collections import defaultdict

CHAIN = re.compile(r"(?<![\w.`])[A-Z]\w*(?:\s*\.\s*[A-Z]\w*)*")
PRIVATE = {"private", "fileprivate"}
CALL = re.compile(r"(?<![\w.`])([a-z]\w*)\s*\(")


class Names:
    """What the files define, by name and then by target."""

    def __init__(self, files, targets):
        self.types, self.functions = (defaultdict(lambda: defaultdict(set)) for _ in range(2))
        self.targets = targets
        for file in files:
            for declared in file.declarations:
                local = declared.outer is not None and not declared.outer.is_type
                if local or declared.outer is None and PRIVATE & set(declared.modifiers):
                    continue  # nobody elsewhere can mean it
                owner = file.target.name if file.target else ""
                if declared.is_type and declared.kind != "extension" or declared.kind == "typealias":
                    name = declared.name
                    if declared.kind == "typealias" and declared.outer is not None:
                        name = f"{declared.outer.name}.{name}"
                    self.types[name][owner].add(file)
                elif declared.kind == "func" and declared.outer is None:
                    self.functions[declared.name][owner].add(file)

    def look_up(self, table, name, file):
        """The one file that defines a name, the file's own target first."""
        places = table.get(name)
        if not places:
            return None
        own = file.target.name if file.target else ""
        for owners in ({own}, file.imports):
            found = set().union(*(places[owner] for owner in owners if owner in places))
            if found:
                return next(iter(found)) if len(found) == 1 else None
        return None


def arrows(files, targets):
    """By file, which other files it uses, and by what words."""
    names = Names(files, targets)
    found = {file: defaultdict(set) for file in files}
    for file in files:
        scopes = Scopes(file)
        for match in CHAIN.finditer(file.code):
            for word, place in resolve(names, file, match.group(), scopes.around(match.start())):
                found[file][place].add(word)
        own = {declared.name for declared in file.declarations}
        for match in CALL.finditer(file.code):
            place = None if match.group(1) in own else names.look_up(names.functions, match.group(1), file)
            if place is not None:
                found[file][place].add(match.group(1))
        found[file].pop(file, None)
    return found


class Scopes:
    """The types around any place of a file."""

    def __init__(self, file):
        self.types = [declared for declared in file.declarations if declared.is_type and declared.body]
        self.bodies = [declared.body for declared in self.types]

    def around(self, offset):
        """Their names, innermost first, with those that the names themselves say: of A.B also A."""
        names = []
        for declared in reversed(self.types[:bisect.bisect_right(self.bodies, offset)]):
            if declared.end > offset:
                parts = declared.name.split(".")
                names += [".".join(parts[:count]) for count in range(len(parts), 0, -1)]
        return names


def resolve(names, file, chain, around):
    """Pairs of a word and the file that defines it, for each step of a chain of names."""
    parts = re.split(r"\s*\.\s*", chain)
    if len(parts) > 1 and parts[0] in names.targets and parts[0] not in names.types:
        parts = parts[1:]  # the module's name in front
    candidates = [f"{outer}.{parts[0]}" for outer in around] + [parts[0]]
    full = next((name for name in candidates if name in names.types), None)
    found = []
    if full is None:
        return found
    for part in [None] + parts[1:]:
        full = full if part is None else f"{full}.{part}"
        place = names.look_up(names.types, full, file)
        if place is None:
            break
        found.append((full, place))
    return found
