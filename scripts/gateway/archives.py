#!/usr/bin/env python3
"""Holds a ZIP archive against the folder that it was made of.

    archives.py ARCHIVE FOLDER
"""
import os
import re
import stat
import struct
import sys
import zipfile

UNIX_TIME = 0x5455  # of an extra field: PKWARE's APPNOTE, 4.6


def expect(truth, what):
    if not truth:
        sys.exit(what)


def name_of(path):
    """What an entry at the path is called: bytes that are no UTF-8 as in a URL; separators of other systems, where they
    would lead out of a folder, as `_`."""
    name = re.sub(rb"[\x80-\xff]+", lambda run: run[0] if is_text(run[0]) else escaped(run[0]), path).decode()
    if name[:1] == "\\" or name[1:2] == ":" or ".." in re.split(r"[/\\]", name):
        name = re.sub(r"[\\:]", "_", name)
    return name


def is_text(bytes_):
    try:
        return bytes_.decode() is not None
    except UnicodeDecodeError:
        return False


def escaped(bytes_):
    return b"".join(b"%%%02X" % byte for byte in bytes_)


def there(folder):
    """What a library keeps of a folder: files, links, and folders with nothing in them."""
    found = {}
    top = os.fsencode(folder)
    for place, folders, files in os.walk(top):
        for name in files:
            path = os.path.join(place, name)
            found[name_of(os.path.relpath(path, top))] = path
        if not folders and not files:
            found[name_of(os.path.relpath(place, top)) + "/"] = place
    return found


def time_of(entry):
    """Seconds since 1970, to which a field beside the time of DOS tells them; else None."""
    rest = entry.extra
    while len(rest) >= 4:
        kind, length = struct.unpack("<HH", rest[:4])
        if kind == UNIX_TIME and rest[4] & 1:
            return struct.unpack("<i", rest[5:9])[0]
        rest = rest[4 + length:]
    return None


def compare(archive, entry, path):
    mode = entry.external_attr >> 16
    expect(entry.compress_type == zipfile.ZIP_STORED, f"{entry.filename}: it is compressed")
    expect(entry.filename.isascii() or entry.flag_bits & 0x800, f"{entry.filename}: its name is not said to be UTF-8")
    if os.path.islink(path):
        expect(stat.S_ISLNK(mode), f"{entry.filename}: no link")
        expect(archive.read(entry) == os.readlink(path), f"{entry.filename}: it leads elsewhere")
        return
    if entry.is_dir():
        return
    expect(archive.read(entry) == open(path, "rb").read(), f"{entry.filename}: these are other bytes")
    status = os.stat(path)
    expect(stat.S_IMODE(mode) == stat.S_IMODE(status.st_mode), f"{entry.filename}: mode {mode:o}")
    expect(time_of(entry) in (None, int(status.st_mtime)), f"{entry.filename}: its time is {time_of(entry)}")


def main():
    archive, wanted = zipfile.ZipFile(sys.argv[1]), there(sys.argv[2])
    names = archive.namelist()
    expect(len(names) == len(set(names)), "a name is there twice")
    got = {name for name in names if not name.endswith("/") or name in wanted}
    folders = {name for name in names if name.endswith("/")} - got
    expect(got == set(wanted), f"not there: {set(wanted) - got}; too much: {got - set(wanted)}")
    expect(all(any(name.startswith(folder) for name in wanted) for folder in folders), f"folders: {folders}")
    for entry in archive.infolist():
        if entry.filename in wanted:
            compare(archive, entry, wanted[entry.filename])
    expect(archive.testzip() is None, "a checksum is wrong")


main()
