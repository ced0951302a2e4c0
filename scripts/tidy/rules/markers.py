"""What was left lying about: markers, code in comments, output for finding faults."""
import re

from findings import Finding

MARKER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
PRINT = re.compile(r"(?<![\w.`])(?:print|debugPrint|dump|NSLog)\(")
OWN_PRINT = re.compile(r"\bfunc\s+(print|dump)\b")
CODE = [
    re.compile(r"^(?:let|var) \w+\s*(?::[^.]*)?=\s*\S"),
    re.compile(r"^(?:(?:public|private|static|mutating) )*func \w+\s*[(<]"),
    re.compile(r"^(?:if|for|while|guard|switch|do|else)\b.*\{\s*\}?$"),
    re.compile(r"^(?:return|throw|try|await|defer)\b.*[)\]}]$"),
    re.compile(r"^(?:return|break|continue)$"),
    re.compile(r"^import [A-Z]\w+$"),
    re.compile(r"^[\w.]+\([^()]*(?:\([^()]*\)[^()]*)*\)\s*\{?$"),
    re.compile(r"^[\w.]+(?:\[[^\]]*\])?\s*(?:=|\+=|-=)\s*[\w.\"\[(]+[^ ]*$"),
    re.compile(r"^[{}]\)?$"),
]
FOLDERS = ("Sources", "Tests", "Benchmarks", "scripts", "packaging", "findings")
ENDINGS = (".swift", ".c", ".cpp", ".h", ".py", ".sh", ".proto")


def is_code(line):
    return any(pattern.match(line) for pattern in CODE)


def left_over(package):
    for path in package.walk(FOLDERS, ENDINGS):
        if path.startswith("scripts/tidy/"):
            continue  # names them
        lines = [number for number, line in enumerate(package.read(path).splitlines(), 1) if MARKER.search(line)]
        yield Finding("left-markers", path, len(lines), 0, [f"line {number}" for number in lines])


def printing(package):
    """Libraries do not write on somebody's terminal; a method of that name of one's own is another thing."""
    own = {file.target for file in package.sources if OWN_PRINT.search(file.code)}
    for file in package.sources:
        if file.target is None or file.target.kind == "executableTarget":
            continue
        calls = [match.start() for match in PRINT.finditer(file.code)] if file.target not in own else []
        yield Finding("prints", file.path, len(calls), 0, [f"line {file.line(call)}" for call in calls])


def commented_out(package):
    for file in package.files:
        lines = [
            file.line(offset) for offset, comment in file.text.comments
            if comment.startswith("//") and not comment.startswith("///") and is_code(comment[2:].strip())
        ]
        yield Finding("commented-out", file.path, len(lines), 0, [f"line {number}" for number in lines])
