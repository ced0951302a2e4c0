"""Medians, spreads and ratios of what measure.py recorded."""
import json
import statistics

WORKS = ("first sync", "sync of a copy", "three users", "nothing changed", "restore", "restore, on the disk",
         "verification", "compaction")
OURS = "Locker"


class Summary:
    def __init__(self, path):
        with open(path) as file:
            self.figures = json.load(file)
        self.groups = {}
        for sample in self.figures["samples"]:
            self.groups.setdefault((sample["tool"], sample["work"]), []).append(sample)
        self.tools = list(self.figures["tools"])
        # References do one work each, peers at least go through all that have to do with storing.
        self.peers = [tool for tool in self.tools if not tool.startswith(OURS) and (tool, "first sync") in self.groups]
        self.set = self.figures.get("set", "songs")
        self.title = self.figures.get("title") or f"{sum(self.figures['sizes'].values()) / 1e9:.2f} GB of music"
        self.works = list(dict.fromkeys(work for _, work in self.groups))

    @property
    def has_ours(self):
        return OURS in self.tools

    def rounds(self, tool):
        return max((len(group) for (name, _), group in self.groups.items() if name == tool), default=0)

    def values(self, tool, work, key="seconds"):
        return [sample[key] for sample in self.groups.get((tool, work), []) if key in sample]

    def median(self, tool, work, key="seconds"):
        """None where the tool did not do that work."""
        values = self.values(tool, work, key)
        return statistics.median(values) if values else None

    def spread(self, tool, work):
        values = self.values(tool, work)
        return (min(values), max(values)) if values else None

    def fastest_peer(self, work):
        """Name and median; None without peers that did it."""
        medians = [(self.median(peer, work), peer) for peer in self.peers]
        medians = [(median, peer) for median, peer in medians if median is not None]
        return min(medians)[::-1] if medians else None

    def size(self, work):
        return next(group[0]["bytes"] for (_, name), group in self.groups.items() if name == work)

    def rate(self, tool, work):
        """MB/s."""
        return self.size(work) / 1e6 / self.median(tool, work)

    def cpu_seconds_per_gb(self, tool, work):
        median = self.median(tool, work, "cpu_seconds")
        return None if median is None else median / self.size(work) * 1e9

    def peak_bytes(self, tool):
        """The most of all works and rounds."""
        return max((max(self.values(tool, work, "peak_bytes"), default=0) for work in self.works), default=0)

    def disk_bytes(self, tool, when, part):
        """Of the store after the first sync: `when` is running or stopped, `part` packs or store."""
        values = [sample[part] for sample in self.values(tool, "first sync", f"{when}_bytes")]
        return statistics.median(values) if values else None

    def added_bytes(self, tool, work):
        before, after = (self.median(tool, work, f"stored_{when}_bytes") for when in ("before", "after"))
        return None if before is None else after - before

    def range_reads(self, pause, key):
        values = [one[key] for one in self.figures["range_reads"] if (one["pause_ms"] > 0) == pause]
        return statistics.median(values) if values else None
