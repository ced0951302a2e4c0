"""Flips one bit in the files of an index, and says which.

usage: flip.py FOLDER SEED [PREFIX]     only files whose names begin with PREFIX

Each byte that was ever written is as likely as every other: what is only reserved reads as zeros behind the last of them.
"""
import pathlib
import random
import sys

folder, seed, *prefix = sys.argv[1:]
source = random.Random(seed)
files = {}
for path in sorted(pathlib.Path(folder).iterdir()):
    if path.name.startswith(prefix[0] if prefix else ""):
        files[path] = len(path.read_bytes().rstrip(b"\0"))
path = source.choices(list(files), list(files.values()))[0]
offset, bit = source.randrange(files[path]), source.randrange(8)
with open(path, "r+b") as file:
    file.seek(offset)
    value = file.read(1)[0] ^ 1 << bit
    file.seek(offset)
    file.write(bytes([value]))
print(f"{path.name}: bit {bit} of byte {offset}")
