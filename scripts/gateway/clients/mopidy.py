"""Mopidy with Mopidy-Subidy: it browses, searches, plays to the end and seeks, as its web clients have it do."""
import json
import sys
import time
import urllib.request

from driving import Drive

PATIENCE = 20  # seconds
drive = Drive()
music, server = drive.music, sys.argv[5]


def rpc(method, **parameters):
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": f"core.{method}", "params": parameters}).encode()
    request = urllib.request.Request(server, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        said = json.load(answer)
    if "error" in said:
        raise RuntimeError(f"{method}: {said['error']}")
    return said["result"]


def until(truth, what):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if truth():
                return
        except OSError:
            pass
        time.sleep(0.1)
    log = open(sys.argv[6], errors="replace").read()[-1500:]
    drive.failures.append(f"{what} in {PATIENCE} s\n{log}")
    drive.finish()


def browse(uri, depth=0):
    """The URIs of all songs below, in a folder's or an artist's albums."""
    found = set()
    for reference in drive.call(rpc, "library.browse", uri=uri) or []:
        if reference["type"] == "track":
            found.add(reference["uri"])
        elif depth < 6:
            found |= browse(reference["uri"], depth + 1)
    return found


until(lambda: rpc("get_uri_schemes"), "Mopidy did not start")
roots = drive.call(rpc, "library.browse", uri=None)
root = next(reference["uri"] for reference in roots if reference["name"] == "Subsonic")
ways = {reference["name"]: reference["uri"] for reference in drive.call(rpc, "library.browse", uri=root)}
songs = {}
for name in ["Directories", "Artists", "Albums"]:
    songs[name] = browse(ways[name])
    drive.expect(len(songs[name]) == len(music.songs), f"{name} have {len(songs[name])} of {len(music.songs)} songs")


def track_of(title):
    """What a search finds."""
    found = drive.call(rpc, "library.search", query={"any": [title]}, uris=None)
    return next(track for result in found for track in result.get("tracks", []) if track["name"] == title)


def play(title, seek=None):
    """Plays one song; with `seek`, from so many milliseconds on. It has to come to its end by itself."""
    rpc("tracklist.clear")
    track = track_of(title)
    drive.call(rpc, "tracklist.add", uris=[track["uri"]], check=lambda got: len(got) == 1)
    drive.call(rpc, "playback.play")
    until(lambda: rpc("playback.get_state") == "playing" and rpc("playback.get_time_position") > 0, f"{title} plays not")
    if seek is not None:
        drive.call(rpc, "playback.seek", time_position=seek, check=lambda got: got is True)
        until(lambda: rpc("playback.get_time_position") >= seek or rpc("playback.get_state") == "stopped",
              f"{title} is not at {seek} ms")
    until(lambda: rpc("playback.get_state") == "stopped", f"{title} came to no end")


# Of M4A, GStreamer has no decoder among its good plug-ins.
for suffix in ["mp3", "flac", "ogg", "opus", "wav"]:
    some = next(song for song in music.songs if song.suffix == suffix and not getattr(song, "seconds", 0))
    play(some.title)
play("Large", seek=97_000)
play("Larger", seek=57_500)
playlist = drive.call(rpc, "playlists.create", name="from mopidy", uri_scheme="subidy")
drive.call(rpc, "playlists.as_list", check=lambda got: "from mopidy" in [reference["name"] for reference in got])
drive.call(rpc, "playlists.delete", uri=playlist["uri"])
drive.finish()
