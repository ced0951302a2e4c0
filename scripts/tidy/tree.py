"""The package as the checks see it: its targets, and its files taken apart."""
import os
import re
from functools import cached_property

from declarations import declarations
from lexer import Text
from manifest import targets

IMPORT = re.compile(
    r"^[ \t]*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)", re.M)


class File:
    """A Swift file; `path` is from the package's folder."""

    def __init__(self, path, raw, target=None):
        self.path, self.raw, self.target = path, raw, target

    @cached_property
    def text(self):
        return Text(self.raw)

    @property
    def code(self):
        return self.text.code

    @cached_property
    def declarations(self):
        return declarations(self.code)

    @cached_property
    def imports(self):
        return set(IMPORT.findall(self.code))

    @property
    def lines(self):
        """As an editor numbers them: there is one behind the last newline."""
        return self.raw.count("\n") + 1

    @property
    def room(self):
        return os.path.dirname(self.path)

    @property
    def short(self):
        return self.path.removeprefix("Sources/")

    def line(self, offset):
        return self.raw.count("\n", 0, offset) + 1

    def span(self, declaration):
        """How many lines a declaration takes, from its keyword to its last brace."""
        return self.code.count("\n", declaration.keyword, declaration.end) + 1


class Package:
    """A folder with a Package.swift; what is generated is left out."""

    def __init__(self, root):
        self.root = root
        with open(os.path.join(root, "Package.swift"), encoding="utf-8") as file:
            self.targets = targets(file.read())
        self.files = [self._read(path) for path in self.walk(("Sources", "Tests"), (".swift",))]
        self.sources = [file for file in self.files if file.path.startswith("Sources/")]
        self.tests = [file for file in self.files if file.path.startswith("Tests/")]

    def walk(self, folders, endings):
        """Paths from the package's folder of all files with one of some endings, in order."""
        for folder in folders:
            for place, inner, names in os.walk(os.path.join(self.root, folder)):
                inner[:] = sorted(name for name in inner if not name.startswith(".") and name != "Generated")
                for name in sorted(names):
                    if name.endswith(endings) and not name.endswith(".pb.swift"):
                        yield os.path.relpath(os.path.join(place, name), self.root)

    def read(self, path):
        with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as file:
            return file.read()

    def _read(self, path):
        owner = next((target for target in self.targets.values() if path.startswith(target.folder + "/")), None)
        return File(path, self.read(path), owner)
