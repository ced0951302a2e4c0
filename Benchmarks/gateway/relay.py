"""A sync and a restore of `locker` over the gateway, beside the same over the daemon's socket."""
import os
import shlex
import shutil
import subprocess

import costs
from locker_server import LockerServer
from server import USER

# What is told, and the options of `locker`.
WAYS = {"over the socket": "", "over the socket, --transfer match": "--transfer match", "over the gateway": "--server {url}"}


def folder_of(songs, music, size, folder):
    """Links to the first songs that have so many bytes."""
    taken = 0
    for path, length, _ in songs:
        if taken >= size:
            break
        os.makedirs(os.path.dirname(f"{folder}/{path}"), exist_ok=True)
        os.link(f"{music}/{path}", f"{folder}/{path}")
        taken += length
    return taken


def measure(work, folder, size, backwards):
    """Each way on a store of its own."""
    samples = []
    for way in list(WAYS)[::-1] if backwards else WAYS:
        server = LockerServer(work)
        try:
            server.open()
            samples += one_way(server, way, WAYS[way].format(url=server.url), folder, size)
        finally:
            server.close()
    return samples


def one_way(server, way, option, folder, size):
    over = "--server" in option
    if over:
        server.run("locker", "login", server.url, "--name", USER, "--token-stdin", given=server.token + "\n")
    locker = f"{server.bin}/locker --progress none" + ("" if over else f" --account {USER}")
    target, transfer = f"{server.folder}/restored", option if "--transfer" in option else ""
    where = option if over else ""
    first = run(server, f"{locker} sync --library main {where} {transfer} {shlex.quote(folder)}")
    restore = f"{locker} restore --library main {where} {target}"
    found = [{"work": f"first sync {way}", "bytes": size, **first}]
    if transfer:  # a restore is the same
        return found
    run(server, restore)  # its memory is new to this machine
    shutil.rmtree(target)
    second = run(server, restore)
    subprocess.run(["diff", "--recursive", "--brief", folder, target], check=True)
    return [*found, {"work": f"restore {way}", "bytes": size, **second}]


def run(server, command):
    """Once all that was written before is on the disk."""
    subprocess.run(["sync", "--file-system", server.folder], check=True)
    before = server.cpu()["gateway"]
    cost = costs.run(command, server.folder, {**os.environ, **server.environment}, server.log,
                     daemon=server.processes["lockerd"].pid)
    return {**cost, "gateway_cpu_seconds": server.cpu()["gateway"] - before}
