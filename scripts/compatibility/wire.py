"""Bytes of protobuf messages, with everything in them that a version does not know."""
import struct

from locker_client import number, varint


def fields(data):
    """[(number, wire type, value)] in the order of the bytes: int for varints, bytes for all else."""
    found, at = [], 0
    while at < len(data):
        key, at = number(data, at)
        kind = key & 7
        if kind == 0:
            value, at = number(data, at)
        else:
            if kind == 2:
                length, at = number(data, at)
            else:
                length = {1: 8, 5: 4}[kind]
            value, at = data[at:at + length], at + length
            if len(value) != length:
                raise ValueError("a field is cut off")
        found.append((key >> 3, kind, value))
    return found


def message(parts):
    """The bytes of [(number, wire type, value)]."""
    out = bytearray()
    for number_, kind, value in parts:
        out += varint(number_ << 3 | kind)
        if kind == 0:
            out += varint(value)
        else:
            out += (varint(len(value)) if kind == 2 else b"") + value
    return bytes(out)


def known(data, schema, name):
    """The message as a version with `schema` sees it: without fields that it does not know."""
    parts = []
    for number_, kind, value in fields(data):
        type_ = schema.fields[name].get(number_)
        if type_ is not None:
            parts.append((number_, kind, known(value, schema, type_) if schema.has(type_) else value))
    return message(parts)


def frame(stream, kind, body):
    return struct.pack(">IIBB", len(body), stream, kind, 0) + body
