#!/usr/bin/env python3
"""The page at which somebody who was invited chooses a password, in a browser, with answers of its own.

    invite_page.py URL
"""
import sys

from browser import Browser

browser = Browser()
run, until = browser.run, browser.until
STATE = "document.getElementById('state').textContent"
HOLD = "(() => { window.held = []; window.fetch = () => new Promise((done, fail) => held.push({ done, fail })); })()"
SUBMIT = "document.getElementById('form').requestSubmit()"

try:
    browser.open(sys.argv[1] + "/invite#a-code")
    until("document.readyState === 'complete' && Boolean(document.getElementById('form'))")
    run(HOLD)
    for field in ("password", "again"):
        run(f"void (document.getElementById('{field}').value = 'a good password')")
    for _ in range(2):
        run(SUBMIT)
    assert run("held.length") == 1, "it is sent once"
    run("held[0].fail(new TypeError('no line'))")
    until(f"{STATE}.includes('cannot be reached')")
    run(SUBMIT)
    assert run("held.length") == 2, "it is sent again"
    run("held[1].done(new Response(JSON.stringify({ name: 'carol' })))")
    until(f"{STATE}.includes('Welcome, carol') && !document.getElementById('form')", "it is done")
    assert not browser.flaws, browser.flaws
finally:
    browser.close()
