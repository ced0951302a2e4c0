"""The tables of what was measured, as rows of text."""
import statistics

OURS, LIMIT = "Locker", "nginx"
CALLS = ("getArtists", "getAlbumList2, 50", "getAlbumList2, 500 from the middle", "search3, a word",
         "search3, 500 of all from the middle")
FASTER, SLOWEST_MS = 20, 20  # times as fast as the better peer; p99 with 16 clients
RANGES = {"64 KiB ranges, all songs": 20, "64 KiB ranges, one song": 50}
LISTENERS, LISTENERS_WITHOUT_SHA, LISTENERS_MIB = 5000, 2000, 400
IMPORT_CPU, IMPORT_CPU_SHARE, IMPORT_MIB = 13, 0.5, 64
FILES, RELAY = 0.4, 0.8
HEAD = ("", OURS, "least to most", "best peer", "ratio", "target", "")


class Figures:
    """Samples, by tool and work."""

    def __init__(self, figures):
        self.figures, self.groups = figures, {}
        for sample in figures["samples"]:
            self.groups.setdefault((sample["tool"], sample["work"]), []).append(sample)
        self.peers = [tool for tool in figures["tools"] if tool not in (OURS, LIMIT)]

    def has(self, work, tool=OURS):
        return (tool, work) in self.groups

    def values(self, tool, work, value):
        return [value(sample) for sample in self.groups.get((tool, work), [])]

    def median(self, tool, work, value):
        values = self.values(tool, work, value)
        return statistics.median(values) if values else None

    def best_peer(self, work, value, best):
        """Name and median of the better one of those that answer with as much as a tenth of what Locker does."""
        size = self.median(OURS, work, size_of_answer)
        found = [(self.median(peer, work, value), peer) for peer in self.peers
                 if self.has(work, peer) and self.median(peer, work, size_of_answer) >= size / 10]
        return best(found)[::-1] if found else (None, None)


def size_of_answer(sample):
    return sample["bytes"] / max(1, sample["requests"]) if "requests" in sample else 0


def of(key):
    return lambda sample: sample[key]


def rate(sample):
    return sample["requests"] / sample["seconds"]


def megabytes(sample):
    return sample["bytes"] / sample["seconds"] / 1e6


def mebibytes(sample):
    return sum(sample["server_peak_bytes"].values()) / 2**20


def verdict(holds):
    return "met" if holds else "missed"


def row(figures, work, value, unit, better, target, label=None, digits=2):
    """Locker against the better peer; `better` is min or max of the values, `target` how many times as good it is to be."""
    ours, values = figures.median(OURS, work, value), figures.values(OURS, work, value)
    name, theirs = figures.best_peer(work, value, better)
    ratio = None if theirs is None else theirs / ours if better is min else ours / theirs
    spread = f"{min(values):,.{digits}f} to {max(values):,.{digits}f}"
    return (label or work, f"{ours:,.{digits}f} {unit}", spread, f"{name}: {theirs:,.{digits}f} {unit}" if name else "",
            f"{ratio:.1f} ×" if ratio else "", f"≥ {target} ×", verdict(ratio >= target) if ratio else "")


def against_bound(label, values, unit, bound, digits=1):
    most = max(values)
    return (label, f"{statistics.median(values):.{digits}f} {unit}", f"{min(values):.{digits}f} to {most:.{digits}f}", "", "",
            f"≤ {bound} {unit}", verdict(statistics.median(values) <= bound))


def importing(figures):
    if not figures.has("import"):
        return []
    ours = figures.values(OURS, "import", of("cpu_seconds"))
    count = figures.groups[OURS, "import"][0]["songs"]
    rows = [row(figures, "import", of("cpu_seconds"), "s of CPU", min, 1 / IMPORT_CPU_SHARE,
                f"import of {count:,} songs: gateway and workers"),
            against_bound("… of that", ours, "s of CPU", IMPORT_CPU),
            against_bound("… growth of the gateway", figures.values(OURS, "import", lambda s: s["growth_bytes"] / 2**20),
                          "MiB", IMPORT_MIB)]
    for key, label, divisor, unit in (("daemon_cpu_seconds", "… of lockerd", 1, "s of CPU"),
                                      ("client_cpu_seconds", "… of locker sync", 1, "s of CPU"),
                                      ("workers_peak_bytes", "… memory of the workers", 2**20, "MiB"),
                                      ("seconds", "… until all is listed", 1, "s")):
        value = figures.median(OURS, "import", of(key)) / divisor
        rows.append((label, f"{value:.1f} {unit}", "", "", "", "", ""))
    return rows


def calls(figures):
    rows = []
    for name in CALLS:
        for clients in ("1 client", "16 clients"):
            work = f"{name}: {clients}"
            if figures.has(work):
                rows.append(row(figures, work, of("p50_ms"), "ms", min, FASTER, f"{work}, p50"))
        if figures.has(f"{name}: 16 clients"):
            rows.append(against_bound(f"{name}: 16 clients, p99", figures.values(OURS, work, of("p99_ms")), "ms", SLOWEST_MS))
    return rows


def ranges(figures):
    return [row(figures, work, rate, "a second", max, target, digits=0) for work, target in RANGES.items()
            if figures.has(work)]


def most_that_hold(figures, tool):
    """Of each round, the sample with the most listeners none of whom had to wait."""
    best = {}
    for sample in figures.groups.get((tool, "listeners"), []):
        if sample["holds"] and sample["listeners"] > best.get(sample["round"], {"listeners": 0})["listeners"]:
            best[sample["round"]] = sample
    return list(best.values())


def listeners(figures):
    if not figures.has("listeners"):
        return []
    target = LISTENERS if "SHA" in figures.figures["machine"]["instructions"] else LISTENERS_WITHOUT_SHA
    held = most_that_hold(figures, OURS)
    if not held:
        return [("listeners at 320 kbit/s without a late answer", "none", "", "", "", f"≥ {target:,}", "missed")]
    counts = [sample["listeners"] for sample in held]
    peers = [(max((sample["listeners"] for sample in most_that_hold(figures, peer)), default=0), peer)
             for peer in figures.peers if figures.has("listeners", peer)]
    told = ", ".join(f"{peer}: {count}" for count, peer in peers)
    rows = [("listeners at 320 kbit/s without a late answer", f"{statistics.median(counts):,.0f}",
             f"{min(counts):,} to {max(counts):,}", told, "", f"≥ {target:,}", verdict(statistics.median(counts) >= target)),
            against_bound("… memory of gateway and lockerd", [mebibytes(sample) for sample in held], "MiB", LISTENERS_MIB)]
    for part, name in (("gateway", "the gateway"), ("lockerd", "lockerd")):
        share = statistics.median(sample["server_cpu_seconds"][part] / sample["seconds"] for sample in held)
        size = statistics.median(sample["server_peak_bytes"][part] / 2**20 for sample in held)
        rows.append((f"… {name}", f"{share:.2f} processors, {size:.0f} MiB", "", "", "", "", ""))
    own = statistics.median(sample["own_cpu_seconds"] / sample["seconds"] for sample in held)
    slow = statistics.median(sample["p99_ms"] for sample in held)
    return rows + [("… the listeners themselves", f"{own:.2f} processors, p99 {slow:.0f} ms", "", "", "", "", "")]


def whole_files(figures):
    rows = []
    for work in ("whole files", "whole files, each checked by the client"):
        if not figures.has(work):
            continue
        ours, limit = figures.median(OURS, work, megabytes), figures.median(LIMIT, work, megabytes)
        values = figures.values(OURS, work, megabytes)
        ratio = ours / limit if limit else None
        rows.append((work, f"{ours:,.0f} MB/s", f"{min(values):,.0f} to {max(values):,.0f}",
                     f"{LIMIT}: {limit:,.0f} MB/s" if limit else "", f"{ratio:.2f} ×" if ratio else "", f"≥ {FILES} ×",
                     verdict(ratio >= FILES) if ratio else ""))
    checked = "whole files, each checked by the client"
    if figures.has(checked):
        own = figures.median(OURS, checked, lambda s: s["checking_cpu_seconds"] / s["bytes"] * 1e9)
        rest = figures.median(OURS, checked, lambda s: (s["own_cpu_seconds"] - s["checking_cpu_seconds"]) / s["bytes"] * 1e9)
        server = figures.median(OURS, "whole files", lambda s: sum(s["server_cpu_seconds"].values()) / s["bytes"] * 1e9)
        rows.append(("… CPU of gateway and lockerd", f"{server:.2f} s/GB", "", f"the client's: {own:.2f} for digests, "
                     f"{rest:.2f} for all else", "", "", ""))
    return rows


def relayed(figures):
    rows = []
    for what in ("first sync", "restore"):
        over = f"{what} over the gateway"
        for way in ("over the socket", "over the socket, --transfer match"):
            if not (figures.has(over) and figures.has(f"{what} {way}")):
                continue
            ours, values = figures.median(OURS, over, megabytes), figures.values(OURS, over, megabytes)
            limit = figures.median(OURS, f"{what} {way}", megabytes)
            strict = way == "over the socket"
            rows.append((f"locker {what.split()[-1]} --server, of the speed {way}", f"{ours:,.0f} MB/s",
                         f"{min(values):,.0f} to {max(values):,.0f}", f"socket: {limit:,.0f} MB/s", f"{ours / limit:.2f} ×",
                         f"≥ {RELAY} ×" if strict else "", verdict(ours / limit >= RELAY) if strict else ""))
    return rows


def against_peers(figures):
    return [HEAD, *importing(figures), *calls(figures), *ranges(figures), *listeners(figures), *whole_files(figures),
            *relayed(figures)]


def held_by(figures, tool):
    if not figures.has("listeners", tool):
        return None
    return statistics.median([sample["listeners"] for sample in most_that_hold(figures, tool)] or [0])


def everything(figures):
    """All tools, all works: medians."""
    rows = [("", *figures.figures["tools"])]
    for work in dict.fromkeys(work for _, work in figures.groups):
        value, unit = unit_of(work)
        cells = [figures.median(tool, work, value) if work != "listeners" else held_by(figures, tool)
                 for tool in figures.figures["tools"]]
        rows.append((f"{work}, {unit}", *("" if cell is None else f"{cell:,.{0 if cell >= 1000 else 2}f}" for cell in cells)))
    return rows


def unit_of(work):
    if work == "import":
        return of("cpu_seconds"), "s of CPU"
    if "client" in work.split(": ")[-1] and "files" not in work:
        return of("p50_ms"), "p50 ms"
    if "ranges" in work:
        return rate, "a second"
    if work == "listeners":
        return None, "most without a late answer"
    return megabytes, "MB/s"
