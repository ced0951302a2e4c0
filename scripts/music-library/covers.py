"""Pictures: covers cut from wallpapers."""
import os

from files import ffmpeg, read
from mutagen.flac import Picture


def shrink_wallpapers(library, paths):
    """Once, so that cutting a cover needs no decoding of a huge picture."""
    out = []
    for n, p in enumerate(paths[:12]):
        out.append(os.path.join(library.work, "covers", f"wallpaper{n}.bmp"))
        ffmpeg("-i", p, "-vf", "scale=-2:1500", "-frames:v", 1, out[-1])
    return out


def cover(library, r, big):
    """A JPEG; big ones exceed any padding in front of the audio."""
    px = library.sizes["cover"][1 if big else 0]
    dst = os.path.join(library.work, "covers", f"{r.getrandbits(60):x}.jpg")
    img = library.photos[r.randrange(len(library.photos))]
    side = r.uniform(0.3, 0.8)
    crop = f"crop=ih*{side:.3f}:ih*{side:.3f}:iw*{r.uniform(0, .3):.3f}:0,scale={px}:{px}"
    ffmpeg("-i", img, "-vf", crop, "-frames:v", 1, "-q:v", 2 if big else 4,
           "-fflags", "+bitexact", "-flags:v", "+bitexact", "-threads", 1, dst)
    data = read(dst)
    os.remove(dst)
    return data


def flac_picture(jpeg):
    p = Picture()
    p.type, p.mime, p.desc, p.data = 3, "image/jpeg", "Cover", jpeg
    return p
