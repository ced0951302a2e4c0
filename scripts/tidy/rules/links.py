"""Links in documents lead somewhere."""
import os
import re
import urllib.parse

from findings import Finding

LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(<?([^()\s>]+)>?(?:\s+\"[^\"]*\")?\)")
SYMBOL = re.compile(r"``/?([A-Za-z_]\w*)[^`]*``")
BLOCK = re.compile(r"^```.*?^```", re.M | re.S)
FENCE = re.compile(BLOCK.pattern + r"|`[^`\n]+`", re.M | re.S)
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


def unknown_symbols(package, page, text):
    """In a catalogue of DocC, names that are nothing public of its target."""
    target = next((target for target in package.targets.values() if page.startswith(f"{target.folder}/")), None)
    if target is None or ".docc/" not in page:
        return []
    files = [file for file in package.sources if file.target is target]
    known = {target.name} | {declared.name for file in files for declared in file.declarations if declared.is_public}
    return [name for name in SYMBOL.findall(BLOCK.sub("", text)) if name not in known]


def broken(package):
    top = [name for name in sorted(os.listdir(package.root)) if name.endswith(".md")]
    for page in [*top, *package.walk(FOLDERS, (".md",))]:
        text = package.read(page)
        links = LINK.findall(FENCE.sub("", text))
        bad = [link for link in links if not OUTSIDE.match(link) and is_broken(package, page, link)]
        bad += unknown_symbols(package, page, text)
        yield Finding("broken-links", page, len(bad), 0, bad)
