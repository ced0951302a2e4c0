"""A test that checks nothing passes always."""
import re

from findings import Finding

CHECK = re.compile(r"#expect\b|#require\b|\bIssue\s*\.\s*record\b|\bconfirmation\s*\(")
CALL = re.compile(r"(?:^|[^\w])`?(\w+)`?\s*[({]")
THROWS = re.compile(r"\bthrows\b|\brethrows\b")


def without_check(package):
    """A test checks by itself, by throwing, or by a function of the tests that it calls and that does."""
    bodies = [
        (file, declared, file.code[declared.keyword:declared.end]) for file in package.tests
        for declared in file.declarations if declared.kind in {"func", "init"}
    ]
    checking = {declared.name for _, declared, body in bodies if CHECK.search(body)} - {"init"}
    called = {declared.name: set(CALL.findall(body)) for _, declared, body in bodies}
    size = -1
    while size != len(checking):
        size = len(checking)
        checking |= {name for name, calls in called.items() if calls & checking} - {"init"}
    found = {file.path: [] for file in package.tests}
    for file, declared, body in bodies:
        signature = body[:declared.body - declared.keyword] if declared.body else body
        if "Test" in declared.attributes and not CHECK.search(body) and not THROWS.search(signature):
            if not set(CALL.findall(body)) & checking:
                found[file.path].append(f"line {file.line(declared.start)}: {declared.name}")
    for path, names in found.items():
        yield Finding("tests-without-check", path, len(names), 0, names)
