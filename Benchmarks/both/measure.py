"""Times syncs of both ways on made trees, and prints medians and ratios."""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "peers"))
import machine  # noqa: E402

QUIET = 200_000
MOVED = 100_000
A_FOLDER = 1_000


class Devices:
    """A daemon, and devices each with a folder and a memory of its own."""

    def __init__(self, programs, work):
        self.programs, self.work = programs, work
        self.socket = work / "socket"
        self.daemon = subprocess.Popen(
            [programs / "lockerd", "--store", work / "store", "--socket", self.socket],
            stderr=open(work / "log", "w"))

    def __enter__(self):
        for _ in range(200):
            if subprocess.run(self.command("status"), env=self.environment("none"), capture_output=True).returncode == 0:
                return self
            time.sleep(0.05)
        raise SystemExit(f"lockerd does not start: {(self.work / 'log').read_text()}")

    def __exit__(self, *_):
        self.daemon.terminate()
        self.daemon.wait()

    def command(self, *arguments):
        return [self.programs / "locker", "-q", *arguments]

    def environment(self, device):
        return os.environ | {"LOCKER_SOCKET": str(self.socket), "XDG_STATE_HOME": str(self.work / f"{device}-state")}

    def sync(self, device, folder, library):
        """Seconds of a sync of both ways."""
        return seconds(self.command("sync", "--both", "--library", library, folder), self.environment(device))


def seconds(command, environment=None):
    start = time.monotonic()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - start


def make_tree(folder, files):
    for number in range(files):
        inner = folder / f"d{number // A_FOLDER}"
        if number % A_FOLDER == 0:
            inner.mkdir(parents=True)
        (inner / f"f{number}").write_text(f"content {number}\n")


def peers(work, folder):
    """Those that are installed: what each runs when nothing changed, after its first backup."""
    found = {}
    if shutil.which("restic"):
        environment = os.environ | {"RESTIC_PASSWORD": "benchmark", "RESTIC_CACHE_DIR": str(work / "restic-cache")}
        repository = ["restic", "-q", "-r", work / "restic"]
        seconds([*repository, "init"], environment)
        found["restic"] = ([*repository, "backup", folder], environment)
    if shutil.which("borg"):
        environment = os.environ | {"BORG_BASE_DIR": str(work / "borg-base")}
        seconds(["borg", "init", "-e", "none", work / "borg"], environment)
        found["borg"] = (["borg", "create", f"{work / 'borg'}::{{now:%s.%f}}", folder], environment)
    for command, environment in found.values():
        seconds(command, environment)
    return found


def measure_quiet(devices, rounds):
    folder = devices.work / "quiet"
    make_tree(folder, QUIET)
    time.sleep(1)  # what is as young as the sync is read again by the next one
    devices.sync("one", folder, "quiet")
    works = {
        "find -printf": (["find", folder, "-printf", "%s %T@ %i\n"], None),
        "sync --both": (devices.command("sync", "--both", "--library", "quiet", folder), devices.environment("one")),
    } | peers(devices.work, folder)
    times = {name: [] for name in works}
    for turn in range(rounds):
        for name in list(works) if turn % 2 else list(works)[::-1]:
            times[name].append(seconds(*works[name]))
    own = statistics.median(times["sync --both"])
    for name, found in times.items():
        ratio = own / statistics.median(found)
        print(f"| nothing changed: {name} | {statistics.median(found):.2f} s | {ratio:.2f} |")


def measure_moves(devices, rounds):
    one, two = devices.work / "one", devices.work / "two"
    make_tree(one, MOVED)
    two.mkdir()
    time.sleep(1)
    devices.sync("one", one, "moved")
    devices.sync("two", two, "moved")
    there, here = [], []
    for turn in range(rounds):
        source, target = (one, one / "moved") if turn % 2 == 0 else (one / "moved", one)
        target.mkdir(exist_ok=True)
        for inner in sorted(source.glob("d*")):
            inner.rename(target / inner.name)
        there.append(devices.sync("one", one, "moved"))
        here.append(devices.sync("two", two, "moved"))
        if sorted(path.name for path in two.rglob("f*")) != sorted(path.name for path in one.rglob("f*")):
            raise SystemExit("the two folders are not the same")
    print(f"| renamed, on the device that did it | {statistics.median(there):.2f} s | |")
    print(f"| renamed, on another device | {statistics.median(here):.2f} s | |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(f"{machine.named(machine.describe(options.work))}\n\n| work | median | sync --both to that |\n|---|---|---|")
    with Devices(options.programs.resolve(), options.work) as devices:
        measure_quiet(devices, options.rounds)
        measure_moves(devices, options.rounds)


main()
