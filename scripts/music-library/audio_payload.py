"""Finds the audio payload of a music file: the bytes a tag editor leaves alone."""


def _mp3(b):
    start, end = 0, len(b)
    while b[start:start + 3] == b"ID3" and len(b) >= start + 10:
        s = b[start + 6:start + 10]
        size = (s[0] << 21) | (s[1] << 14) | (s[2] << 7) | s[3]
        start += 10 + size + (10 if b[start + 5] & 0x10 else 0)
    while True:
        if end - start >= 128 and b[end - 128:end - 125] == b"TAG":
            end -= 128
        elif end - start >= 32 and b[end - 32:end - 24] == b"APETAGEX":
            size = int.from_bytes(b[end - 20:end - 16], "little")
            flags = int.from_bytes(b[end - 12:end - 8], "little")
            end -= size + (32 if flags & 0x80000000 else 0)
        else:
            break
    return b[start:max(start, end)]


def _flac(b):
    if b[:4] != b"fLaC":
        return b
    pos = 4
    while pos + 4 <= len(b):
        last = b[pos] & 0x80
        pos += 4 + int.from_bytes(b[pos + 1:pos + 4], "big")
        if last:
            break
    return b[pos:]


def _mp4(b):
    out, pos = [], 0
    while pos + 8 <= len(b):
        size, kind, head = int.from_bytes(b[pos:pos + 4], "big"), b[pos + 4:pos + 8], 8
        if size == 1:
            size, head = int.from_bytes(b[pos + 8:pos + 16], "big"), 16
        elif size == 0:
            size = len(b) - pos
        if size < head:
            break
        if kind == b"mdat":
            out.append(b[pos + head:pos + size])
        pos += size
    return b"".join(out)


def _ogg(b):
    """Page bodies after the three Vorbis headers; page headers (number, CRC) change on retagging."""
    out, pos, packets = [], 0, 0
    while pos + 27 <= len(b) and b[pos:pos + 4] == b"OggS":
        n = b[pos + 26]
        lacing = b[pos + 27:pos + 27 + n]
        body = pos + 27 + n
        end = body + sum(lacing)
        if packets >= 3:
            out.append(b[body:end])
        packets += sum(1 for x in lacing if x < 255)
        pos = end
    return b"".join(out)


def _wav(b):
    pos = 12
    while pos + 8 <= len(b):
        size = int.from_bytes(b[pos + 4:pos + 8], "little")
        if b[pos:pos + 4] == b"data":
            return b[pos + 8:pos + 8 + size]
        pos += 8 + size + (size & 1)
    return b


_BY_EXT = {"mp3": _mp3, "flac": _flac, "m4a": _mp4, "ogg": _ogg, "wav": _wav}


def payload(data, ext):
    return _BY_EXT.get(ext.lower().lstrip("."), lambda b: b)(data)


def shared_bytes(a, b):
    """Bytes of `a` found at the same place in `b` (whole 4 KiB blocks, then the last common prefix)."""
    if a == b:
        return len(a)
    same, step, n = 0, 4096, min(len(a), len(b))
    for i in range(0, n, step):
        x, y = a[i:min(i + step, n)], b[i:min(i + step, n)]
        if x == y:
            same += len(x)
    return same
