"""Facts of a store as lines of text that do not depend on the version that tells them.

    told.py accounts | catalog | libraries      of the JSON that the command printed
    told.py attributes REVISION                 of that of `locker ls`
    told.py charge | changes                    of that of `locker usage` and `locker changes`
    told.py devices ACCOUNT                     of that of `locker device list`
    told.py numbers                             of that of `locker log`, each of the revisions
    told.py origins ACCOUNT LIBRARY             of that of `locker log`: what it says of each revision
    told.py retention ACCOUNT                   of that of `locker library keep`
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


def numbers():
    print(*sorted(one["revision"] for one in json.load(sys.stdin)["revisions"]))


def attributes(revision):
    for one in json.load(sys.stdin)["entries"]:
        for pair in one.get("attributes", []):
            print("attribute", revision, one["path"], pair["name"], pair.get("value_base64", pair["value"]))


def revisions(account, library):
    for one in sorted(one["revision"] for one in json.load(sys.stdin)["revisions"]):
        print(account, library, one)


def charge():
    one = json.load(sys.stdin)
    print("charge", *(one[key] for key in ["account", "files", "logical_bytes", "charged_bytes", "quota_bytes"]))


def devices(account):
    for one in sorted(json.load(sys.stdin)["devices"], key=lambda one: one["device"]):
        print("device", account, *(one[key] for key in ["device", "name", "first_seen_ns", "removed_ns"]))


def origins(account, library):
    figures = ["created_ns", "added", "changed", "removed", "files", "logical_bytes", "added_bytes", "changed_bytes",
               "removed_bytes", "new_bytes", "base_revision"]
    places = ["device", "device_name", "folder", "client", "version"]
    for one in sorted(json.load(sys.stdin)["revisions"], key=lambda one: one["revision"]):
        print("revision", account, library, one["revision"], *(one[key] for key in figures))
        if one["purge"]:
            print("  purge")
        if one["origin"]:
            print("  from", *(one["origin"][key] for key in places))
        if one["note"]:
            print("  note", one["note"])


def retention(account):
    one = json.load(sys.stdin)
    print("keep", account, one["library"], *(f"{key}={one[key]}" for key in sorted(one) if key.startswith("keep_")))


def changes():
    for one in json.load(sys.stdin)["changes"]:
        print("change", one["change"], one["path"], one.get("blob"))


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
