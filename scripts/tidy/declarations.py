"""Finds what Swift text declares: types, functions, properties, and what lies in what."""
import bisect
import re
from dataclasses import dataclass, field

TYPES = {"struct", "class", "enum", "actor", "protocol", "extension"}
FUNCTIONS = {"func", "init", "subscript", "deinit"}
UNNAMED = FUNCTIONS - {"func"}
PROPERTIES = {"var", "let"}
ALIASES = {"typealias", "associatedtype"}
MODIFIERS = {
    "public", "package", "internal", "private", "fileprivate", "open", "final", "indirect", "nonisolated", "static",
    "mutating", "nonmutating", "borrowing", "consuming", "override", "required", "convenience", "lazy", "weak",
    "unowned", "dynamic", "isolated", "prefix", "postfix", "infix", "optional",
}
TOKEN = re.compile(r"`?[A-Za-z_]\w*`?|[{}()\[\]@]|[^\s\w{}()\[\]@`]+|\d\w*")
NAME = re.compile(r"\s*`?([A-Za-z_][\w.]*|[^\s\w(`]+)")
PAIRS = {"(": ")", "[": "]"}


@dataclass
class Declaration:
    kind: str  # one of the words above
    name: str  # of a type with all that it lies in: PackStore.Options
    modifiers: list
    attributes: list
    start: int  # offset of its first attribute, modifier or keyword
    keyword: int  # offset of its keyword
    outer: "Declaration | None"  # the type or function that it lies in
    end: int = 0  # offset behind its closing brace
    body: int = 0  # offset of its opening brace, or 0
    members: list = field(default_factory=list)

    @property
    def is_type(self):
        return self.kind in TYPES

    @property
    def is_public(self):
        """Said to be, or a requirement of a protocol that is."""
        requirement = self.outer is not None and self.outer.kind == "protocol" and self.outer.is_public
        return "public" in self.modifiers or "open" in self.modifiers or requirement


class Scanner:
    """Reads the code of a lexer's Text once, from brace to brace."""

    def __init__(self, code):
        self.code, self.found = code, []
        self.tokens = list(TOKEN.finditer(code))
        self.starts = [token.start() for token in self.tokens]
        self.pending = []  # attributes and modifiers of what comes next: (offset, word)
        self.open = []  # what each open brace belongs to: a declaration, or None
        at = 0
        while at < len(self.tokens):
            at = self._step(at)
        self.found.sort(key=lambda declaration: declaration.keyword)

    def _step(self, at):
        """Takes in what begins with a token; tells the number of the token behind it."""
        word = self.tokens[at].group()
        if word == "{":
            self.open.append(None)
        elif word == "}":
            self._close(at)
        elif word in PAIRS and self._expects_declarations():
            self.pending = []
            return self._behind_pair(at)
        elif word == "@" and at + 1 < len(self.tokens):
            return self._attribute(at)
        elif self._is_keyword(at):
            return self._declare(at)
        elif word in MODIFIERS and self._expects_declarations() and not self._text(at - 1).endswith("."):
            self.pending.append((self.starts[at], word))
            behind = self._behind_pair(at + 1) if self._text(at + 1) == "(" else at + 1
            return behind  # private(set)
        self.pending = []
        return at + 1

    def _text(self, at):
        return self.tokens[at].group() if at < len(self.tokens) else ""

    def _expects_declarations(self):
        return not self.open or (self.open[-1] is not None and self.open[-1].is_type)

    def _is_keyword(self, at):
        word, before, behind = self._text(at), self._text(at - 1) if at else "", self._text(at + 1)
        if before.endswith(".") or behind.startswith(":") and word not in {"init"}:
            return False
        if word == "class" and behind in FUNCTIONS | PROPERTIES:
            return False
        if self._expects_declarations():
            return word in TYPES | FUNCTIONS | PROPERTIES | ALIASES
        return word in {"func", "struct", "class", "enum", "protocol"} and re.match(r"[\w`]", behind) is not None

    def _attribute(self, at):
        self.pending.append((self.starts[at], "@" + self._text(at + 1)))
        # An argument list stands right behind the name; a parenthesis behind a blank is a type's.
        name = self.tokens[at + 1]
        return self._behind_pair(at + 2) if self.code[name.end():name.end() + 1] == "(" else at + 2

    def _behind_pair(self, at):
        """The number of the token behind the bracket that closes this one."""
        depth = 0
        while at < len(self.tokens):
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(self._text(at), 0)
            at += 1
            if depth == 0:
                break
        return at

    def _declare(self, at):
        keyword, start = self._text(at), self.starts[at]
        outer = next((scope for scope in reversed(self.open) if scope is not None), None)
        # What takes no name, or several: let (a, b).
        named = None if keyword in UNNAMED else NAME.match(self.code, self.tokens[at].end())
        name = named.group(1) if named else keyword
        at = bisect.bisect_left(self.starts, named.end()) if named else at + 1
        if keyword in TYPES and keyword != "extension" and outer is not None and outer.is_type:
            name = f"{outer.name}.{name}"
        declared = Declaration(
            keyword, name, [word for _, word in self.pending if not word.startswith("@")],
            [word[1:] for _, word in self.pending if word.startswith("@")],
            self.pending[0][0] if self.pending else start, start, outer)
        self.pending = []
        self.found.append(declared)
        # Of what braces in functions hold, nothing is a member.
        if outer is not None and self.open[-1] is outer:
            outer.members.append(declared)
        if keyword in TYPES | FUNCTIONS:
            at = self._behind_signature(at, declared)
        return at

    def _behind_signature(self, at, declared):
        """Goes to the body, which makes a scope; a protocol's functions have none, and end where the next begins."""
        requirement = declared.outer is not None and declared.outer.kind == "protocol" and declared.kind in FUNCTIONS
        while at < len(self.tokens):
            word = self._text(at)
            if word in PAIRS:
                at = self._behind_pair(at)
                continue
            if word == "{":
                declared.body = self.starts[at]
                self.open.append(declared)
                return at + 1
            if word == "}" or requirement and (word == "@" or word in MODIFIERS or self._is_keyword(at)):
                break
            at += 1
        declared.end = self.tokens[at - 1].end()
        return at

    def _close(self, at):
        if self.open and (closed := self.open.pop()) is not None:
            closed.end = self.tokens[at].end()


def declarations(code):
    return Scanner(code).found
