"""Locker: the daemon and its client, from the directory LOCKER_BIN."""
import json
import os
import subprocess
import time

import costs
from summary import OURS
from tool import Tool


LOG_BYTES = 16 << 20  # set aside in the log of SQLite while the daemon runs


class Locker(Tool):
    """A folder is a library: those of the catalog and its copy are the label's, each of the others its owner's own.

    All that it costs is what client and daemon cost together.
    """

    name, note = OURS, "not encrypted, lz4 where it helps"
    version_command = "$LOCKER_BIN/locker --version | sed 's/^/Locker /'"
    environment = {"LOCKER_SOCKET": "$S/socket", "XDG_STATE_HOME": "$S/state"}
    store = known = unchanged = "$LOCKER_BIN/locker --account {account} sync --library {library} {folder}"
    changed = store + " --delete"
    restore_on_disk = "$LOCKER_BIN/locker --account {account} restore --library {library} {target}"
    restore = restore_on_disk + " $NO_SYNC"
    verify = "$LOCKER_BIN/locker admin verify"
    compact = ("$LOCKER_BIN/locker admin account remove label\n$LOCKER_BIN/locker admin account remove alice\n"
               "$LOCKER_BIN/locker admin compact")
    RANGE_READS = "$PROGRAMS/range-reads --socket $LOCKER_SOCKET --account label --clients 16"

    def open(self):
        # One that does not know this always waits for the disk.
        known = "--no-sync" in self.client("restore", "--help")
        self.variables["NO_SYNC"] = "--no-sync" if known else ""
        self.start()
        for account in ("label", "alice", "bob", "carol"):
            self.client("admin", "account", "add", account)

    def start(self):
        log = os.path.join(self.scratch, "lockerd.log")
        with open(log, "w") as file:
            self.daemon = subprocess.Popen(
                [os.path.join(self.variables["LOCKER_BIN"], "lockerd"), "--store", self.repository, "--socket",
                 self.variables["LOCKER_SOCKET"]], env=self.variables, stdout=file, stderr=file, start_new_session=True)
        while "ready" not in open(log).read():
            if self.daemon.poll() is not None:
                raise SystemExit(f"lockerd did not start:\n{open(log).read()}")
            time.sleep(0.01)

    def stop(self):
        self.daemon.terminate()
        if self.daemon.wait() != 0:
            raise SystemExit("lockerd did not stop as it should")

    def close(self):
        self.stop()
        super().close()

    def client(self, *arguments):
        command = [os.path.join(self.variables["LOCKER_BIN"], "locker"), "--json", *arguments]
        return subprocess.run(command, check=True, env=self.variables, text=True, capture_output=True).stdout

    def run(self, command):
        subprocess.run(["sync", "--file-system", self.scratch], check=True)
        return costs.run(command, self.music, self.variables, self.log, daemon=self.daemon.pid)

    def stored_bytes(self):
        """The lengths of the packs; room that is reserved in open ones does not count."""
        return json.loads(self.client("admin", "stats"))["pack_bytes"]

    def disk_bytes(self):
        """Without the room that the database's log keeps for itself."""
        found, log = super().disk_bytes(), self.repository + "/metadata.sqlite-wal"
        packs = sum(entry.stat().st_blocks * 512 for entry in os.scandir(self.repository + "/packs"))
        spared = min(os.stat(log).st_blocks * 512, LOG_BYTES) if os.path.exists(log) else 0
        return {"packs": packs, "store": found["store"] - spared}

    def stopped(self):
        self.stop()
        found = self.disk_bytes()
        self.start()
        return found

    def version(self):
        """Also by which instructions it hashes and cuts, where the daemon tells."""
        lanes, found = json.loads(self.client("status")).get("lanes"), super().version()
        return f"{found}, hashes by {' and '.join(lanes['hash'])}, cuts by {lanes['scan']}" if lanes else found

    def range_reads(self, pause):
        """Figures of 16 clients that read ranges of 256 KiB of the catalog; `pause` in milliseconds."""
        command = f"{self.RANGE_READS} --pause {pause}"
        return json.loads(subprocess.run(command, shell=True, check=True, env=self.variables, text=True,
                                         capture_output=True).stdout)


def variants(lanes, before):
    """Locker again: with lanes masked, each mask as LOCKER_LANES of both programs; and as it was, from the directory
    `before`. A mask binds no peer, so these compare with Locker alone."""
    kinds = {f"{OURS} {mask}": {"LOCKER_LANES": mask} for mask in lanes}
    if before:
        kinds |= {f"{name} before": {**masked, "LOCKER_BIN": before} for name, masked in [(OURS, {}), *kinds.items()]}
    return [type("Variant", (Locker,), {"name": name, "environment": {**Locker.environment, **variables},
                                        "note": ", ".join(f"{key}={value}" for key, value in variables.items()
                                                          if key != "LOCKER_BIN") or "the version before"})
            for name, variables in kinds.items()]
