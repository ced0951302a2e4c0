"""The users' files that are no songs: photos, a video, playlists, system litter, empty files."""
import os

from files import ffmpeg, read, write
from library import USERS
from randomness import rng


def make_extras(library):
    """Writes them; returns (user, path, kind) of each."""
    made = []

    def put(user, rel, data, kind="nonmusic"):
        path = f"users/{user}/{rel}"
        write(os.path.join(library.out, path), data)
        made.append((user, path, kind))

    for k in range(library.sizes["photos"]):
        put(USERS[k % 3], f"Pictures/DSC_{4000 + k}.JPG", photo(library, rng("photo", k)))
    movie = video(library)
    put("alice", "Movies/holiday.mp4", movie)
    put("carol", "Videos/from alice.mp4", movie)
    for user in USERS:
        put(user, "Music/empty.mp3", b"", "empty")
        put(user, "Music/notes.txt", b"", "empty")
        put(user, "Music/.DS_Store", b"\0\0\0\1Bud1" + rng("ds", user).randbytes(6140))
        put(user, "Music/not really.mp3", b"<html><body>404 Not Found</body></html>\n")
        songs = [j["path"] for j in library.plan if j["user"] == user]
        put(user, "Music/all.m3u", "\n".join(["#EXTM3U"] + songs).encode())
    put("bob", "Music/only an id3 tag.mp3", b"ID3\3\0\0\0\0\2\0" + bytes(256))
    put("bob", "Music/huge id3 length.mp3", b"ID3\3\0\0\x7f\x7f\x7f\x7f" + rng("id3").randbytes(5000))
    return made


def photo(library, r):
    path = os.path.join(library.work, "photo.jpg")
    image = library.photos[r.randrange(len(library.photos))]
    crop = f"crop=iw*.7:ih*.7:iw*{r.uniform(0, .3):.3f}:ih*{r.uniform(0, .3):.3f},scale={library.sizes['photo']}:-2"
    ffmpeg("-i", image, "-vf", crop, "-frames:v", 1, "-q:v", 2,
           "-fflags", "+bitexact", "-flags:v", "+bitexact", "-threads", 1, path)
    return read(path)


def video(library):
    path = os.path.join(library.work, "video.mp4")
    ffmpeg("-f", "lavfi", "-i", "mandelbrot=size=640x360:rate=25,format=yuv420p", "-t", library.sizes["video"],
           "-c:v", "libx264", "-preset", "fast", "-threads", 1, "-fflags", "+bitexact", "-flags:v", "+bitexact", path)
    return read(path)
