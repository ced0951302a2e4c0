"""What all drivers share: they call a client as a program would that uses it, and look at what it got.

A driver is called with URL, NAME, PASSWORD, the folder of the music, a folder for what it downloads and a token, and
exits with 0 when every call did what the document says and every song had the bytes of its file.
"""
import hashlib
import json
import os
import sys
import traceback
from urllib.parse import urlsplit


class Song:
    """What songs.json says of one."""

    def __init__(self, said, folder):
        self.__dict__.update(said)
        self.file = os.path.join(folder, said["person"], said["path"])
        self.covers = {digest for digest in (said["picture"], said["folder_picture"]) if digest}
        self.lines = said.get("lyrics") or []


class Music:
    """All songs of one person, by what identifies their bytes."""

    def __init__(self, folder, person):
        with open(os.path.join(folder, "songs.json")) as file:
            songs = [Song(said, folder) for said in json.load(file)]
        self.songs = [song for song in songs if song.person == person]
        self.by_digest = {song.sha256: song for song in self.songs}

    def titled(self, title):
        return next(song for song in self.songs if song.title == title)


class Drive:
    """Runs calls, and takes note of what went wrong: one failure does not keep the others from being seen."""

    def __init__(self):
        self.url, self.name, self.password, folder = sys.argv[1:5]
        self.host, self.port = urlsplit(self.url).hostname, urlsplit(self.url).port
        self.music = Music(folder, self.name)
        self.calls, self.failures, self.fetched = 0, [], set()
        sys.excepthook = self.stopped

    def call(self, function, *arguments, check=None, **named):
        """What it returns, of which `check` has to be true; None where it failed."""
        self.calls += 1
        label = f"{getattr(function, '__name__', function)}{arguments!r:.100}"
        try:
            got = function(*arguments, **named)
            if check is not None and not check(got):
                self.failures.append(f"{label}: it returned {got!r:.600}")
            return got
        except Exception:
            self.failures.append(f"{label}: {traceback.format_exc(limit=-3)}")
            return None

    def refused(self, function, *arguments, by=Exception, **named):
        """That a call raises one of these, which is how a client hears that there is none of that here."""
        self.calls += 1
        label = f"{getattr(function, '__name__', function)}{arguments!r:.100}"
        try:
            self.failures.append(f"{label}: it returned {function(*arguments, **named)!r:.200} and was to be refused")
        except by:
            pass
        except Exception:
            self.failures.append(f"{label}: another failure than to be refused: {traceback.format_exc(limit=-2)}")

    def expect(self, truth, what):
        if not truth:
            self.failures.append(what)

    def same(self, content, size=None, title=None):
        """Whether these are all bytes of a song of the person's; returns it."""
        song = self.music.by_digest.get(hashlib.sha256(content).hexdigest())
        if song is None:
            self.failures.append(f"{title}: {len(content)} bytes that no song has; they begin with {content[:80]}")
            return None
        self.fetched.add(song.sha256)
        self.expect(size in (None, song.size), f"{song.title}: its size is told as {size}, and is {song.size}")
        self.expect(title in (None, song.title), f"{song.title}: it is called {title}")
        return song

    def is_cover(self, content, song):
        """Whether it is a picture of the song: embedded, or in its folder."""
        digest = hashlib.sha256(content).hexdigest()
        self.expect(digest in song.covers, f"{song.title}: {len(content)} bytes that are not its cover")

    def all_fetched(self, how):
        """Every song was fetched since this was asked last."""
        missing = [song.path for song in self.music.songs if song.sha256 not in self.fetched]
        self.expect(not missing, f"{how}: these were never fetched: {missing}")
        self.fetched = set()

    def stopped(self, *error):
        """A driver that cannot go on says what had failed until then."""
        self.failures.append("".join(traceback.format_exception(*error)))
        self.report()

    def report(self):
        for failure in self.failures:
            print("-", failure if len(failure) < 900 else failure[:300] + " … " + failure[-600:])
        print(f"{self.calls} calls, {len(self.failures)} failures")

    def finish(self):
        self.report()
        sys.exit(bool(self.failures) or self.calls == 0)
