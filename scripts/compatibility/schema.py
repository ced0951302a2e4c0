"""The messages of a .proto as far as compatibility needs them: which fields a message has, and of which type.

Reads the subset of proto3 that locker.proto is written in: one field or call a line, messages at the top or one deep.
"""
import re

MESSAGE = re.compile(r"\s*message (\w+) \{(\})?")
FIELD = re.compile(r"\s*(?:optional |repeated )?([\w.]+) (\w+) = (\d+);")
CALL = re.compile(r"\s*rpc (\w+)\((\w+)\) returns \((\w+)\);")
SERVICE = re.compile(r"service (\w+) \{")


class Schema:
    """`fields`: message -> {number: type}; `calls`: (service, method) -> (request, response)."""

    def __init__(self, path):
        self.fields, self.calls = {}, {}
        service, message = None, []
        for line in open(path, encoding="utf-8"):
            if found := SERVICE.match(line):
                service = found[1]
            elif found := CALL.match(line):
                self.calls["locker.v1." + service, found[1]] = found[2], found[3]
            elif found := MESSAGE.match(line):
                self.fields[found[1]] = {}
                if not found[2]:
                    message.append(found[1])
            elif re.match(r"\s*enum \w+ \{", line):
                message.append(None)
            elif line.strip() == "}" and message:
                message.pop()
            elif message and message[-1] and (found := FIELD.match(line)):
                self.fields[message[-1]][int(found[3])] = found[1]

    def has(self, name):
        """Whether a type is a message, and no scalar and no enumeration."""
        return name in self.fields
