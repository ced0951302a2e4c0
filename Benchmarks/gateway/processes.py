"""What processes take, those that they have started along."""
import os
import signal
import subprocess

from costs import processor_seconds

TICK = os.sysconf("SC_CLK_TCK")
PARENT, ENDED_USER, ENDED_SYSTEM = 1, 13, 14  # fields behind the name of the command, proc(5)


def stat(pid):
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rsplit(")", 1)[1].split()


def descendants(pid):
    """Its own number, and those of all that it and they have started and that have not ended."""
    children = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            children.setdefault(int(stat(name)[PARENT]), []).append(int(name))
        except OSError:
            pass  # it has ended meanwhile
    found = [pid]
    for each in found:
        found += children.get(each, [])
    return found


def cpu_seconds(pid):
    """Of a process and all that it has started, also of those that have ended and were waited for."""
    total = 0.0
    for each in descendants(pid):
        try:
            fields = stat(each)
            total += processor_seconds(each) + (int(fields[ENDED_USER]) + int(fields[ENDED_SYSTEM])) / TICK
        except OSError:
            pass
    return total


def resident(pid):
    """Bytes of memory; 0 of one that has ended."""
    try:
        with open(f"/proc/{pid}/status") as file:
            return next((int(line.split()[1]) * 1024 for line in file if line.startswith("VmRSS:")), 0)
    except OSError:
        return 0


def start(command, folder, environment, log):
    """In a session of its own: Ctrl-C is for this program, which then stops the others itself."""
    return subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                            start_new_session=True)


def stop(process):
    """By force if it takes longer than a minute."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
