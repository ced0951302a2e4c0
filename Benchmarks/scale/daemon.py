"""The daemon that is measured, and what its clients' commands cost."""
import os
import subprocess
import threading
import time

# Seconds between two looks at the daemon's memory.
INTERVAL = 0.005


class Daemon:
    """lockerd from the directory LOCKER_BIN on the store of `folder`; socket, log and the client's state are in `work`."""

    def __init__(self, folder, work):
        self.folder = folder
        self.socket, self.log = f"{work}/locker.sock", f"{work}/lockerd.log"
        self.programs = os.environ["LOCKER_BIN"]
        self.variables = dict(os.environ, LOCKER_SOCKET=self.socket, XDG_STATE_HOME=f"{work}/state")
        os.makedirs(f"{work}/state", exist_ok=True)

    def start(self):
        """Starts it. The cost is that until a client has its first answer."""
        began = time.monotonic()
        with open(self.log, "w") as file:
            self.process = subprocess.Popen([f"{self.programs}/lockerd", "--store", self.folder, "--socket", self.socket],
                                            stdout=file, stderr=file, start_new_session=True)
        while not os.path.exists(self.socket):
            if self.process.poll() is not None:
                raise SystemExit(f"lockerd did not start; see {self.log}")
            time.sleep(0.001)
        while self.run("status").returncode != 0:
            if time.monotonic() - began > 60:
                raise SystemExit("lockerd does not answer")
        return {"seconds": time.monotonic() - began, "anonymous_bytes": self.anonymous_memory()}

    def stop(self):
        self.process.terminate()
        if self.process.wait() != 0:
            raise SystemExit(f"lockerd did not stop as it should; see {self.log}")

    def run(self, *arguments):
        return subprocess.run([f"{self.programs}/locker", "--progress", "none", *arguments], env=self.variables,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def client(self, *arguments):
        """What a command costs: its seconds, and the most anonymous memory that the daemon has meanwhile."""
        peak, is_over = [0], threading.Event()

        def watch():
            while not is_over.wait(INTERVAL):
                peak[0] = max(peak[0], self.anonymous_memory())

        watcher = threading.Thread(target=watch)
        watcher.start()
        began = time.monotonic()
        result = self.run(*arguments)
        seconds = time.monotonic() - began
        is_over.set()
        watcher.join()
        if result.returncode != 0:
            raise SystemExit(f"locker {' '.join(arguments)}: {result.stderr}")
        return {"seconds": seconds, "anonymous_bytes": max(peak[0], self.anonymous_memory())}

    def anonymous_memory(self):
        with open(f"/proc/{self.process.pid}/status") as file:
            for line in file:
                if line.startswith("RssAnon:"):
                    return int(line.split()[1]) * 1024
        raise SystemExit(f"/proc/{self.process.pid}/status has no RssAnon")
