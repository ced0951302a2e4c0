"""downsonic: its program copies all that a person has into folders; each file is one of theirs, and none is missing."""
import os
import subprocess
import sys
import tempfile

from driving import Drive

drive = Drive()
folder = tempfile.mkdtemp(dir=sys.argv[5])
run = subprocess.run(
    [os.path.join(os.path.dirname(sys.executable), "downsonic"), drive.url, folder, "-u", drive.name, "-p",
     drive.password, "--non-interactive"], capture_output=True, text=True, timeout=110)
drive.calls += 1
drive.expect(run.returncode == 0, f"exit code {run.returncode}: {run.stderr[-2000:]}")
for place, _, names in os.walk(folder):
    for name in names:
        with open(os.path.join(place, name), "rb") as file:
            song = drive.same(file.read())
        wanted = song and os.path.join(song.artists[0], song.album, f"{song.title}.{song.suffix}")
        path = os.path.relpath(os.path.join(place, name), folder)
        drive.expect(wanted in (None, path), f"{wanted} came as {path}")
drive.all_fetched("downsonic")
drive.finish()
