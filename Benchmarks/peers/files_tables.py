"""The tables of a set of files, as rows of text."""
from summary import OURS
from tables import counted, seconds, spread, verdict

RESTIC, BORG = "restic", "borg 1.4"
# Of a set: work, peers that it is held against, their work, and by how much faster it has to be.
TARGETS = {
    "small": [("first sync", (RESTIC, BORG), "first sync", 3), ("into a second library", (RESTIC,), "first sync", 5),
              ("restore", (RESTIC,), "restore", 2), ("restore, on the disk", (RESTIC,), "restore, on the disk", 2)],
    "tiny": [("first sync", (RESTIC,), "first sync", 3), ("nothing changed", (RESTIC,), "nothing changed", 10),
             ("one new file", (RESTIC,), "one new file", 10)]}
# What the store takes, of restic's repository.
ROOM = {"packs": 1.05, "store": 1.35}


def targets(summary):
    """Locker against the peers, work by work, and in room."""
    rows = [("", "Locker", "least to most", "peer", "ratio", "target", "")]
    bounds = {work: bound for work, *bound in TARGETS.get(summary.set, [])}
    for work in summary.works:
        if summary.median(OURS, work) is not None:
            rows.append(speed(summary, work, *bounds.get(work, (summary.peers, work, None))))
    for part, bound in ROOM.items():
        rows += room(summary, part, bound)
    return rows


def speed(summary, work, peers, other, factor):
    ours, (least, most) = summary.median(OURS, work), summary.spread(OURS, work)
    found = [(summary.median(peer, other), peer) for peer in peers if summary.median(peer, other) is not None]
    theirs, name = min(found, default=(None, None))
    told = f"{seconds(ours)} s" + counted(summary, OURS, work)
    cells = (work, told, f"{seconds(least)} to {seconds(most)} s")
    if name is None:
        return (*cells, "", "", f"≥ {factor} ×" if factor else "", "")
    beside = f"{name}{', ' + other if other != work else ''}: {seconds(theirs)} s"
    ends = (f"≥ {factor} ×", verdict(theirs / ours >= factor)) if factor else ("", "")
    return (*cells, beside, f"{theirs / ours:.2f} ×", *ends)


def room(summary, part, bound):
    """Blocks on the disk, after the first sync."""
    rows, theirs = [], summary.disk_bytes(RESTIC, "stopped", "store")
    for when, told in (("running", "while the daemon runs"), ("stopped", "once it is stopped")):
        ours = summary.disk_bytes(OURS, when, part)
        beside, ratio, target, end = "", "", "", ""
        if theirs:
            beside, ratio = f"{RESTIC}: {megabytes(theirs)}", f"{ours / theirs:.2f} ×"
        if theirs and summary.set in TARGETS:
            target, end = f"≤ {bound} ×", verdict(ours / theirs <= bound)
        rows.append((f"{part} on the disk, {told}", megabytes(ours), "", beside, ratio, target, end))
    return rows


def everything(summary):
    """All tools, all works."""
    rows = [("seconds, least to most", "rounds", *summary.works, "peak memory", "on the disk")]
    for tool in summary.tools:
        disk = summary.disk_bytes(tool, "stopped", "store")
        rows.append((tool, str(summary.rounds(tool)), *(spread(summary, tool, work) for work in summary.works),
                     f"{summary.peak_bytes(tool) / 2**20:.0f} MiB", megabytes(disk)))
    return rows


def cpu(summary):
    """Processor seconds of all tools, client and daemon together: they bear a busy machine better than time does."""
    rows = [("CPU s", *summary.works)]
    for tool in summary.tools:
        medians = (summary.median(tool, work, "cpu_seconds") for work in summary.works)
        rows.append((tool, *("" if median is None else seconds(median) for median in medians)))
    return rows


def ours(summary):
    """What each work costs the client and the daemon, of Locker with all its masks."""
    rows = [("", "work", "s", "CPU s, client", "daemon", "instructions", "peak memory, client", "daemon")]
    for tool in summary.tools:
        if tool.startswith(OURS):
            rows += [own(summary, tool, work) for work in summary.works if summary.median(tool, work) is not None]
    return rows


def own(summary, tool, work):
    keys = ("cpu_seconds", "daemon_cpu_seconds", "instructions")
    cpu, daemon, count = (summary.median(tool, work, key) for key in keys)
    samples = zip(summary.values(tool, work, "peak_bytes"), summary.values(tool, work, "daemon_peak_bytes"))
    client_peak, daemon_peak = (max(peaks) / 2**20 for peaks in zip(*((both - one, one) for both, one in samples)))
    return (tool, work, seconds(summary.median(tool, work)), seconds(cpu - daemon), seconds(daemon),
            f"{count / 1e6:,.0f} M" if count else "", f"{client_peak:.0f} MiB", f"{daemon_peak:.0f} MiB")


def megabytes(count):
    return f"{count / 1e6:.1f} MB"
