#!/usr/bin/env python3
"""Tells what a program spent its processor time on, from a recording of perf, as microseconds for each chunk.

usage: perf script -i RECORDING -F comm,event,ip,sym,dso | shares.py RATE CHUNKS

RATE is how many samples a second of processor time has, CHUNKS how many chunks were worked on. A sample counts for
the first pattern that fits it: of what the kernel does, by the system call; of all else, by the innermost function
that is known.
"""
import re
import sys

# What is told, and a pattern for a frame, which is written as its function and its file: `pread64 [kernel]`.
KERNEL = (
    ("read: pread", r"sys_p?read|do_preadv"),
    ("write: pwritev2, pwrite", r"sys_p?write|do_pwritev"),
    ("reserve: fallocate", r"sys_fallocate"),
    ("sync: fdatasync", r"sys_f(data)?sync"),
    ("socket: sendmsg, recvmsg", r"sys_(send|recv)"),
    ("locks: futex", r"sys_futex"),
    ("page faults", r"exc_page_fault"),
    ("other system calls", r"sys_"),
    ("interrupts, kernel threads' work", r"\[kernel\]"),
)
USER = (
    ("hash: SHA-256", r"locker_sha256|libcrypto"),
    ("cut: FastCDC", r"15ContentChunking"),
    ("Ogg: pages taken apart, their CRC", r"11MediaLayout"),
    ("compress: LZ4", r"LZ4|liblz4"),
    ("checksum: XXH3", r"XXH|libxxhash"),
    ("index", r"ChunkIndex|IndexRun|IndexFilter|BlockCache|IndexContent|IndexJournal|IndexMerge|IndexCursor"),
    ("metadata: SQLite", r"sqlite"),
    ("copy: memmove", r"mem(cpy|move|set)"),
    ("allocation", r"malloc|calloc|realloc|free|posix_memalign|swift_(slow)?[aA]lloc|swift_(slow)?[dD]ealloc"),
    ("retain, release", r"swift_(retain|release)|bridgeObject"),
    ("locks: pthread", r"pthread|lll_lock"),
    ("messages: protobuf", r"^\$s13SwiftProtobuf|^\$s9LockerAPI"),
)


def samples(lines):
    """The frames of each sample, innermost first."""
    frames = []
    for line in lines:
        if line.strip() and line[0].isspace():
            fields = line.split(None, 1)
            frames.append(fields[1].strip().replace("([kernel.kallsyms])", "[kernel]"))
        elif frames:
            yield frames
            frames = []
    if frames:
        yield frames


def work(frames):
    if "[kernel]" in frames[0]:
        return next(name for name, pattern in KERNEL if any(re.search(pattern, frame) for frame in frames))
    for frame in frames[:1] + frames:
        for name, pattern in USER:
            if re.search(pattern, frame):
                return name
    return "everything else"


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    rate, chunks = int(sys.argv[1]), int(sys.argv[2])
    counts = {}
    for frames in samples(sys.stdin):
        name = work(frames)
        counts[name] = counts.get(name, 0) + 1
    total = sum(counts.values())
    seconds = total / rate
    for name, count in sorted(counts.items(), key=lambda pair: -pair[1]):
        share = count / total
        print(f"{share:6.1%}  {share * seconds / chunks * 1e6:8.2f} us  {name}")
    print(f"{1:6.0%}  {seconds / chunks * 1e6:8.2f} us, {chunks} chunks, {seconds:.2f} s")


main()
