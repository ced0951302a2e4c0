"""Takes Swift text apart into code, comments and strings, without understanding it."""
import re

OPENING = re.compile(r'//|/\*|(#*)("""|")|[()]')
BLOCK = re.compile(r"/\*|\*/")


class Text:
    """Swift text; `code` is as long, line for line, with blanks for comments and for what strings say.

    What a string interpolates is code and stays. `comments` are pairs of an offset and a text, `strings` are the
    literals as they stand.
    """

    def __init__(self, raw):
        self.raw, self.comments, self.strings = raw, [], []
        self._blanked, self._pieces = 0, []
        self._code(0, inside_string=False)
        self._pieces.append(raw[self._blanked:])
        self.code = "".join(self._pieces)

    def _blank(self, start, end):
        """Blanks a stretch; stretches come in the order in which they end."""
        self._pieces.append(self.raw[self._blanked:start])
        self._pieces.append(re.sub(r"[^\n]", " ", self.raw[start:end]))
        self._blanked = end

    def _code(self, at, inside_string):
        """Reads code from an offset, that of an interpolation to its closing parenthesis; tells where it goes on."""
        depth = 0
        while found := OPENING.search(self.raw, at):
            at = found.end()
            match found.group():
                case "(":
                    depth += 1
                case ")":
                    if inside_string and depth == 0:
                        return at
                    depth -= 1
                case "//":
                    at = self._comment(found.start(), self._end_of_line(at))
                case "/*":
                    at = self._comment(found.start(), self._end_of_block(at))
                case _:
                    at = self._string(found)
        return len(self.raw)

    def _comment(self, start, end):
        self.comments.append((start, self.raw[start:end]))
        self._blank(start, end)
        return end

    def _end_of_line(self, at):
        end = self.raw.find("\n", at)
        return len(self.raw) if end < 0 else end

    def _end_of_block(self, at):
        """Block comments nest."""
        depth = 1
        while depth and (found := BLOCK.search(self.raw, at)):
            depth += 1 if found.group() == "/*" else -1
            at = found.end()
        return at if depth == 0 else len(self.raw)

    def _string(self, opening):
        """Reads a literal; with n number signs in front, only as many end it, or make a backslash one."""
        signs, quotes = opening.groups()
        special = re.compile(r"\\" + signs + r"(\(|.)|" + quotes + signs + ("" if len(quotes) == 3 else r"|\n"), re.S)
        start = at = opening.end()
        while found := special.search(self.raw, at):
            at = found.end()
            if found.group(1) == "(":
                self._blank(start, found.end() - 1)
                start = at = self._code(at, inside_string=True)
            elif found.group(1) is None:
                self._blank(start, found.start())
                break
        self.strings.append(self.raw[opening.start():at])
        return at
