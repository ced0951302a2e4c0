"""exceptions.txt: where the code is over a bound, how far; a ceiling that may only sink."""
import os

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "exceptions.txt")
HEAD = """\
# Where the code is over a bound of `make tidy`: rule, name, and how far it may go. A ceiling may only sink.
# Written by scripts/tidy/tidy.py --write-exceptions; a line that is not needed any more is an error.
"""


def read(path=PATH):
    """Ceilings by rule and name."""
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        lines = [line.split() for line in file if line.strip() and not line.startswith("#")]
    return {(rule, name): int(value) for rule, name, value in lines}


def write(findings, path=PATH):
    """Writes what is over its bound; tells the lines that are new or have risen."""
    before = read(path)
    lines = [(finding.rule, finding.name, finding.value) for finding in findings if finding.is_over]
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEAD)
        for rule, name, value in lines:
            file.write(f"{rule} {name} {value}\n")
    return [(rule, name, value) for rule, name, value in lines if value > before.get((rule, name), -1)]


def judge(findings, ceilings):
    """What fails: findings over bound and ceiling, and ceilings that nothing needs."""
    over = [found for found in findings if found.value > max(found.bound, ceilings.get((found.rule, found.name), 0))]
    needed = {(found.rule, found.name) for found in findings if found.is_over}
    return over, sorted(set(ceilings) - needed)
