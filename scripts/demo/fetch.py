#!/usr/bin/env python3
"""Fetches a song as players do that are made with py-opensonic: signs in, searches, streams.

usage: fetch.py URL PERSON APP-PASSWORD WORDS FILE
"""
import asyncio
import sys
import urllib.parse

import libopensonic


async def fetch(url, person, password, words, path):
    place = urllib.parse.urlsplit(url)
    server = f"{place.scheme}://{place.hostname}"
    player = libopensonic.AsyncConnection(server, person, password, port=place.port)
    try:
        if not await player.ping():
            sys.exit("the gateway does not answer")
        songs = (await player.search3(words, artist_count=0, album_count=0, song_count=1)).song
        if not songs:
            sys.exit(f"no song is found by '{words}'")
        song = songs[0]
        with open(path, "wb") as file:
            async for piece in (await player.stream(song.id)).content.iter_chunked(1 << 16):
                file.write(piece)
        print(f"py-opensonic has fetched it: {song.title}, {song.duration} s, {song.size} bytes")
    finally:
        await player.cleanup()


asyncio.run(fetch(*sys.argv[1:]))
