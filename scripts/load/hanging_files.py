"""A file system whose files hang: FUSE's protocol on /dev/fuse, as the kernel's include/uapi/linux/fuse.h has it.

What the name of a file begins with says which system call on it never returns: read, write, close, stat. All hang until
the file system is taken away.
"""
import ctypes
import errno
import os
import struct
import threading

SIZE = 1 << 20
LOOKUP, FORGET, GETATTR, SETATTR, OPEN, READ, WRITE, RELEASE = 1, 2, 3, 4, 14, 15, 16, 18
FLUSH, INIT, OPENDIR, RELEASEDIR, INTERRUPT, BATCH_FORGET = 25, 26, 27, 29, 36, 42
HANGS = {READ: "read", WRITE: "write", FLUSH: "close", GETATTR: "stat"}
ROOT, DIRECT_IO, MNT_FORCE, MNT_DETACH = 1, 1, 1, 2


class HangingFiles:
    """Mounted at `folder` from its making to `close`; for root."""

    def __init__(self, folder):
        self.folder, self.names = folder, {}
        self.device = os.open("/dev/fuse", os.O_RDWR | os.O_CLOEXEC)
        self.libc = ctypes.CDLL(None, use_errno=True)
        options = f"fd={self.device},rootmode=40000,user_id=0,group_id=0,allow_other"
        if self.libc.mount(b"hanging", os.fsencode(folder), b"fuse", 0, options.encode()) != 0:
            raise OSError(ctypes.get_errno(), "mount")
        threading.Thread(target=self.serve, daemon=True).start()

    def close(self):
        """Takes the file system away; what hangs in it fails."""
        for flag in (MNT_FORCE, MNT_DETACH):  # the one fails what hangs, the other takes away what is in use
            self.libc.umount2(os.fsencode(self.folder), flag)
        os.close(self.device)

    def serve(self):
        while True:
            try:
                request = os.read(self.device, SIZE + 4096)
            except OSError:
                return  # taken away
            _, operation, unique, node = struct.unpack_from("=IIQQ", request)
            if HANGS.get(operation) is not None and self.names.get(node, "").startswith(HANGS[operation]):
                continue
            if operation not in (FORGET, BATCH_FORGET, INTERRUPT):
                self.answer(unique, *self.reply(operation, node, request[40:]))

    def answer(self, unique, error, data=b""):
        try:
            os.write(self.device, struct.pack("=IiQ", 16 + len(data), -error, unique) + data)
        except OSError:
            pass  # who asked is gone

    def reply(self, operation, node, data):
        """An errno, and what goes with 0."""
        if operation == INIT:
            return 0, struct.pack("=IIIIHHIIHHI28x", 7, 31, 0, 0, 16, 12, 128 << 10, 1, 32, 0, 0)
        if operation == LOOKUP:
            name = data.split(b"\0")[0].decode()
            number = hash(name) & 0xFFFFFFFF | 1 << 32
            self.names[number] = name
            return 0, struct.pack("=QQQQII", number, 0, 60, 0, 0, 0) + self.attributes(number)
        if operation in (GETATTR, SETATTR):
            return 0, struct.pack("=QII", 0, 0, 0) + self.attributes(node)
        if operation in (OPEN, OPENDIR):
            return 0, struct.pack("=QII", 0, DIRECT_IO, 0)
        if operation == READ:
            offset, size = struct.unpack_from("=QI", data, 8)
            return 0, bytes(max(0, min(size, SIZE - offset)))
        if operation == WRITE:
            return 0, struct.pack("=II", struct.unpack_from("=I", data, 16)[0], 0)
        if operation in (FLUSH, RELEASE, RELEASEDIR):
            return 0, b""
        return errno.ENOSYS, b""

    def attributes(self, node):
        mode = 0o40755 if node == ROOT else 0o100666
        return struct.pack("=QQQQQQIIIIIIIIII", node, SIZE, 0, 0, 0, 0, 0, 0, 0, mode, 1, 0, 0, 0, 4096, 0)
