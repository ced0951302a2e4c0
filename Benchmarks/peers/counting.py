"""Instructions that processes execute in user space, by perf, where the machine lets it count them.

They bear a busy machine, and say of a work of a tenth of a second what its time cannot.
"""
import functools
import signal
import subprocess
import tempfile

EVENT = "instructions:u"


@functools.cache
def works():
    try:
        told = subprocess.run(["perf", "stat", "-x,", "-e", EVENT, "true"], capture_output=True, text=True)
    except FileNotFoundError:
        return False
    return told.returncode == 0 and counted(told.stderr) is not None


def counted(text):
    """None when perf could not count."""
    fields = [line.split(",") for line in text.splitlines() if f",{EVENT}," in line]
    return sum(int(field[0]) for field in fields) if fields and all(field[0].isdigit() for field in fields) else None


def prefix(path):
    """What starts a command so that its instructions, and those of its children, are in `path` once it has ended."""
    return ["perf", "stat", "-x,", "-e", EVENT, "-o", path, "--"] if works() else []


class Daemon:
    """Those of a process that is there already, and of the threads that it has and starts, while this is open."""

    def __init__(self, pid):
        self.pid, self.instructions = pid, 0

    def __enter__(self):
        if self.pid and works():
            self.told = tempfile.NamedTemporaryFile("r")
            # The control file says when perf counts; without it the command could be over before perf has begun.
            self.perf = subprocess.Popen(["perf", "stat", "-x,", "-e", EVENT, "-o", self.told.name, "-p", str(self.pid),
                                          "--control", "fd:0,1", "--delay", "-1"],
                                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            self.perf.stdin.write(b"enable\n")
            self.perf.stdin.flush()
            self.perf.stdout.readline()
        return self

    def __exit__(self, *_):
        if self.pid and works():
            self.perf.send_signal(signal.SIGINT)
            self.perf.wait()
            self.instructions = counted(self.told.read()) or 0
            self.told.close()
