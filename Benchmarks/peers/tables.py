"""The tables of what was measured, as rows of text."""
import statistics

from summary import OURS, WORKS

TARGETS = {"first sync": 4.5, "sync of a copy": 5, "three users": 4, "nothing changed": 1, "restore": 4.5,
           "restore, on the disk": 4.5, "verification": 2, "compaction": 1}
# What a processor without these instructions is asked for instead.
FAST_HASH_AND_SCAN = {"SHA", "VBMI"}
WITHOUT = {"sync of a copy": 4.8, "restore": 3.5, "restore, on the disk": 3.5}
LIMITS = {"sync of a copy": ("cut-and-hash", 75), "restore": ("cp -r", 50), "restore, on the disk": ("cp -r", 50)}


def targets(summary):
    """Locker against the fastest peer and against the limits."""
    rows = [("", "Locker", "least to most", "best peer", "ratio", "target", "")]
    instructions = set(summary.figures["machine"].get("instructions", FAST_HASH_AND_SCAN))
    for work, factor in (TARGETS if instructions >= FAST_HASH_AND_SCAN else TARGETS | WITHOUT).items():
        if summary.median(OURS, work) is not None:
            rows += [speed(summary, work, factor)] + limits(summary, work)
    rows += [cpu(summary, "first sync", "new", 1.8), cpu(summary, "sync of a copy", "known", 1.2), memory(summary)]
    if summary.figures["range_reads"]:
        rows += range_reads(summary)
    return rows


def speed(summary, work, factor):
    least, most = summary.spread(OURS, work)
    ours, peer = summary.median(OURS, work), summary.fastest_peer(work)
    moved = work not in ("nothing changed", "compaction")
    told = f"{seconds(ours)} s" + (f", {summary.rate(OURS, work):,.0f} MB/s" if moved else "")
    told += counted(summary, OURS, work)
    if work == "compaction":
        told += f" for {freed(summary, OURS)}"
    spread = f"{seconds(least)} to {seconds(most)} s"
    if peer is None:
        return (work, told, spread, "", "", f"≥ {factor} ×", "")
    name, theirs = peer
    other = f"{name}: {seconds(theirs)} s" + (f" for {freed(summary, name)}" if work == "compaction" else "")
    return (work, told, spread, other, f"{theirs / ours:.2f} ×", f"≥ {factor} ×", verdict(theirs / ours >= factor))


def counted(summary, tool, work):
    """Of what takes so little time that instructions say more, how many there are."""
    count, time = summary.median(tool, work, "instructions"), summary.median(tool, work)
    return f", {count / 1e6:,.0f} M instructions" if count and time < 0.3 else ""


def limits(summary, work):
    """What of a limit is reached, in time or in room."""
    rows = []
    if work in LIMITS:
        name, share = LIMITS[work]
        limit = summary.median(name, work)
        if limit is not None:
            reached = 100 * limit / summary.median(OURS, work)
            rows.append((f"… of the speed of {name}", f"{reached:.0f} %", "", f"{name}: {seconds(limit)} s", "",
                         f"≥ {share} %", verdict(reached >= share)))
    ideal = summary.figures["ideal_bytes"].get(work)
    if ideal and work == "three users":
        ratio = summary.added_bytes(OURS, work) / ideal
        added = [(summary.added_bytes(peer, work), peer) for peer in summary.peers]
        least, name = min(added, default=(0, None))
        best = f"{name}: {least / ideal:.3f} ×" if name else ""
        rows.append(("… bytes added, of the ideal", f"{ratio:.3f} ×", "", best, "", "≤ 1.02 ×",
                     verdict(ratio <= 1.02)))
    return rows


def cpu(summary, work, kind, bound):
    """Processor seconds, client and daemon together."""
    ours = summary.cpu_seconds_per_gb(OURS, work)
    peers = [(summary.cpu_seconds_per_gb(peer, work), peer) for peer in summary.peers]
    least, name = min(peers, default=(None, None))
    return (f"CPU s/GB, {kind}", f"{ours:.2f}", "", f"{name}: {least:.2f}" if name else "",
            f"{least / ours:.2f} ×" if name else "", f"≤ {bound}", verdict(ours <= bound))


def memory(summary):
    ours = summary.peak_bytes(OURS) / 2**20
    least, name = min(((summary.peak_bytes(peer) / 2**20, peer) for peer in summary.peers), default=(0, None))
    return ("peak memory", f"{ours:.0f} MiB", "", f"{name}: {least:.0f} MiB" if name else "",
            f"{least / ours:.2f} ×" if name else "", "≤ 128 MiB", verdict(ours <= 128))


def range_reads(summary):
    rows = []
    for pause in (True, False):
        p50, p99, rate = (summary.range_reads(pause, key) for key in ("p50_ms", "p99_ms", "reads_per_second"))
        ends = ("≤ 1, ≤ 5 ms", verdict(p50 <= 1 and p99 <= 5)) if pause else ("", "")
        rows.append((f"range reads, 16 clients {'that pause' if pause else 'flat out'}: p50, p99",
                     f"{p50:.2f}, {p99:.2f} ms", f"{rate:,.0f} reads/s", "", "", *ends))
    return rows


def everything(summary):
    """All tools, all works."""
    rows = [("seconds, least to most", "rounds", *WORKS, "CPU s/GB new", "known", "peak memory",
             "users' bytes, of the ideal")]
    ideal = summary.figures["ideal_bytes"]["three users"]
    for tool in summary.tools:
        cells = [spread(summary, tool, work) for work in WORKS]
        for work in ("first sync", "sync of a copy"):
            value = summary.cpu_seconds_per_gb(tool, work)
            cells.append("" if value is None else f"{value:.2f}")
        added = summary.added_bytes(tool, "three users")
        rows.append((tool, str(summary.rounds(tool)), *cells, f"{summary.peak_bytes(tool) / 2**20:.0f} MiB",
                     "" if added is None else f"{added / ideal:.2f} ×"))
    return rows


def spread(summary, tool, work):
    median = summary.median(tool, work)
    if median is None:
        return ""
    least, most = summary.spread(tool, work)
    text = seconds(median) if summary.rounds(tool) == 1 else f"{seconds(median)} ({seconds(least)}–{seconds(most)})"
    return text + (f", {freed(summary, tool)}" if work == "compaction" else "")


def freed(summary, tool):
    return f"{-summary.added_bytes(tool, 'compaction') / 1e6:.0f} MB"


def since_before(summary):
    """How many times as fast Locker is as the version before, masked alike: medians of each round's pairs; and how many
    instructions it takes of those that it took, where they are counted."""
    rows = [("times as fast as before", *summary.works)]
    for key, told in (("seconds", ""), ("instructions", ": instructions, of those before")):
        for tool in summary.tools:
            cells = [paired(summary, tool, work, key) for work in summary.works]
            if any(cells):
                rows.append((tool + told, *cells))
    return rows


def paired(summary, tool, work, key):
    pairs = list(zip(summary.values(f"{tool} before", work, key), summary.values(tool, work, key)))
    if not pairs:
        return ""
    return f"{statistics.median(now / then if key == 'instructions' else then / now for then, now in pairs):.2f} ×"


def seconds(value):
    return f"{value:.2f}" if value < 100 else f"{value:.0f}"


def verdict(holds):
    return "met" if holds else "missed"


def as_text(rows):
    widths = [max(len(cell) for cell in column) for column in zip(*rows)]
    return "\n".join("  ".join(cell.ljust(width) if number == 0 else cell.rjust(width)
                               for number, (cell, width) in enumerate(zip(cells, widths))).rstrip() for cells in rows)


def as_markdown(rows):
    lines = ["| " + " | ".join(cells) + " |" for cells in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])
