"""What must hold of a store after each round, and after a compaction, a backup and a rebuild."""
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

from client import Client
from daemon import Daemon, tracer
from shelf import KEPT, Wrong

OWN = {"packs", "index", "store", "lock", "clock", "quarantine", "metadata.sqlite", "metadata.sqlite-wal",
       "metadata.sqlite.replaced"}


def start(world):
    """A daemon that nothing happens to must come up."""
    if not world.start().is_ready:
        raise Wrong(f"the daemon does not start any more:\n{world.daemon.text()}")


def stop(world):
    status = world.daemon.stop()
    if status != 0:
        raise Wrong(f"SIGTERM ended the daemon with {status}:\n{world.daemon.text()}")


def everything(world):
    """All that was acknowledged is there and whole, and what was not is whole or absent. Returns the number of
    revisions that came back."""
    settle_accounts(world)
    world.operator.catalog.settle(ask(world.client, "admin", "catalog", "list"))
    revisions = sum(each(world.shelves, lambda shelf: shelf.settle(world.client, seen(world, shelf))))
    ask(world.client, "admin", "verify")
    return revisions


def forget(world):
    """Expires what is old, so that there is not more and more to check."""
    ask(world.client, "admin", "expire", "--keep-last", KEPT)
    for shelf in world.shelves:
        shelf.forgotten = max(shelf.forgotten, shelf.newest - KEPT)


def settle_accounts(world):
    there = {account["name"] for account in ask(world.client, "admin", "account", "list").value["accounts"]}
    if back := there & world.gone:
        raise Wrong(f"accounts that were removed are there: {back}")
    for person in world.people:
        is_there = person.account in there
        if person.is_added and not is_there:
            if not person.is_leaving:
                raise Wrong(f"the account {person.account} is gone")
            person.left()
        person.is_added = is_there


def tidiness(world):
    """A compaction leaves what is needed, and nothing else."""
    stop(world)  # seals the packs
    start(world)
    ask(world.client, "admin", "compact", "--max-unused", 0)
    stop(world)
    start(world)
    files = os.listdir(f"{world.store}/packs")
    known = ask(world.client, "admin", "stats").value["packs"]
    if len(files) != known or not all(name.endswith(".pack") for name in files):
        raise Wrong(f"the daemon knows {known} packs, and there are {sorted(files)}")
    if strange := set(os.listdir(world.store)) - OWN:
        raise Wrong(f"there are strange files in the store: {strange}")
    report = ask(world.client, "admin", "compact", "--dry-run", "--max-unused", 0).value
    if report["unused_bytes"]:
        raise Wrong(f"a compaction left {report['unused_bytes']} bytes that nobody needs")


def backup(world):
    """A backup of this moment is a store that holds the same."""
    ask(world.client, "admin", "backup", f"{world.work}/backup")
    copy = Copy(world)
    daemon = Daemon(copy)
    try:
        if not daemon.is_ready:
            raise Wrong(f"no daemon can serve the backup:\n{daemon.text()}")
        each(world.shelves, lambda shelf: shelf.settle(copy.client, seen(copy, shelf)))
    finally:
        daemon.kill()
    shutil.rmtree(f"{copy.work}", ignore_errors=True)


class Copy:
    """The backup, as a daemon of its own serves it."""

    def __init__(self, world):
        self.bin, self.work, self.configuration = world.bin, f"{world.work}/copy", world.configuration
        os.makedirs(self.work, exist_ok=True)
        self.store, self.socket = f"{world.work}/backup", f"{self.work}/locker.sock"
        self.client = Client(f"{world.bin}/locker", self.socket, f"{self.work}/state")


def rebuild(world, fault):
    """The database, told again from the packs, holds the same; also when a rebuild was killed before."""
    stop(world)
    if not fault.error:
        run_rebuild(world, fault)
    if status := run_rebuild(world):
        with open(f"{world.work}/rebuild.log", errors="replace") as output:
            raise Wrong(f"the database cannot be told again from the packs ({status}):\n{output.read()}")
    start(world)


def run_rebuild(world, fault=None):
    command = [f"{world.bin}/lockerd", "--store", world.store, "--rebuild"]
    if fault and fault.options(world.store):
        command = tracer(f"{world.work}/strace.log") + fault.options(world.store) + command
    with open(f"{world.work}/rebuild.log", "wb") as output:
        return subprocess.run(command, stdout=output, stderr=output, check=False).returncode


def rebuild_online(world, fault):
    """The same, while a daemon serves."""
    world.daemon.kill()
    if world.start(fault).is_ready:
        world.client.run("admin", "rebuild")
    world.daemon.kill()
    start(world)
    ask(world.client, "admin", "rebuild")


# ---- for all of these

def ask(client, *arguments):
    answer = client.run(*arguments)
    if answer.status != 0:
        raise Wrong(f"with nothing in its way, it failed: {answer} {answer.value}")
    return answer


def each(shelves, body):
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(body, shelves))


def seen(world, shelf):
    return f"{world.work}/seen/{shelf.account}-{shelf.library}"
