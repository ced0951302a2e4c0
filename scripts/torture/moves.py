"""Files of a folder, and how they get in and out of it in one step."""
import ctypes
import hashlib
import os

NOREPLACE, EXCHANGE = 1, 2
libc = ctypes.CDLL(None, use_errno=True)


def move(old, new, flags):
    """renameat2(2): nothing is overwritten."""
    if libc.renameat2(-100, os.fsencode(old), -100, os.fsencode(new), flags):
        raise OSError(number := ctypes.get_errno(), os.strerror(number), old)


def files(folder):
    return sorted(path for path in walk(folder) if os.path.isfile(path) and not os.path.islink(path))


def walk(folder):
    """All that is in it, but for what is on its way."""
    for directory, *names in os.walk(folder):
        yield from (f"{directory}/{name}" for name in sum(names, []) if not is_leftover(name))


def is_leftover(name):
    """Whether it is a file on its way to its name, of a program that may have been killed."""
    return name.startswith(".locker-") and name.endswith(".part")


def digest_of(file):
    file.seek(0)
    return hashlib.sha256(file.read()).digest()
