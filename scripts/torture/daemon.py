"""One lockerd at a time, and a fault that meets it."""
import os
import signal
import subprocess
import time

READY = 20  # seconds that a start may take, on a busy machine


class Daemon:
    """A running lockerd; under strace when a fault is to be put into its system calls."""

    def __init__(self, world, fault=None):
        self.log = f"{world.work}/lockerd.log"
        if os.path.exists(self.log):
            os.replace(self.log, self.log + ".previous")
        command = [f"{world.bin}/lockerd", "--store", world.store, "--socket", world.socket,
                   "--config", world.configuration]
        if fault and fault.options(world.store):
            command = tracer(f"{world.work}/strace.log") + fault.options(world.store) + command
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        self.is_ready = self.wait_until_ready()

    def wait_until_ready(self):
        """Whether it came up; it may have ended instead, which a fault can be the reason for."""
        deadline = time.monotonic() + READY
        while time.monotonic() < deadline:
            with open(self.log, "rb") as log:
                if b" ready" in log.read():
                    return True
            if not self.is_running:
                return False
            time.sleep(0.005)
        raise AssertionError(f"lockerd was not ready after {READY} s")

    @property
    def is_running(self):
        return self.process.poll() is None

    def ends_within(self, seconds):
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def signal(self, number):
        if self.is_running:
            os.kill(self.process.pid, number)

    def kill(self):
        """Ends it as kill -9 does. Returns its exit status, negative for a signal."""
        self.signal(signal.SIGKILL)
        return self.process.wait()

    def stop(self):
        """Asks it to stop, and returns its exit status."""
        self.signal(signal.SIGTERM)
        return self.process.wait(60)

    def text(self):
        with open(self.log, errors="replace") as log:
            return log.read()


def tracer(log):
    # As a grandchild: the process that was started is lockerd then, and its signals and its exit status are its own.
    return ["strace", "--daemonize", "--follow-forks", "--quiet=all", "--signal=none", f"--output={log}"]
