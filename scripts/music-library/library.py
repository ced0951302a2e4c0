"""What the steps of one build share."""
import os
from dataclasses import dataclass, field

MODES = {  # part: longest piece of a source track (s); parts: pieces of one track; wav, video: longest of each (s);
    # min_bytes: of a source track; cover: pixels of a plain and a big one; photo: pixels
    "full": dict(part=120, parts=4, wav=60, min_bytes=200_000, cover=(400, 1400), photos=12, photo=2400, video=12),
    "small": dict(part=30, parts=1, wav=10, min_bytes=100_000, cover=(200, 500), photos=3, photo=800, video=2),
}
USERS = ("alice", "bob", "carol")


@dataclass
class Library:
    mode: str
    src: str  # the unpacked packages
    work: str  # for files that are not part of the library
    out: str
    jobs: int  # processes at a time
    photos: list = field(default_factory=list)  # wallpapers to cut covers from
    songs: list = field(default_factory=list)
    plan: list = field(default_factory=list)  # what the users have

    @property
    def sizes(self):
        return MODES[self.mode]

    def master(self, song):
        """Where a song's first file lies: in the catalog, or out of the library when only users have it."""
        return os.path.join(self.out if song["master"] else os.path.join(self.work, "private"), song["path"])
