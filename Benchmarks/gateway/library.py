#!/usr/bin/env python3
"""Makes the music that servers are measured with; the same again whenever the arguments are.

usage: library.py DIRECTORY many ARTISTS | large SONGS BYTES

`many`: of each artist four albums of ten songs of a second, and ten songs of 10.5 MB besides: 500 artists make 20,010
songs on 2,001 albums. A quarter of the albums have a cover beside them. `large`: songs of 320 kbit/s, ten on an album, so
long that all are BYTES together. DIRECTORY/music is the music, and DIRECTORY/songs.tsv has the path of each song of it, its
length and its SHA-256.
"""
import hashlib
import os
import random
import sys

from songs import LONG, SHORT, audio, cover, frames_of, tag

WORDS = ("amber river stone velvet harbor lantern willow cedar echo marble copper winter summer autumn silent golden crimson "
         "paper glass mountain thunder shadow ocean meadow falcon raven ember orbit signal mirror garden engine compass "
         "violet indigo saffron cobalt drift hollow north south east west quiet electric broken highway midnight morning "
         "satellite avenue île größe ñandú łódź čas ørsted").split()
GENRES = ("Rock", "Jazz", "Electronic", "Folk", "Classical", "Hip-Hop", "Ambient", "Metal", "Pop", "Blues")
ALBUMS, TRACKS, COVERS, BIG, BIG_BYTES = 4, 10, 40, 10, 10_500_000


def words(source, count):
    return " ".join(source.choice(WORDS).capitalize() for _ in range(count))


class Writer:
    """Writes songs below a directory, and down what they are."""

    def __init__(self, directory):
        self.music = os.path.join(directory, "music")
        os.makedirs(self.music)
        self.list = open(os.path.join(directory, "songs.tsv"), "w")

    def song(self, about, sound, picture=None):
        path = f"{about['artist']}/{about['album']}/{about['track']:02d} {about['title']}.mp3"
        data = tag(about, picture) + sound
        self.file(path, data)
        self.list.write(f"{path}\t{len(data)}\t{hashlib.sha256(data).hexdigest()}\n")

    def file(self, path, data):
        path = os.path.join(self.music, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)


def album(source, artist, number, tracks=TRACKS, name=None):
    """What the tags of its songs say."""
    name, year = name or f"{words(source, 3)} {number + 1}", source.randrange(1960, 2025)
    genre = source.choice(GENRES)
    return [{"title": words(source, 3), "artist": artist, "album": name, "track": track, "of": tracks, "year": year,
             "genre": genre} for track in range(1, tracks + 1)]


def many(writer, artists):
    source = random.Random("many")
    covers = [cover(number) for number in range(COVERS)]
    for number in range(artists):
        artist = ("The " if number % 10 == 0 else "") + f"{words(source, 2)} {number:04d}"
        for index in range(ALBUMS):
            songs = album(source, artist, index)
            for song in songs:
                writer.song(song, audio(SHORT, frames_of(SHORT, 4000), source))
            if (number * ALBUMS + index) % 4 == 0:
                writer.file(f"{artist}/{songs[0]['album']}/cover.png", source.choice(covers))
    for song in album(source, "Large Streamer", 0, BIG, "Large Files"):
        writer.song(song, audio(LONG, frames_of(LONG, BIG_BYTES), source), covers[0])


def large(writer, count, size):
    source = random.Random("large")
    for number in range(0, count, TRACKS):
        for song in album(source, f"Streamer {number // 100:04d}", number % 100 // TRACKS, min(TRACKS, count - number)):
            writer.song(song, audio(LONG, frames_of(LONG, size // count), source))


def main():
    directory, kind, *sizes = sys.argv[1:]
    writer = Writer(directory)
    {"many": many, "large": large}[kind](writer, *map(int, sizes))
    writer.list.close()


main()
