"""The machine that figures are from, in words."""
import os
import platform
import re
import subprocess
import time


def describe(folder):
    """Of the file system, it is that of `folder`."""
    with open("/proc/cpuinfo") as file:
        processor = re.search(r"^model name\s*: (.*)$", file.read(), re.MULTILINE)
    kind = subprocess.run(["findmnt", "--noheadings", "--output", "FSTYPE", "--target", folder], check=True, text=True,
                          capture_output=True)
    return {"date": time.strftime("%Y-%m-%d", time.gmtime()),
            "processor": processor[1] if processor else platform.machine(),
            "processors": os.cpu_count(),
            "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
            "system": f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {'.'.join(platform.release().split('.')[:2])}",
            "file_system": kind.stdout.strip()}
