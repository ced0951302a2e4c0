"""A daemon, seen from outside: what it uses of memory, threads and descriptors, watched all the time."""
import os
import signal
import threading
import time


class Daemon:
    def __init__(self, pid):
        self.pid, self.descriptors, self.threads, self.peak_memory = pid, 0, 0, 0
        self.idle_memory = self.status("VmRSS") << 10
        # The peak from here on, and not that of the start.
        with open(f"/proc/{pid}/clear_refs", "w") as file:
            file.write("5")
        threading.Thread(target=self.watch, daemon=True).start()

    def status(self, key):
        with open(f"/proc/{self.pid}/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith(key + ":"))

    def watch(self):
        while True:
            try:
                self.descriptors = max(self.descriptors, len(os.listdir(f"/proc/{self.pid}/fd")))
                self.threads = max(self.threads, self.status("Threads"))
                self.peak_memory = self.status("VmHWM") << 10
            except PermissionError:
                pass  # this process is another user for the moment, to connect
            except (OSError, StopIteration):
                return  # it has ended
            time.sleep(0.02)

    def stop(self):
        os.kill(self.pid, signal.SIGTERM)

    def wait(self):
        """Until it has ended, for a minute: it is somebody else's child, who has not taken note of it yet."""
        for _ in range(600):
            try:
                with open(f"/proc/{self.pid}/stat") as file:
                    if file.read().rsplit(")", 1)[1].split()[0] == "Z":
                        return
            except OSError:
                return
            time.sleep(0.1)
        raise TimeoutError("the daemon does not end")

    def report(self):
        return (f"memory: {self.idle_memory >> 20} MiB before, {self.peak_memory >> 20} MiB at most; "
                f"{self.descriptors} descriptors, {self.threads} threads at most")

    def over(self, bound):
        """What is beyond `bound` bytes more than before, in words."""
        more = self.peak_memory - self.idle_memory
        return [f"{more >> 20} MiB of memory, and {bound >> 20} are the bound"] if bound and more > bound else []
