#!/usr/bin/env python3
"""Leaves of the gateway's OpenAPI document the one way to sign in that nobody is shut out from.

    tokens_only.py DOCUMENT     prints it

schemathesis tries wrong app passwords, always of one name, and after ten of them the gateway has whoever says that name
wait, as it should. What a session alone may ask for answers a token with 403.
"""
import json
import sys


def main():
    with open(sys.argv[1]) as file:
        document = json.load(file)
    document["components"]["securitySchemes"] = {"bearer": document["components"]["securitySchemes"]["bearer"]}
    document["security"] = [{"bearer": []}]
    for item in document["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict) and operation.get("security"):
                operation["security"] = [{"bearer": []}]
    json.dump(document, sys.stdout)


if __name__ == "__main__":
    main()
