"""Reading, writing, finding and converting files."""
import hashlib
import os
import shutil
import subprocess


def ffmpeg(*args):
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *map(str, args)], check=True, stdin=subprocess.DEVNULL)


def read(path):
    with open(path, "rb") as f:
        return f.read()


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data)


def copy(src, dst):
    os.makedirs(os.path.dirname(dst), exist_ok=True)
    shutil.copyfile(src, dst)


def find_files(root, exts, min_bytes):
    """Regular files below root with one of the extensions and at least so many bytes, in an order of their names."""
    found = []
    for d, dirs, names in os.walk(root):
        dirs.sort()
        for n in sorted(names):
            p = os.path.join(d, n)
            if n.lower().endswith(exts) and not os.path.islink(p) and os.path.getsize(p) >= min_bytes:
                found.append(p)
    return found


def sha256(data):
    return hashlib.sha256(data).hexdigest()
