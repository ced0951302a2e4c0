#!/usr/bin/env python3
"""Calls a method of OpenSubsonic and writes the answer to standard output.

usage: ask.py URL METHOD NAME=VALUE...     a value is told as it is, whatever a URL would make of it
"""
import shutil
import sys
import urllib.error
import urllib.parse
import urllib.request

url, method, *parameters = sys.argv[1:]
query = urllib.parse.urlencode([tuple(parameter.split("=", 1)) for parameter in parameters])
try:
    with urllib.request.urlopen(f"{url}/rest/{method}?{query}", timeout=60) as answer:
        shutil.copyfileobj(answer, sys.stdout.buffer)
except (urllib.error.URLError, TimeoutError) as error:
    sys.exit(f"{method}: {error}")
