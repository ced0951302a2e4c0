"""What others may use says what it is."""
from collections import defaultdict

from findings import Finding

# Their protocols say what they are.
KNOWN = {"description", "debugDescription", "errorDescription", "==", "<", "hash", "deinit", "encode"}
KINDS = {"struct", "class", "enum", "actor", "protocol", "func", "init", "subscript", "var", "let", "typealias"}


def is_documented(file, declared, comment_ends):
    """A comment with three slashes ends on the line above."""
    return file.line(declared.start) - 1 in comment_ends


def missing(package):
    found = defaultdict(list)
    for file in package.sources:
        if file.target is None or file.target.kind != "target":
            continue
        found[file.target.name] += []
        ends = {
            file.line(offset + len(comment)) for offset, comment in file.text.comments
            if comment.startswith(("///", "/**"))
        }
        for declared in file.declarations:
            name = declared.name.rpartition(".")[2]
            if declared.kind in KINDS and declared.is_public and name not in KNOWN:
                if not is_documented(file, declared, ends):
                    found[file.target.name].append(f"{file.short}:{file.line(declared.start)} {declared.name}")
    for target, places in sorted(found.items()):
        yield Finding("undocumented", target, len(places), 0, places)
