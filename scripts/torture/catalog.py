"""The operator's catalog: a few songs that come and go, and what the operator was told of them."""
import os
import shutil

from shelf import Wrong

SONGS = 5


class Catalog:
    def __init__(self, world):
        self.folder = f"{world.work}/catalog"
        os.makedirs(self.folder)
        songs = [path for path in world.songs if "/catalog/" in path and path.endswith(".mp3")][:SONGS]
        for number, song in enumerate(songs):
            shutil.copyfile(song, f"{self.folder}/{number}.mp3")
        self.tracks = {world.client.run("inspect", song).value["track"] for song in songs}
        self.present = set()
        self.unsure = set()  # were to come or to go, and nobody was told that they did

    def add(self, current):
        self.unsure |= self.tracks - self.present
        answer = current.run("admin", "catalog", "add", self.folder)
        if answer.status == 0:
            self.present, self.unsure = set(self.tracks), set()
        return answer

    def remove(self, current, source):
        track = source.choice(sorted(self.tracks))
        self.unsure.add(track)
        answer = current.run("admin", "catalog", "remove", track, also="NOT_FOUND")
        if answer.is_answer:
            self.present.discard(track)
            self.unsure.discard(track)
        return answer

    def settle(self, answer):
        """Holds the list of the catalog against what is known."""
        listed = {song["track"] for song in answer.value["tracks"]}
        if difference := (listed ^ self.present) - self.unsure:
            raise Wrong(f"the catalog has {sorted(listed)}, and {sorted(difference)} should be otherwise")
        self.present = listed
