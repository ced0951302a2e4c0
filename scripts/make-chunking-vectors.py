#!/usr/bin/env python3
"""Makes the golden vectors of ContentChunking's tests with the reference implementation.

usage: make-chunking-vectors.py > Tests/ContentChunkingTests/Vectors/fastcdc2020.txt

Needs pyfastcdc from PyPI, which cuts as the Rust crate fastcdc does (module v2020). A line is a vector: the name of a
generator, its seed, the length of the input, and the lengths of the chunks. The generators are written down a second
time in the tests; both follow SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
"""
from pyfastcdc import FastCDC

MASK = (1 << 64) - 1


def splitmix(seed, length):
    out, state = bytearray(), seed
    while len(out) < length:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        out += (z ^ (z >> 31)).to_bytes(8, "little")
    return bytes(out[:length])


def constant(seed, length):
    return bytes([seed & 255]) * length


def text(seed, length):
    """Lines of decimal numbers: few distinct bytes, as in playlists and captions."""
    out, number = bytearray(), seed
    while len(out) < length:
        number = (number * 6364136223846793005 + 1442695040888963407) & MASK
        out += b"%d\n" % (number >> 33)
    return bytes(out[:length])


def island(seed, length):
    """Random bytes with a long run of zeros in the middle, as in a sparse file."""
    third = length // 3
    return splitmix(seed, third) + bytes(third) + splitmix(seed + 1, length - 2 * third)


GENERATORS = {f.__name__: f for f in (splitmix, constant, text, island)}
CASES = (
    [("splitmix", 1, n) for n in (0, 1, 2, 16383, 16384, 16385, 16386, 65535, 65536, 65537, 262143, 262144, 262145)]
    + [("splitmix", seed, 3_000_000 + seed) for seed in range(2, 10)]
    + [("constant", value, n) for value in (0, 255) for n in (65537, 1_000_001)]
    + [("text", 7, 2_000_001), ("text", 8, 700_000), ("island", 11, 2_500_003), ("island", 12, 900_001)]
)

cutter = FastCDC(avg_size=64 << 10, min_size=16 << 10, max_size=256 << 10, normalized_chunking=2)
for name, seed, length in CASES:
    data = GENERATORS[name](seed, length)
    print(name, seed, length, *(chunk.length for chunk in cutter.cut_buf(data) if chunk.length))
