#!/usr/bin/env python3
"""Makes a thousand people of a gateway that does not run yet, each with a token.

    people.py PROGRAM STATE FILE COUNT HOSTILE

The first and those who do harm are made by the commands. A password costs a tenth of a second of processor to hash, as it
has to, so that the others are made from the first one's row: whoever signs in with a token has it hashed with nothing
that is slow. FILE has them then, as JSON: name, token, and whether they do harm.
"""
import hashlib
import json
import os
import secrets
import sqlite3
import subprocess
import sys

KIND_OF_TOKEN = 1


def command(program, state, *arguments, given=""):
    return subprocess.run([program, *arguments, "--state", state], check=True, text=True, input=given,
                          capture_output=True).stdout


def by_command(program, state, name):
    command(program, state, "person", "add", name, "--password-stdin", given=f"a password of {name}\n")
    made = command(program, state, "credential", "add", name, "--label", "crowd", "--kind", "token", "--json")
    return {"name": name, "token": json.loads(made)["secret"]}


def copies(database, names):
    """Rows like the first person's; the tokens look as the gateway's do."""
    password, created = database.execute("SELECT password, created FROM person ORDER BY id LIMIT 1").fetchone()
    for name in names:
        token = "lk_" + "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz234567") for _ in range(52))
        row = database.execute("INSERT INTO person (name, password, created) VALUES (?, ?, ?)", (name, password, created))
        database.execute(
            "INSERT INTO credential (id, person, label, kind, digest, created) VALUES (?, ?, 'crowd', ?, ?, ?)",
            (os.urandom(16), row.lastrowid, KIND_OF_TOKEN, hashlib.sha256(token.encode()).digest(), created))
        yield {"name": name, "token": token}


def main():
    program, state, path, count, hostile = *sys.argv[1:4], *map(int, sys.argv[4:])
    made = [{**by_command(program, state, f"hostile-{number}"), "hostile": True} for number in range(hostile)]
    made.append(by_command(program, state, "person-0"))
    database = sqlite3.connect(f"{state}/people.sqlite")
    with database:
        made += copies(database, [f"person-{number}" for number in range(1, count - hostile)])
    database.close()
    with open(path, "w") as file:
        json.dump(made, file)


main()
