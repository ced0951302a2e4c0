#!/usr/bin/env python3
"""Runs one command of the client, and appends what it cost to a file, as a line of JSON.

usage: measure.py SAMPLES DAEMON_PID ROUND WORK BYTES COMMAND...

Costs are wall-clock seconds, processor seconds of the client and of the daemon, and the most memory either had
resident meanwhile. The daemon's processor time comes in hundredths of a second: short work needs many rounds. The
client's memory is never less than that of this program (13 MiB), which it starts as a copy of.
"""
import json
import os
import sys
import time


def processor_seconds(pid):
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()  # the name before it may hold anything
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def forget_peak_memory(pid):
    with open(f"/proc/{pid}/clear_refs", "w") as file:
        file.write("5")  # proc(5): resets VmHWM to what is resident


def peak_memory(pid):
    with open(f"/proc/{pid}/status") as file:
        for line in file:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    raise SystemExit(f"/proc/{pid}/status has no VmHWM")


def run(command):
    """Wall-clock seconds and the resource usage of the command, which prints nothing unless it fails."""
    began = time.monotonic()
    silence = (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[silence])
    _, status, usage = os.wait4(pid, 0)
    seconds = time.monotonic() - began
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        raise SystemExit(f"{' '.join(command)}: exit code {code}")
    return seconds, usage


def main():
    samples, daemon, round_number, work, size, *command = sys.argv[1:]
    forget_peak_memory(daemon)
    before = processor_seconds(daemon)
    seconds, usage = run(command)
    sample = {
        "round": int(round_number),
        "work": work,
        "bytes": int(size),
        "seconds": seconds,
        "client_cpu_seconds": usage.ru_utime + usage.ru_stime,
        "daemon_cpu_seconds": processor_seconds(daemon) - before,
        "peak_client_bytes": usage.ru_maxrss * 1024,
        "peak_daemon_bytes": peak_memory(daemon),
    }
    with open(samples, "a") as file:
        print(json.dumps(sample), file=file)


main()
