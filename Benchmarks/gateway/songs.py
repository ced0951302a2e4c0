"""MP3s that are valid and small, made without an encoder: frames of silence, of which the bytes that no decoder looks at
are noise, so that no two songs have the same audio."""
import random
import struct
import zlib

# Each is a bit rate, a sample rate, the first bytes of a frame, the bytes of its side information, samples in a frame.
SHORT = (32_000, 22_050, b"\xff\xf3\x40\xc0", 9, 576)  # MPEG-2, one channel
LONG = (320_000, 44_100, b"\xff\xfb\xe0\x00", 32, 1152)  # MPEG-1, two


def audio(kind, frames, source):
    """So many frames: side information of zeros says that there is nothing to decode in the rest."""
    bit_rate, sample_rate, head, side, samples = kind
    length = samples // 8 * bit_rate // sample_rate
    silence = head + bytes(side)
    rest = length - len(silence)
    noise = source.randbytes(rest * frames).replace(b"\xff", b"\xfe")  # a frame begins where a head says, nowhere else
    return b"".join(silence + noise[at:at + rest] for at in range(0, len(noise), rest))


def frames_of(kind, size):
    """How many frames make about so many bytes."""
    bit_rate, sample_rate, _, _, samples = kind
    return max(1, size // (samples // 8 * bit_rate // sample_rate))


def frame(name, content):
    return name + syncsafe(len(content)) + b"\0\0" + content


def syncsafe(number):
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def text(name, value):
    return frame(name, b"\3" + value.encode())


def tag(song, picture=None):
    """ID3v2.4, with some room behind it."""
    frames = [text(b"TIT2", song["title"]), text(b"TPE1", song["artist"]), text(b"TPE2", song["artist"]),
              text(b"TALB", song["album"]), text(b"TRCK", f"{song['track']}/{song['of']}"), text(b"TPOS", "1/1"),
              text(b"TDRC", str(song["year"])), text(b"TCON", song["genre"])]
    if picture:
        frames.append(frame(b"APIC", b"\0image/png\0\3\0" + picture))
    body = b"".join(frames) + bytes(256)
    return b"ID3\4\0\0" + syncsafe(len(body)) + body


def cover(seed, side=300):
    """A PNG of coarse noise: some 20 KB, as small covers have."""
    source = random.Random(f"cover {seed}")
    rows = []
    for _ in range(side // 4):
        row = b"\0" + b"".join(source.randbytes(3) * 4 for _ in range(side // 4))
        rows.extend([row] * 4)
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"".join(rows), 6))
            + chunk(b"IEND", b""))


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
