"""The songs: pieces of the tracks in the source packages, and how they are encoded."""
import json
import os
import re
import subprocess
from multiprocessing import Pool

from files import ffmpeg, find_files, read, sha256

NAMES = {  # package -> artist and album, where the source has no tags
    "drascula-music": ("Emilio de Paz", "Drascula"),
    "asc-music": ("Michael Kievernagel", "ASC"),
    "wesnoth-1.16-music": ("Wesnoth Ensemble", "The Battle for Wesnoth"),
    "warzone2100-music": ("Lupus-Mechanicus", "Warzone 2100"),
    "planetblupi-music-ogg": ("Denis Dumoulin", "Planet Blupi"),
    "singularity-music": ("Maxstack", "Endgame: Singularity"),
    "hyperrogue-music": ("Shawn Parrotte", "HyperRogue"),
}
# (weight, extension, encoder arguments)
ENCODINGS = [
    (12, "mp3", ["-c:a", "libmp3lame", "-compression_level", "7", "-b:a", "320k"]),
    (8, "mp3", ["-c:a", "libmp3lame", "-compression_level", "7", "-b:a", "192k"]),
    (6, "mp3", ["-c:a", "libmp3lame", "-compression_level", "7", "-b:a", "128k"]),
    (12, "mp3", ["-c:a", "libmp3lame", "-compression_level", "7", "-q:a", "0"]),
    (8, "mp3", ["-c:a", "libmp3lame", "-compression_level", "7", "-q:a", "2"]),
    (14, "m4a", ["-c:a", "aac", "-b:a", "256k"]),
    (8, "m4a", ["-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart"]),
    (18, "flac", ["-c:a", "flac", "-compression_level", "5", "-sample_fmt", "s16"]),
    (15, "ogg", ["-c:a", "libvorbis", "-q:a", "6"]),
    (4, "wav", ["-c:a", "pcm_s16le"]),
]


def probe(path):
    """Seconds and tags of a track; None of what is no music."""
    p = subprocess.run(["ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", path],
                       capture_output=True, stdin=subprocess.DEVNULL)
    j = json.loads(p.stdout or b"{}")
    audio = [s for s in j.get("streams", []) if s["codec_type"] == "audio"]
    if not audio or "duration" not in j.get("format", {}):
        return None
    tags = {k.lower(): v for k, v in {**j["format"].get("tags", {}), **audio[0].get("tags", {})}.items()}
    return float(j["format"]["duration"]), tags


def clean(s):
    return re.sub(r'[/\x00-\x1f]', "_", s).strip(" .") or "Untitled"


def collect_songs(library):
    """One song per piece of a source track."""
    sizes = library.sizes
    paths = find_files(library.src, (".ogg", ".opus", ".mp3"), sizes["min_bytes"])
    with Pool(library.jobs) as pool:
        infos = pool.map(probe, paths)
    songs, seen = [], set()
    for path, info in zip(paths, infos):
        digest = sha256(read(path))
        if info is None or info[0] < 15 or digest in seen:
            continue
        seen.add(digest)
        duration, tags = info
        artist, album = NAMES[os.path.relpath(path, library.src).split(os.sep)[0]]
        stem = os.path.splitext(os.path.basename(path))[0].replace("_", " ")
        title = tags.get("title") or stem.title()
        n = max(1, min(sizes["parts"], int(duration // sizes["part"])))
        length = min(duration / n, sizes["part"])
        for k in range(n):
            songs.append(dict(
                id=len(songs), src=path, start=round(k * length, 3), length=round(length, 3),
                whole_vorbis=n == 1 and path.endswith(".ogg"),
                artist=clean(tags.get("artist", artist).split(";")[0])[:60], album=clean(tags.get("album", album))[:60],
                title=clean(title if n == 1 else f"{title} (Part {k + 1})")[:80], track=len(songs) % 18 + 1,
                year=str(2003 + len(songs) % 9)))
    return songs


def encode(library, song, encoding, dst):
    _, ext, args = encoding
    os.makedirs(os.path.dirname(dst), exist_ok=True)
    length = min(song["length"], library.sizes["wav"]) if ext == "wav" else song["length"]
    if ext == "ogg" and song["whole_vorbis"]:  # the publisher's own bits
        ffmpeg("-i", song["src"], "-map", "0:a:0", "-map_metadata", -1, "-c", "copy", "-fflags", "+bitexact", dst)
        return
    untagged = ["-id3v2_version", 0, "-write_id3v1", 0] if ext == "mp3" else []
    ffmpeg("-threads", 1, "-ss", song["start"], "-t", length, "-i", song["src"], "-map", "0:a:0",
           "-map_metadata", -1, "-ar", 44100, "-ac", 2, "-fflags", "+bitexact", "-flags:a", "+bitexact",
           "-threads", 1, *args, *untagged, dst)
