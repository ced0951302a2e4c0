"""People who behave: they play, list, search, fetch, send small files, and see to it that all is as it has to be."""
import asyncio
import hashlib
import json
import random
import time
import urllib.parse

PATIENCE = 30  # seconds that somebody waits who is told to come again
PAUSE = 5.0  # seconds between two things that somebody does, on average


class Wrong(Exception):
    """What nobody who behaves may see."""


class Song:
    """What somebody may have in their library: its title tells it from all others."""

    def __init__(self, title, data):
        self.title, self.data, self.digest = title, data, hashlib.sha256(data).digest()


class Person:
    def __init__(self, web, name, token, songs, seed):
        self.web, self.name, self.token, self.source = web, name, token, random.Random(f"{seed} {name}")
        self.songs = {song.title: song for song in songs}
        self.files, self.ids, self.tags = {}, {}, {}  # path to bytes; title to id; path to ETag
        self.counts, self.times, self.told_to_wait = {}, [], 0
        self.wrong = None

    # ---- what they ask

    async def api(self, method, path, fields=(), body=b"", wanted=(200,)):
        """Again, where they are told to come again: of uploads there are so many at a time, and no more."""
        end = time.monotonic() + PATIENCE
        while True:
            began = time.monotonic()
            answer = await self.web.ask(method, "/api/v1/" + path, (f"Authorization: Bearer {self.token}", *fields), body)
            self.times.append(time.monotonic() - began)
            if answer.status in wanted:
                return answer
            if answer.status != 429 or method != "PUT" or "retry-after" not in answer.fields or time.monotonic() > end:
                raise Wrong(f"{method} {path}: {answer}")
            self.told_to_wait += 1
            await asyncio.sleep(min(5, float(answer.fields["retry-after"])))

    async def rest(self, call, wanted_status=200, fields=(), **parameters):
        query = urllib.parse.urlencode({"apiKey": self.token, "v": "1.16.1", "c": "crowd", "f": "json", **parameters})
        began = time.monotonic()
        answer = await self.web.ask("GET", f"/rest/{call}?{query}", fields)
        self.times.append(time.monotonic() - began)
        if answer.status != wanted_status:
            raise Wrong(f"{call} {parameters}: {answer}")
        return answer

    async def listed(self, call, key, **parameters):
        answer = await self.rest(call, **parameters)
        found = json.loads(answer.body)["subsonic-response"]
        if found["status"] != "ok":
            raise Wrong(f"{call} {parameters}: {answer}")
        return found[key]

    # ---- what they do

    async def join(self, places):
        """Sends the songs, with others as there are places, and waits until players find them."""
        for song in self.songs.values():
            async with places:
                await self.send(f"Songs/{song.title}.mp3", song.data)
        end = time.monotonic() + 60
        while len(self.ids) < len(self.songs):
            for song in (await self.listed("search3", "searchResult3", query="", songCount=500)).get("song", []):
                self.ids[song["title"]] = song["id"]
            if time.monotonic() > end:
                raise Wrong(f"{len(self.ids)} of {len(self.songs)} songs are found by players")
            await asyncio.sleep(2)

    async def live(self, end):
        acts = (self.play, self.play, self.play_pieces, self.list_all, self.search, self.fetch, self.fetch, self.piece,
                self.entries, self.same_again, self.upload)
        await asyncio.sleep(self.source.uniform(0, PAUSE))
        while time.monotonic() < end:
            act = self.source.choice(acts)
            await act()
            self.counts[act.__name__] = self.counts.get(act.__name__, 0) + 1
            await asyncio.sleep(self.source.expovariate(1 / PAUSE))

    async def send(self, path, data):
        answer = await self.api("PUT", f"libraries/main/files/{urllib.parse.quote(path)}", body=data, wanted=(201, 200))
        self.files[path] = data
        self.tags[path] = answer.fields["etag"]
        if json.loads(answer.body)["size"] != len(data):
            raise Wrong(f"{path}: {answer}")

    def any_song(self):
        title = self.source.choice(sorted(self.ids))
        return self.songs[title], self.ids[title]

    async def play(self):
        song, number = self.any_song()
        expect(await self.rest("stream", id=number), song.data, song.title)

    async def play_pieces(self):
        song, number = self.any_song()
        for start in range(0, min(len(song.data), 3 * 65536), 65536):
            answer = await self.rest("stream", 206, (f"Range: bytes={start}-{start + 65535}",), id=number)
            expect(answer, song.data[start:start + 65536], f"{song.title} from {start}")
            await asyncio.sleep(0.2)

    async def list_all(self):
        """Nothing of somebody else is in it."""
        albums = (await self.listed("getAlbumList2", "albumList2", type="newest", size=50)).get("album", [])
        if sum(album["songCount"] for album in albums) != len(self.songs):
            raise Wrong(f"albums of {len(self.songs)} songs: {albums}"[:400])
        await self.listed("getArtists", "artists")

    async def search(self):
        song, number = self.any_song()
        found = (await self.listed("search3", "searchResult3", query=song.title)).get("song", [])
        if number not in {each["id"] for each in found} or {each["title"] for each in found} - set(self.songs):
            raise Wrong(f"a search for {song.title} finds {found}"[:400])

    def any_file(self):
        path = self.source.choice(sorted(self.files))
        return path, f"libraries/main/files/{urllib.parse.quote(path)}"

    async def fetch(self):
        path, target = self.any_file()
        answer = await self.api("GET", target)
        expect(answer, self.files[path], path)
        if answer.fields["etag"] != self.tags[path]:
            raise Wrong(f"{path} has another tag")

    async def piece(self):
        path, target = self.any_file()
        start = self.source.randrange(len(self.files[path]))
        answer = await self.api("GET", target, (f"Range: bytes={start}-{start + 999}",), wanted=(206,))
        expect(answer, self.files[path][start:start + 1000], f"{path} from {start}")

    async def entries(self):
        found = json.loads((await self.api("GET", "libraries/main/entries?limit=10000")).body)["entries"]
        if {entry["path"] for entry in found if entry["kind"] == "file"} != set(self.files):
            raise Wrong(f"the library has {[entry['path'] for entry in found]}"[:400])

    async def same_again(self):
        path, target = self.any_file()
        await self.api("GET", target, (f"If-None-Match: {self.tags[path]}",), wanted=(304,))

    async def upload(self):
        data = self.source.randbytes(self.source.randrange(1, 60_000))
        await self.send(f"Notes/{self.source.randrange(30)}", data)


def expect(answer, data, what):
    if answer.body != data:
        raise Wrong(f"{what}: {len(answer.body)} other bytes instead of {len(data)}")


async def behave(person, work):
    """Takes note of the first thing that is wrong, after which they do no more."""
    try:
        await work
    except (Wrong, OSError, EOFError, TimeoutError, ValueError, KeyError) as error:
        person.wrong = f"{person.name}: {error!r}"[:600]
