#!/usr/bin/env python3
"""Makes a photo library: JPEGs of 0.3 to 3 MB, each another part of a photograph that a Debian package has, with Exif.

usage: photos.py FOLDER [COUNT]

Needs python3-pil and the packages in PACKAGES. The same versions of them make the same bytes each time.
"""
import io
import os
import random
import subprocess
import sys
from fnmatch import fnmatchcase
from multiprocessing import Pool

from PIL import Image

PACKAGES = ("lomiri-wallpapers-16.04", "lomiri-wallpapers-20.04", "mate-backgrounds", "plasma-workspace-wallpapers")
# Which of their pictures were taken by a camera.
TAKEN = ("/usr/share/backgrounds/*_by_*.jpg", "/usr/share/backgrounds/mate/nature/*.jpg",
         *(f"/usr/share/wallpapers/{name}/contents/images/*.jpg" for name in
           ("Autumn", "BytheWater", "ColorfulCups", "EveningGlow", "FallenLeaf", "OneStandsOut", "Path")))
DRAWN = ("analogpattern", "Infinite-Sea", "Painting-Colors", "Fossa")
LEAST, MOST = 300_000, 3_000_000
MAKE, MODEL, TAKEN_AT = 0x010F, 0x0110, 0x9003


def pictures():
    listed = subprocess.run(["dpkg-query", "--listfiles", *PACKAGES], check=True, text=True, capture_output=True).stdout
    fitting = sorted(path for path in set(listed.splitlines()) if any(fnmatchcase(path, pattern) for pattern in TAKEN))
    return [path for path in fitting if not os.path.islink(path) and not any(name in path for name in DRAWN)]


def photo(number, path):
    """Bytes of a JPEG: drawn again with better luck, as quality and size go, until they are of a fitting length."""
    luck = random.Random(number)
    with Image.open(path) as whole:
        whole = whole.convert("RGB")
    while True:
        share = luck.uniform(0.55, 1)
        width, height = (int(side * share) // 16 * 16 for side in whole.size)
        left, top = luck.randint(0, whole.width - width), luck.randint(0, whole.height - height)
        part = whole.crop((left, top, left + width, top + height))
        longest = luck.randint(1800, 4200)
        if longest < max(part.size):
            part.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        if luck.random() < 0.5:
            part = part.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        out = io.BytesIO()
        part.save(out, "JPEG", quality=luck.randint(84, 97), subsampling=luck.choice((0, 2)), exif=exif(number))
        if LEAST <= out.tell() <= MOST:
            return out.getvalue()


def exif(number):
    found = Image.Exif()
    found[MAKE], found[MODEL] = "Camera", f"Model {number % 7}"
    found[TAKEN_AT] = f"20{10 + number // 200:02}:{number % 12 + 1:02}:{number % 28 + 1:02} 12:{number % 60:02}:00"
    return found


def make(job):
    number, source, folder = job
    path = os.path.join(folder, f"{2010 + number // 200}", f"IMG_{number:04}.jpg")
    content = photo(number, source)
    with open(path, "wb") as file:
        file.write(content)
    return len(content)


def main():
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    folder, count, sources = sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 2000, pictures()
    for number in range(0, count, 200):
        os.makedirs(os.path.join(folder, f"{2010 + number // 200}"), exist_ok=True)
    with Pool() as pool:
        jobs = [(number, sources[number % len(sources)], folder) for number in range(count)]
        sizes = pool.map(make, jobs, chunksize=8)
    print(f"{count} photos of {len(sources)} pictures, {sum(sizes) / 1e9:.2f} GB")


if __name__ == "__main__":
    main()
