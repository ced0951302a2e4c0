"""System calls of a running daemon, watched and made to fail, by strace(1)."""
import collections
import glob
import re
import subprocess
import time

# Calls that touch no file: nothing of a store hangs on them.
HARMLESS = ("mmap", "munmap", "mremap", "mprotect", "madvise", "brk", "futex", "clone", "clone3", "exit", "gettid", "getpid",
            "sched_yield", "clock_gettime", "clock_nanosleep", "nanosleep", "set_robust_list", "rseq", "restart_syscall",
            "rt_sigprocmask", "rt_sigtimedwait", "rt_sigaction", "poll", "ppoll", "epoll_wait", "recvmsg", "sendmsg", "accept4",
            "getrandom", "prctl", "sysinfo", "uname", "geteuid", "getuid", "socket", "connect", "sched_getaffinity", "membarrier",
            "prlimit64", "sigaltstack", "close")

CALL = re.compile(r"^(\d+) +(\w+)\((.*)")


class Injection:
    """strace, attached to every thread of `daemon`. strace counts the calls of each thread by itself: those of a job begin
    with its thread."""

    def __init__(self, pid, log, options=()):
        command = ["strace", f"--attach={pid}", "--follow-forks", "--quiet=all", "--signal=none", "--decode-fds=path",
                   f"--output={log}", *options]
        self.log = log
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE)
        deadline = time.monotonic() + 20
        while not is_traced(pid):
            if self.process.poll() is not None:
                raise PermissionError(self.process.stderr.read().decode(errors="replace"))
            if time.monotonic() > deadline:
                raise TimeoutError("strace did not attach")
            time.sleep(0.002)

    def end(self):
        self.process.terminate()
        self.process.wait()
        self.process.stderr.close()

    def calls_of(self, path):
        """How many of each call the thread made that touched `path` or what is below it, from its beginning on."""
        threads = {}
        touching = collections.Counter()
        with open(self.log, errors="replace") as log:
            for line in log:
                if not (match := CALL.match(line)):
                    continue
                thread, name, rest = match.groups()
                threads.setdefault(thread, collections.Counter())[name] += 1
                # A request or a line of the log that names it is no call on it.
                if f'"{path}' in rest:
                    touching[thread] += 1
        # Whoever takes the call looks where the path leads, before the backup begins on a thread of its own.
        ((thread, most), *others) = touching.most_common()
        if any(count * 4 > most for _, count in others):
            raise AssertionError(f"{len(touching)} threads touched {path}")
        counts = threads[thread]
        return {name: count for name, count in sorted(counts.items()) if name not in HARMLESS}


def is_traced(pid):
    states = glob.glob(f"/proc/{pid}/task/*/status")
    try:
        return bool(states) and all("TracerPid:\t0" not in open(state).read() for state in states)
    except OSError:
        return False


def fault(call, number, error):
    """What strace is told to let the call with that number fail with `error`, or to kill the daemon at it."""
    effect = f"error={error}" if error else "signal=SIGKILL"
    return [f"--trace={call}", f"--inject={call}:{effect}:when={number}"]
