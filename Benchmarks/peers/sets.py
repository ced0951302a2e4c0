"""The files that go in, besides the music: small ones, very many in one folder, and photos. The same in every run."""
import os
import random
import shutil


class FileSet:
    """`make(folder)` fills an empty folder; `changes` are how many of its files a work renames and removes."""

    def __init__(self, name, title, make, changes=0):
        self.name, self.title, self.make, self.changes = name, title, make, changes


def small(folder):
    noise = random.Random(15)
    for number in range(20_000):
        inner = os.path.join(folder, f"{number // 100:03}")
        if number % 100 == 0:
            os.mkdir(inner)
        write(os.path.join(inner, f"{number:05}.dat"), noise.randbytes(noise.randint(200, 3000)))


def tiny(folder):
    noise = random.Random(16)
    for number in range(200_000):
        write(os.path.join(folder, f"{number:06}.txt"), noise.randbytes(noise.randint(10, 60)))


def photos(folder):
    """Those that photos.py made, which takes minutes, so they are kept in PHOTOS."""
    shutil.copytree(os.environ["PHOTOS"], folder, dirs_exist_ok=True)


def write(path, content):
    with open(path, "wb") as file:
        file.write(content)


SETS = {each.name: each for each in (
    FileSet("photos", "2,000 JPEGs of 0.3 to 3 MB", photos),
    FileSet("small", "20,000 files of 200 to 3,000 bytes", small),
    FileSet("tiny", "200,000 files of 10 to 60 bytes in one folder", tiny, changes=40_000))}
