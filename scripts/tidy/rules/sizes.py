"""How long files and functions are, and how full folders."""
import os
from collections import Counter

from findings import Finding

MEDIAN_LINES, TENTH_LINES, FILE_LINES, FUNCTION_LINES, FOLDER_FILES = 45, 105, 250, 60, 20


def middle_lines(package):
    """Half of the files, and nine of ten, are no longer than."""
    lines = sorted(file.lines for file in package.sources)
    if lines:
        yield Finding("median-lines", "Sources", lines[len(lines) // 2], MEDIAN_LINES)
        yield Finding("p90-lines", "Sources", lines[len(lines) * 9 // 10], TENTH_LINES)


def file_lines(package):
    for file in package.sources:
        yield Finding("file-lines", file.path, file.lines, FILE_LINES)


def function_lines(package):
    for file in package.files:
        spans = Counter()
        for declared in file.declarations:
            if declared.kind in {"func", "init", "subscript", "deinit"}:
                spans[declared.name] = max(spans[declared.name], file.span(declared))
        for name, span in spans.items():
            yield Finding("function-lines", f"{file.path}:{name}", span, FUNCTION_LINES)


def folder_files(package):
    """Swift and C; what tests read beside their code has no room to be found in."""
    folders = Counter(
        os.path.dirname(path) for path in package.walk(("Sources", "Tests"), (".swift", ".c", ".cpp", ".h")))
    for folder, count in folders.items():
        yield Finding("folder-files", folder, count, FOLDER_FILES)
