"""A device: a folder, what is remembered of it, and the watch that keeps it in step, which is killed now and then."""
import os
import signal
import subprocess

from shelf import Wrong


class Device:
    def __init__(self, world, name):
        self.name, self.folder, self.log = name, f"{world.work}/{name}", f"{world.work}/{name}.log"
        self.aside = f"{world.work}/aside-{name}"  # for what is on its way into the folder, and out of it
        self.locker = [f"{world.bin}/locker", "--progress", "none", "--json"]
        self.environment = dict(os.environ, LOCKER_SOCKET=world.socket, XDG_STATE_HOME=f"{world.work}/state-{name}")
        for folder in (self.folder, self.aside):
            os.makedirs(folder, exist_ok=True)
        self.watch = None

    def start(self):
        """Watches. What a person would confirm is confirmed."""
        self.watch = self.run("watch")

    def run(self, *command):
        """Begins that for the folder, and returns its process."""
        with open(self.log, "ab") as log:
            return subprocess.Popen(
                [*self.locker, *command, "--allow-emptying", self.folder], env=self.environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)

    def kill(self):
        """Ends the watch as kill -9 does. It must not have ended by itself."""
        self.check()
        os.kill(self.watch.pid, signal.SIGKILL)
        self.watch.wait()

    def check(self):
        status = self.watch.poll()
        if status is not None:
            raise Wrong(f"the watch of {self.name} ended with {status}: {self.said()}")

    def stop(self):
        """Asks the watch to end, which it has to do well."""
        self.check()
        self.watch.terminate()
        if status := self.watch.wait(30):
            raise Wrong(f"SIGTERM ended the watch of {self.name} with {status}: {self.said()}")

    def end(self):
        if self.watch and self.watch.poll() is None:
            self.watch.kill()
            self.watch.wait()

    def said(self):
        with open(self.log, errors="replace") as log:
            return "\n".join(log.read().splitlines()[-5:])
