"""Facts of a store as lines of text that do not depend on the version that tells them.

    told.py accounts | catalog | libraries      of the JSON that the command printed
    told.py revisions ACCOUNT LIBRARY           of that of `locker log`
    told.py tree DIR NAME                       of a folder that was restored: kind, digest or target, time, path
"""
import hashlib
import json
import os
import sys


def accounts():
    for one in json.load(sys.stdin)["accounts"]:
        print("account", *(one.get(key) for key in ["name", "uid", "quota_bytes", "role", "files", "logical_bytes"]))


def catalog():
    for one in json.load(sys.stdin)["tracks"]:
        print("track", one["track"], one["path"], one["title"], one["format"])


def libraries():
    print(*(one["name"] for one in json.load(sys.stdin)["libraries"]))


def revisions(account, library):
    for one in sorted(one["revision"] for one in json.load(sys.stdin)["revisions"]):
        print(account, library, one)


def tree(folder, name):
    top = os.fsencode(folder)
    for path, folders, files in sorted(os.walk(top)):
        folders.sort()
        links = [each for each in folders if os.path.islink(os.path.join(path, each))]
        for each in sorted(files + links):
            print(name, *described(os.path.join(path, each)), os.path.relpath(os.path.join(path, each), top))
        if not folders and not files:
            print(name, "folder", os.path.relpath(path, top))


def described(path):
    if os.path.islink(path):
        return "link", os.readlink(path)
    with open(path, "rb") as file:
        return "file", hashlib.sha256(file.read()).hexdigest(), os.stat(path).st_mtime_ns


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
