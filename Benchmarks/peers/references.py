"""What the machine does with the same bytes and no store at all: the limits that a store is held against."""
from tool import Tool


class CutAndHash(Tool):
    """Two threads that read, cut and hash with Locker's own cutter and SHA-256, and keep nothing."""

    name, note, syncs = "cut-and-hash", "two threads that only read, cut and hash", None
    version_command = "echo cut-and-hash"
    init = "mkdir $R"
    known = "$PROGRAMS/cut-and-hash 2 {folder}"


class Copy(Tool):
    name, note, syncs = "cp -r", "copies the same files, checks nothing", None
    version_command = "cp --version"
    init = "mkdir $R"
    restore = "cp -r --preserve=timestamps {folder}/. {target}"


REFERENCES = [CutAndHash, Copy]
