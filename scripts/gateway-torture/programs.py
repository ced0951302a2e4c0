"""The daemon and the gateway of a torture, which are killed and come back at the same places."""
import json
import os
import random
import signal
import socket
import subprocess
import threading
import time

READY = 30  # seconds that a start may take, on a busy machine


class Wrong(Exception):
    """What may not be, whatever was killed."""


class Program:
    """One of both: `is_ready` tells by its log."""

    def __init__(self, command, log, is_ready):
        self.command, self.log, self.is_ready, self.process, self.lock = command, log, is_ready, None, threading.Lock()

    def start(self):
        if os.path.exists(self.log):
            os.replace(self.log, self.log + ".previous")
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            start_new_session=True)
        deadline = time.monotonic() + READY
        while not self.is_ready(self.text()):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Wrong(f"{self.command[0]} does not start any more:\n{self.text()[-3000:]}")
            time.sleep(0.01)

    def text(self):
        with open(self.log, errors="replace") as log:
            return log.read()

    def kill(self):
        if self.process:
            self.process.kill()
            self.process.wait()

    def stop(self):
        """Asks it to stop, and returns its exit status."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.kill()
            return None


class World:
    """Both, one person of them, and the commands that this one gives."""

    def __init__(self, folder, work):
        self.bin, self.work, self.socket = folder, work, f"{work}/locker.sock"
        self.daemon = Program([f"{folder}/lockerd", "--store", f"{work}/store", "--socket", self.socket],
                              f"{work}/lockerd.log", lambda log: " ready" in log)
        self.state, self.port, self.token = f"{work}/gateway", free_port(), None
        self.gateway = Program([f"{folder}/locker-gateway", "serve", "--state", self.state, "--config",
                                f"{work}/gateway.json5"], f"{work}/gateway.log", lambda log: "listening" in log)

    def start(self):
        """Both for the first time, with somebody in it."""
        os.makedirs(self.state, mode=0o700)
        self.daemon.start()
        self.run("locker", "admin", "account", "add", "alice")
        self.run("locker-gateway", "person", "add", "alice", "--password-stdin", "--state", self.state,
                 given="a password of alice\n")
        made = self.run("locker-gateway", "credential", "add", "alice", "--label", "torture", "--kind", "token", "--json",
                        "--state", self.state)
        self.token = json.loads(made)["secret"]
        self.configure()
        self.gateway.start()
        self.run("locker", "login", self.url, "--name", "alice", "--token-stdin", given=self.token + "\n")

    def configure(self):
        with open(f"{self.work}/gateway.json5", "w") as file:
            json.dump({"listen": f"127.0.0.1:{self.port}", "daemon": {"socket": self.socket},
                       "limits": {"requests_per_second": 100_000, "request_burst": 100_000}}, file)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def environment(self, device="state"):
        return {**os.environ, "LOCKER_SOCKET": self.socket, "XDG_STATE_HOME": f"{self.work}/{device}",
                "XDG_CONFIG_HOME": f"{self.work}/config"}

    def run(self, program, *arguments, given="", device="state"):
        done = self.attempt(program, *arguments, given=given, device=device)
        if done.returncode != 0:
            raise Wrong(f"{program} {' '.join(arguments)}: exit code {done.returncode}: {done.stderr[-1000:]}")
        return done.stdout

    def attempt(self, program, *arguments, given="", device="state"):
        return subprocess.run([f"{self.bin}/{program}", *arguments], env=self.environment(device), text=True, input=given,
                              capture_output=True, check=False, timeout=120)

    def end(self):
        self.gateway.kill()
        self.daemon.kill()


def free_port():
    """None of those that the kernel gives to whoever connects: a client that calls while nobody listens could be given the
    one that it calls, and keep it."""
    for port in random.sample(range(20_000, 32_000), 100):
        try:
            socket.create_server(("127.0.0.1", port)).close()
            return port
        except OSError:
            pass
    raise Wrong("no port is free")
