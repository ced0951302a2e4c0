"""The machine that figures are from, in words."""
import os
import platform
import re
import subprocess
import time

# What the loops of hashing and cutting have a use for, and what /proc/cpuinfo calls it, on x86-64 and on aarch64.
INSTRUCTIONS = {"SHA": {"sha_ni", "sha2"}, "AVX2": {"avx2"}, "AVX-512": {"avx512bw"}, "NEON": {"asimd"},
                "VBMI": {"avx512_vbmi", "avx512vbmi"}}


def describe(folder):
    """Of the file system, it is that of `folder`."""
    with open("/proc/cpuinfo") as file:
        told = file.read()
    processor = re.search(r"^model name\s*: (.*)$", told, re.MULTILINE)
    found = re.search(r"^(?:flags|Features)\s*: (.*)$", told, re.MULTILINE)
    flags = set(found[1].split()) if found else set()
    kind = subprocess.run(["findmnt", "--noheadings", "--output", "FSTYPE", "--target", folder], check=True, text=True,
                          capture_output=True)
    return {"date": time.strftime("%Y-%m-%d", time.gmtime()),
            "processor": processor[1] if processor else platform.machine(),
            "instructions": [name for name, any_of in INSTRUCTIONS.items() if flags & any_of],
            "lanes": os.environ.get("LOCKER_LANES", ""),
            "processors": os.cpu_count(),
            "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
            "system": f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {'.'.join(platform.release().split('.')[:2])}",
            "file_system": kind.stdout.strip()}


def named(machine):
    """The processor and its instructions: what figures that are kept side by side are told apart by. Runs of before had
    no instructions in them."""
    words = machine["processor"]
    if machine.get("instructions"):
        words += " with " + ", ".join(machine["instructions"])
    return words + (f", LOCKER_LANES={machine['lanes']}" if machine.get("lanes") else "")


def circumstances(machine, what, rounds):
    return (f"Measured {machine['date']} on {machine['processors']} processors ({named(machine)}), "
            f"{machine['memory_bytes'] / 2**30:.0f} GiB of memory, {machine['file_system']}, {machine['system']}; "
            f"{what} in the page cache; medians of {rounds} rounds.")
