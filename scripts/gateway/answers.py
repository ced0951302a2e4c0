#!/usr/bin/env python3
"""Looks at answers that curl has kept.

    answers.py multipart HEAD BODY FILE FIRST-LAST...   are these ranges of the file the parts of the body?
    answers.py alike BODY BODY                          are both the same, but for names of requests and things?
    answers.py paths BODY                               prints the path of each entry
"""
import email.parser
import email.policy
import json
import re
import sys


def expect(truth, what):
    if not truth:
        sys.exit(what)


def multipart(head, body, file, *ranges):
    """By the grammar of RFC 2046, with no parser that is lenient."""
    lines = open(head, "rb").read().split(b"\n", 1)[1]
    fields = email.parser.BytesHeaderParser(policy=email.policy.HTTP).parsebytes(lines)
    kind = re.fullmatch(r'multipart/byteranges; *boundary="?([-A-Za-z0-9]+)"?', fields["Content-Type"])
    expect(kind, f"Content-Type is {fields['Content-Type']}")
    body, content = open(body, "rb").read(), open(file, "rb").read()
    expect(int(fields["Content-Length"]) == len(body), "Content-Length is not that of the body")
    parts = (b"\r\n" + body).split(b"\r\n--" + kind[1].encode())
    expect(parts[0] == b"" and parts[-1] in (b"--\r\n", b"--"), f"the body ends with {parts[-1][-40:]}")
    expect(len(parts) - 2 == len(ranges), f"{len(parts) - 2} parts instead of {len(ranges)}")
    for part, wanted in zip(parts[1:-1], ranges):
        first, last = map(int, wanted.split("-"))
        fields, bytes_ = part.split(b"\r\n\r\n", 1)
        said = re.search(rb"(?im)^content-range: bytes (\d+)-(\d+)/(\d+)\r?$", fields)
        expect(said and tuple(map(int, said.groups())) == (first, last, len(content)), f"{wanted}: {fields}")
        expect(re.search(rb"(?im)^content-type: ", fields), f"{wanted}: no type")
        expect(bytes_ == content[first:last + 1], f"{wanted}: these are other bytes")


def plain(body):
    """What is left of an answer when names are taken out of it."""
    text = open(body, "rb").read().decode()
    text = re.sub(r'"request": ?"[^"]*"', '"request":""', text)
    text = re.sub(r"\b[0-9a-f]{64}\b", "BLOB", text)
    return re.sub(r"\b(so|al|ar|fo|pl|co|cb)-[0-9a-z-]+", "ID", text)


def alike(one, other):
    expect(plain(one) == plain(other), f"{plain(one)}\n{plain(other)}")


def paths(body):
    for entry in json.load(open(body))["entries"]:
        print(entry["path"])


if __name__ == "__main__":
    {"multipart": multipart, "alike": alike, "paths": paths}[sys.argv[1]](*sys.argv[2:])
