"""What Locker is measured beside: supysonic, maneki, and nginx, which only sends files."""
import os
import pwd
import subprocess
import time
import urllib.parse

import costs
import processes
from server import USER, Server


def installed(name):
    """The folder of programs that peers.sh has installed; None where it has not."""
    folder = os.path.join(os.environ["GATEWAY_PEERS"], name, "bin")
    return folder if os.path.isdir(folder) else None


class Supysonic(Server):
    name, note, slow = "supysonic", "under waitress, four threads", True

    CONFIGURATION = ("[base]\ndatabase_uri = sqlite:///{0}/db\n[webapp]\ncache_dir = {0}/cache\nlog_level = WARNING\n"
                     "mount_webui = off\nmount_api = on\n[daemon]\nsocket = {0}/socket\nrun_watcher = no\n")

    def version(self):
        return pip_version(installed(self.name), self.name)

    def open(self):
        os.makedirs(os.path.join(self.folder, "cache"))
        with open(os.path.join(self.folder, "supysonic.conf"), "w") as file:
            file.write(self.CONFIGURATION.format(self.folder))
        self.command("user", "add", USER, "-p", self.password)

    def command(self, *arguments):
        subprocess.run([f"{installed(self.name)}/supysonic-cli", *arguments], cwd=self.folder, check=True, stdout=self.log,
                       stderr=self.log)

    def bring(self, music, count):
        self.command("folder", "add", "music", music)
        cost = costs.run(f"{installed(self.name)}/supysonic-cli folder scan --foreground", self.folder, dict(os.environ),
                         self.log)
        self.start("server", [f"{installed(self.name)}/supysonic-server", "-S", "waitress", "-h", "127.0.0.1", "-p",
                              str(self.port)])
        self.wait_until_it_serves()
        with open(self.log.name) as log:
            told = [line for line in log if line.startswith("Added:")]
        if not told or f" {count} tracks" not in told[-1]:
            raise SystemExit(f"supysonic has not found all {count} songs")
        return {key: cost[key] for key in ("seconds", "cpu_seconds", "peak_bytes")}


class Maneki(Server):
    name, note, prefix = "maneki", "under uvicorn, one process", "/audio/rest"

    def version(self):
        return pip_version(installed(self.name), self.name)

    def bring(self, music, count):
        """A start and a scan are one."""
        settings = os.path.join(self.folder, ".config/maneki")
        os.makedirs(settings)
        path = os.path.join(settings, "maneki.toml")
        with open(path, "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(f'[[users]]\nname = "{USER}"\npassword = "{self.password}"\nadmin = true\n')
        began = time.monotonic()
        self.start("server", [f"{installed(self.name)}/maneki", "serve", music, "--host", "127.0.0.1", "--port",
                              str(self.port), "--no-artist-images", "--no-cover-images"], self.home())
        self.wait_for_songs(count)
        server = self.processes["server"].pid
        return {"seconds": time.monotonic() - began, "cpu_seconds": processes.cpu_seconds(server),
                "peak_bytes": costs.peak_memory(server)}

    def home(self):
        return {"HOME": self.folder, "XDG_CONFIG_HOME": f"{self.folder}/.config", "XDG_DATA_HOME": f"{self.folder}/data",
                "XDG_CACHE_HOME": f"{self.folder}/cache"}


class Nginx(Server):
    """The limit: it knows of no people, and looks at no byte."""

    name, note = "nginx", "sendfile, from the files themselves; the limit"

    CONFIGURATION = """user {3}; pid {0}/pid; error_log {0}/errors; daemon off; worker_processes auto; worker_rlimit_nofile 20000;
events {{ worker_connections 16000; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
    client_body_temp_path {0}/1; proxy_temp_path {0}/2; fastcgi_temp_path {0}/3; uwsgi_temp_path {0}/4;
    scgi_temp_path {0}/5;
    server {{ listen 127.0.0.1:{1}; root "{2}"; }}
}}
"""

    def version(self):
        said = subprocess.run(["nginx", "-v"], check=True, text=True, capture_output=True).stderr
        return said.split(":")[1].strip()

    def bring(self, music, count):
        path = os.path.join(self.folder, "nginx.conf")
        with open(path, "w") as file:
            file.write(self.CONFIGURATION.format(self.folder, self.port, music, pwd.getpwuid(os.getuid()).pw_name))
        self.start("server", ["nginx", "-c", path, "-e", f"{self.folder}/errors"])
        time.sleep(0.5)
        return {}

    def files(self, songs):
        return [("/" + urllib.parse.quote(path), size, digest) for path, size, digest in songs]

    field = ""


def pip_version(folder, name):
    told = subprocess.run([f"{folder}/pip", "show", name], check=True, text=True, capture_output=True).stdout
    return f"{name} {next(line.split()[1] for line in told.splitlines() if line.startswith('Version:'))}"
