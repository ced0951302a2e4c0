"""What a command costs: wall-clock time, processor time and memory, its children's and a daemon's along."""
import os
import subprocess
import tempfile
import time

import counting


def run(command, folder, environment, log, daemon=None):
    """Runs a command of the shell, and returns its seconds, processor seconds and peak of memory in bytes.

    The processor time is that of all its processes, the peak that of the largest of them. Of a `daemon` (its process
    id) that works for the command, the processor time and the peak meanwhile are added, and told by themselves too.
    Instructions are those of all, where they can be counted. GNU time starts the command: a child of this program would
    never show less memory than this program has.
    """
    if daemon:
        forget_peak(daemon)
    before = processor_seconds(daemon) if daemon else 0
    with tempfile.NamedTemporaryFile("r", dir=folder) as peak, tempfile.NamedTemporaryFile("r") as counts:
        timed = ["time", "--quiet", "-f", "%M", "-o", peak.name, "bash", "-ec", "set -o pipefail\n" + command]
        with counting.Daemon(daemon) as counter:
            began = time.monotonic()
            child = subprocess.Popen(counting.prefix(counts.name) + timed, cwd=folder, env=environment,
                                     stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.monotonic() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise SystemExit(f"{command}: exit code {child.returncode}; see {log.name}")
        client_peak, client_instructions = int(peak.read()) * 1024, counting.counted(counts.read())
    daemon_cpu = processor_seconds(daemon) - before if daemon else 0
    daemon_peak = peak_memory(daemon) if daemon else 0
    cost = {"seconds": seconds, "cpu_seconds": usage.ru_utime + usage.ru_stime + daemon_cpu,
            "daemon_cpu_seconds": daemon_cpu, "peak_bytes": client_peak + daemon_peak, "daemon_peak_bytes": daemon_peak}
    return cost if client_instructions is None else {**cost, "instructions": client_instructions + counter.instructions}


def total(costs):
    """Of several commands, one after the other: sums, and the largest of the peaks."""
    return {key: (max if key.endswith("peak_bytes") else sum)(cost[key] for cost in costs) for key in costs[0]}


def processor_seconds(pid):
    """Of another process, in nanoseconds' resolution: clock_getcpuclockid(3) makes this number of its id."""
    return time.clock_gettime((~pid << 3) | 2)


def forget_peak(pid):
    with open(f"/proc/{pid}/clear_refs", "w") as file:
        file.write("5")  # proc(5): resets VmHWM to what is resident


def peak_memory(pid):
    with open(f"/proc/{pid}/status") as file:
        for line in file:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    raise SystemExit(f"/proc/{pid}/status has no VmHWM")
