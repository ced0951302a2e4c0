"""Writes what songs_of.py says of a song into its file, in the way of its format."""
import base64

from mutagen.flac import FLAC, Picture
from mutagen.id3 import (APIC, COMM, ID3, SYLT, TALB, TCMP, TCOM, TCON, TDRC, TIT2, TPE1, TPE2, TPOS, TRCK, TXXX, UFID,
                         USLT)
from mutagen.mp4 import MP4, MP4Cover
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis
from mutagen.wave import WAVE


def tag(path, song, picture):
    suffix = path.rsplit(".")[-1]
    {"mp3": mp3, "wav": wav, "m4a": mp4, "flac": flac, "ogg": ogg, "opus": ogg}[suffix](path, song, picture)


def frames(song, picture):
    """What ID3 has of a song."""
    made = [TIT2(3, [song["title"]]), TPE1(3, song["artists"]), TALB(3, [song["album"]]), TCON(3, song["genres"]),
            TDRC(3, [str(song["year"])]), TRCK(3, [str(song["track"])])]
    if "album_artists" in song:
        made.append(TPE2(3, song["album_artists"]))
    if "composers" in song:
        made.append(TCOM(3, song["composers"]))
    if song.get("compilation"):
        made.append(TCMP(3, ["1"]))
    if "disc" in song:
        made.append(TPOS(3, [f"{song['disc']}/{song['discs']}"]))
    if "comment" in song:
        made.append(COMM(3, "eng", "", [song["comment"]]))
    if "lyrics" in song and song.get("synced"):
        made.append(SYLT(3, "ces", 2, 1, "", [(line, 500 * n) for n, line in enumerate(song["lyrics"])]))
    elif "lyrics" in song:
        made.append(USLT(3, "ces", "", "\n".join(song["lyrics"])))
    if picture:
        made.append(APIC(3, "image/jpeg", 3, "Cover", picture))
    made.append(UFID("http://musicbrainz.org", b"b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d"))
    made.append(TXXX(3, "replaygain_track_gain", ["-1.50 dB"]))
    return made


def mp3(path, song, picture):
    tags = ID3()
    for frame in frames(song, picture):
        tags.add(frame)
    if song.get("version") == 3:
        tags.update_to_v23()
    tags.save(path, v1=2, v2_version=song.get("version", 4), padding=lambda info: 1024)


def wav(path, song, picture):
    file = WAVE(path)
    file.add_tags()
    for frame in frames(song, picture):
        file.tags.add(frame)
    file.save()


def comments(file, song):
    file["title"], file["artist"], file["album"] = song["title"], song["artists"], song["album"]
    file["tracknumber"], file["date"], file["genre"] = str(song["track"]), str(song["year"]), song["genres"]
    for key, name in [("album_artists", "albumartist"), ("composers", "composer"), ("comment", "comment"),
                      ("release", "musicbrainz_albumid")]:
        if key in song:
            file[name] = song[key]
    if "disc" in song:
        file["discnumber"], file["disctotal"] = str(song["disc"]), str(song["discs"])
    if "gain" in song:
        file["replaygain_track_gain"] = f"{song['gain'][0]:.2f} dB"
        file["replaygain_track_peak"] = f"{song['gain'][1]:.6f}"


def cover(picture):
    made = Picture()
    made.type, made.mime, made.desc, made.data = 3, "image/jpeg", "Cover", picture
    return made


def flac(path, song, picture):
    file = FLAC(path)
    comments(file, song)
    if picture:
        file.add_picture(cover(picture))
    file.save()


def ogg(path, song, picture):
    file = OggOpus(path) if path.endswith(".opus") else OggVorbis(path)
    comments(file, song)
    if picture:
        file["metadata_block_picture"] = base64.b64encode(cover(picture).write()).decode()
    file.save()


def mp4(path, song, picture):
    file = MP4(path)
    file["\xa9nam"], file["\xa9ART"], file["\xa9alb"] = song["title"], song["artists"], song["album"]
    file["\xa9day"], file["\xa9gen"], file["trkn"] = str(song["year"]), song["genres"], [(song["track"], 0)]
    file["aART"], file["cpil"] = song["album_artists"], song.get("compilation", False)
    if "lyrics" in song:
        file["\xa9lyr"] = "\n".join(song["lyrics"])
    if picture:
        file["covr"] = [MP4Cover(picture, MP4Cover.FORMAT_JPEG)]
    file.save()
