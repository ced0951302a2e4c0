#!/usr/bin/env python3
"""Leaves of OpenSubsonic's OpenAPI document what can be called without knowing an id, by GET and with a password.

    trim_openapi.py FOLDER     reads openapi.json there, and what it refers to, and writes trimmed.json beside it

schemathesis would make up ids, which are answered with errors as they should be, and would try each way to sign in.
"""
import json
import os
import re
import sys

CALLS = """ping getArtists getAlbumList2 getAlbumList getLicense getMusicFolders getOpenSubsonicExtensions getGenres
    getPlayQueue getPlayQueueByIndex getIndexes getStarred2 getStarred getRandomSongs getPlaylists getUsers getScanStatus
    getNowPlaying getBookmarks getShares getPodcasts getInternetRadioStations search3 search2 getTopSongs
    getSongsByGenre getNewestPodcasts getVideos""".split()


def from_root(text):
    """The references of a file in endpoints/, as they are seen from the folder above."""
    text = text.replace('"../', '"./')
    text = re.sub(r'"\$ref": "\./(?!schemas|responses|endpoints)([^"]+)"', r'"$ref": "./endpoints/\1"', text)
    return re.sub(r'"\$ref": "([A-Za-z][^"/]*/[^"]+)"', r'"$ref": "./endpoints/\1"', text)


def main():
    folder = sys.argv[1]
    with open(os.path.join(folder, "openapi.json")) as file:
        document = json.load(file)
    paths = {}
    for path, said in document["paths"].items():
        if path.rpartition("/")[2] in CALLS:
            with open(os.path.normpath(os.path.join(folder, said["$ref"]))) as file:
                paths[path] = json.loads(from_root(json.dumps({"get": json.load(file)["get"]})))
    document["paths"] = paths
    document["security"] = [one for one in document["security"] if any("Password" in name for name in one)][:1]
    with open(os.path.join(folder, "trimmed.json"), "w") as file:
        json.dump(document, file)


if __name__ == "__main__":
    main()
