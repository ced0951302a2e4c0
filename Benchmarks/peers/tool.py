"""What is measured: a program that takes folders in, keeps each of their bytes once, and gives them back."""
import os
import shutil
import subprocess

import costs


class Tool:
    """Commands are the shell's, run in the music library. `$R` is the store, `$S` a scratch folder beside it.

    `{archive}` is what a folder is called in the store, `{folder}` where it is, `{target}` where it is restored to.
    """

    name = ""
    note = ""
    # Whether what a command took in is on the disk, and not only on its way there, when the command returns. Asked of
    # the system: strace -f -e trace=fsync,fdatasync,sync_file_range,syncfs,sync. None where it does not matter.
    syncs = True
    version_command = ""
    environment = {}
    # Whether it is so slow that one round has to do.
    slow = False
    init = ""
    # A folder for the first time, known bytes from another path, and the same folder again.
    store = known = unchanged = ""
    # A folder of which files were renamed or removed; None where it is as any other.
    changed = None
    # Back as it was: as soon as the command returns, and until all of it is on the disk. Who does not see to that is
    # followed by a sync; nobody here does but Locker (strace, as above).
    restore = ""

    @property
    def restore_on_disk(self):
        return self.restore and self.restore + "\nsync --file-system {target}"

    # None where the tool has no such command.
    verify = None
    # Deletes the archives catalog, copy and alice with all there is of them, and gives their room back.
    compact = None

    def __init__(self, music, work):
        self.music, self.scratch = music, os.path.join(work, self.name.replace(" ", "-"))
        self.repository = os.path.join(self.scratch, "repository")
        os.makedirs(self.scratch)
        self.log = open(os.path.join(work, "output.log"), "a")
        self.variables = dict(os.environ, R=self.repository, S=self.scratch)
        for key, value in self.environment.items():
            self.variables[key] = value.replace("$R", self.repository).replace("$S", self.scratch)

    def open(self):
        subprocess.run(["bash", "-ec", self.init], check=True, cwd=self.music, env=self.variables, stdout=self.log,
                       stderr=self.log)

    def close(self):
        self.log.close()
        shutil.rmtree(self.scratch)

    def version(self):
        return subprocess.run(self.version_command, shell=True, check=True, env=self.variables, text=True,
                              capture_output=True).stdout.splitlines()[0]

    def run(self, command):
        """What the command cost, once all that was written before is on the disk."""
        subprocess.run(["sync", "--file-system", self.scratch], check=True)
        return costs.run(command, self.music, self.variables, self.log)

    def stored_bytes(self):
        """The lengths of all files of the store."""
        return sum(os.lstat(os.path.join(folder, name)).st_size
                   for folder, _, names in os.walk(self.repository) for name in names)

    def disk_bytes(self):
        """The blocks of the store's files on the disk: of its packs alone, and of all. The same without a daemon."""
        blocks = sum(os.lstat(os.path.join(folder, name)).st_blocks * 512
                     for folder, _, names in os.walk(self.repository) for name in names)
        return {"packs": blocks, "store": blocks}

    def stopped(self):
        """What `disk_bytes` are once the daemon is stopped, which runs again afterwards; None without one."""
        return None

    def restored(self, folder, target):
        """Where a folder that was restored to `target` lies there: with its path, its whole path, or without."""
        for inner in (target + os.path.abspath(os.path.join(self.music, folder)), os.path.join(target, folder)):
            if os.path.isdir(inner):
                return inner
        return target
