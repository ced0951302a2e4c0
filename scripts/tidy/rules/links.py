"""Links in documents lead somewhere."""
import os
import re
import urllib.parse

from findings import Finding

LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(<?([^()\s>]+)>?(?:\s+\"[^\"]*\")?\)")
FENCE = re.compile(r"^```.*?^```|`[^`\n]+`", re.M | re.S)
HEADING = re.compile(r"^#+\s+(.*?)\s*$", re.M)
OUTSIDE = re.compile(r"^[a-z][a-z0-9+.-]*:", re.I)
FOLDERS = ("docs", "Benchmarks", "Sources", "Tests", "findings", "packaging", "scripts")


def anchors(text):
    """The anchors of a document's headings, as forges make them."""
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text)]
    return set(plain)


def is_broken(package, page, link):
    path, _, anchor = urllib.parse.unquote(link).partition("#")
    target = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
    if not os.path.exists(os.path.join(package.root, target)):
        return True
    return bool(anchor) and target.endswith(".md") and anchor not in anchors(package.read(target))


def broken(package):
    top = [name for name in sorted(os.listdir(package.root)) if name.endswith(".md")]
    for page in [*top, *package.walk(FOLDERS, (".md",))]:
        links = LINK.findall(FENCE.sub("", package.read(page)))
        bad = [link for link in links if not OUTSIDE.match(link) and is_broken(package, page, link)]
        yield Finding("broken-links", page, len(bad), 0, bad)
