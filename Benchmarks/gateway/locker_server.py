"""Locker: the daemon, the gateway and the client, of the folder LOCKER_BIN."""
import json
import os
import subprocess
import time
import urllib.parse

import processes
from costs import forget_peak, peak_memory
from server import USER, Server

LIBRARY = "main"
# Nobody is held back here: all listeners are one person, with one app password.
LIMITS = {"connections": 30_000, "connections_per_address": 20_000, "requests_per_second": 1e6, "request_burst": 1e6}


class LockerServer(Server):
    name, note = "Locker", "each byte is checked against a digest before it is sent"
    listeners = (500, 1000, 2000, 3000, 4000, 5000, 6000)

    def __init__(self, work):
        super().__init__(work)
        self.bin = os.environ["LOCKER_BIN"]
        self.socket, self.state = os.path.join(self.folder, "socket"), os.path.join(self.folder, "gateway")
        self.environment = {"LOCKER_SOCKET": self.socket, "XDG_STATE_HOME": os.path.join(self.folder, "state"),
                            "XDG_CONFIG_HOME": os.path.join(self.folder, "config")}

    def version(self):
        return "Locker " + self.run("locker", "--version").strip()

    def open(self):
        self.start("lockerd", [f"{self.bin}/lockerd", "--store", f"{self.folder}/store", "--socket", self.socket])
        self.wait_for_daemon()
        self.run("locker", "admin", "account", "add", USER)
        os.makedirs(self.state, mode=0o700)
        with open(f"{self.folder}/gateway.json5", "w") as file:
            json.dump({"listen": f"127.0.0.1:{self.port}", "daemon": {"socket": self.socket}, "limits": LIMITS}, file)
        state = ("--state", self.state)
        self.run("locker-gateway", "person", "add", USER, "--password-stdin", *state, given="the password of a person\n")
        self.password, self.token = (json.loads(self.run(
            "locker-gateway", "credential", "add", USER, "--label", kind, "--kind", kind, "--json", *state))["secret"]
            for kind in ("app", "token"))
        self.start("gateway",
                   [f"{self.bin}/locker-gateway", "serve", *state, "--config", f"{self.folder}/gateway.json5"])
        self.wait_until_it_serves()

    def wait_for_daemon(self):
        while subprocess.run([f"{self.bin}/locker", "status"], env={**os.environ, **self.environment}, check=False,
                             capture_output=True).returncode != 0:
            if self.processes["lockerd"].poll() is not None:
                raise SystemExit(f"lockerd did not start; see {self.log.name}")
            time.sleep(0.05)

    def run(self, program, *arguments, given=""):
        done = subprocess.run([f"{self.bin}/{program}", *arguments], env={**os.environ, **self.environment}, text=True,
                              input=given, capture_output=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"{program} {' '.join(arguments)}: {done.stderr}")
        return done.stdout

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def bring(self, music, count):
        """The processor's time is of the gateway with its workers; those of daemon and client are told apart."""
        gateway = self.processes["gateway"].pid
        idle, workers = processes.resident(gateway), [0]
        forget_peak(gateway)
        before, began, own = self.cpu(), time.monotonic(), os.times()
        self.run("locker", "--progress", "none", "--account", USER, "sync", "--library", LIBRARY, music)
        client, synced = os.times(), time.monotonic()

        def look():
            workers.append(sum(map(processes.resident, processes.descendants(gateway)[1:])))
        self.wait_for_songs(count, look=look)
        seconds, after = time.monotonic() - began, self.cpu()
        return {"seconds": seconds, "sync_seconds": synced - began,
                "cpu_seconds": after["gateway"] - before["gateway"],
                "daemon_cpu_seconds": after["lockerd"] - before["lockerd"],
                "client_cpu_seconds": sum(client[2:4]) - sum(own[2:4]), "peak_bytes": peak_memory(gateway),
                "growth_bytes": peak_memory(gateway) - idle, "workers_peak_bytes": max(workers)}

    def stored(self):
        return [entry.path for entry in os.scandir(f"{self.folder}/store/packs")]

    def files(self, songs):
        return [(f"/api/v1/libraries/{LIBRARY}/files/{urllib.parse.quote(path)}", size, digest)
                for path, size, digest in songs]

    @property
    def field(self):
        """What `files` are asked for with."""
        return f"Authorization: Bearer {self.token}"
