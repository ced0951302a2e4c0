#!/usr/bin/env python3
"""The songs on the page of a person, in a browser: the catalog's recording is taken there, and one's own again.

    songs_page.py URL NAME PASSWORD TITLE     of this song in `main` the catalog has another encoding
"""
import json
import sys

from browser import Browser

url, name, password, title = sys.argv[1:5]
browser = Browser()
run, until = browser.run, browser.until


def click(label):
    found = f"[...document.querySelectorAll('button')].find((each) => each.checkVisibility() && " \
        f"each.ariaLabel === {json.dumps(label)})"
    until(f"Boolean({found})", f"there is '{label}'")
    run(f"{found}.click()")


try:
    browser.open(url + "/#songs")
    until("!document.getElementById('sign-in').hidden")
    for field, value in (("name", name), ("password", password)):
        run(f"void (document.getElementById('sign-in-form').elements['{field}'].value = {json.dumps(value)})")
    run("document.getElementById('sign-in-form').requestSubmit()")
    until("!document.getElementById('songs').hidden")
    run("void (document.getElementById('songs-library').value = 'main')")
    run("document.getElementById('songs-library').dispatchEvent(new Event('change'))")
    until(r"/flac · \d{2,4} kbit\/s · 0:30 · \d+ % alike/.test(document.getElementById('songs-list').innerText)",
          "it is told what the catalog has")
    click(f"Take the catalog’s of {title}")
    click(f"My own file again of {title}")
    until(f"document.getElementById('state').textContent.includes({json.dumps(title + ': your own file is used')})",
          "that is said")
    assert not browser.flaws, browser.flaws
finally:
    browser.close()
