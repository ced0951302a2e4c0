#!/usr/bin/env python3
"""The page of a person, in a browser: everything on it is done once, by the keyboard where that differs.

    page.py URL NAME PASSWORD FOLDER FILE     FILE is a song of the person's library `main`, and lies in FOLDER
"""
import hashlib
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

from browser import Browser
from page_lists import Lists

url, name, password, folder, song = sys.argv[1:6]
browser = Browser()
run, until = browser.run, browser.until
new_password = "another good password"


def text(value):
    return json.dumps(value)


def state(words):
    until(f"document.getElementById('state').textContent.includes({text(words)})", f"'{words}' is said")


def click(label, within="document"):
    """Presses what is called so, whatever kind of thing it is."""
    found = f"[...{within}.querySelectorAll('a, button')].find((each) => each.checkVisibility() && " \
        f"(each.ariaLabel ?? each.textContent) === {text(label)})"
    until(f"Boolean({found})", f"there is '{label}'")
    run(f"{found}.click()")


def fill(form, **values):
    for field, value in values.items():
        run(f"void (document.getElementById('{form}').elements['{field}'].value = {text(value)})")
    run(f"document.getElementById('{form}').requestSubmit()")


def is_section(section):
    until(f"!document.getElementById('{section}').hidden && document.activeElement.id === '{section}-title'",
          f"{section} is shown, and has the focus")


def ask(path, **options):
    """The status and the text of an answer to no browser."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url + path, **options), timeout=20) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), error.headers


def sign_in_elsewhere(word):
    return ask("/api/v1/sessions", data=json.dumps({"name": name, "password": word}).encode(),
               headers={"Sec-Fetch-Site": "same-origin"})


def ping(word):
    query = urllib.parse.urlencode({"u": name, "p": word, "v": "1.16.1", "c": "check", "f": "json"})
    return json.loads(ask(f"/rest/ping?{query}")[1])["subsonic-response"]["status"]


def eventually(what, truth):
    deadline = time.monotonic() + 3
    while not truth():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def signs_in():
    browser.open(url + "/")
    until("!document.getElementById('sign-in').hidden")
    fill("sign-in-form", name=name, password="a wrong one")
    state("wrong")
    # By the keyboard alone.
    run("document.getElementById('sign-in-form').reset(); document.querySelector('#sign-in-form input').focus()")
    browser.type(name)
    browser.press("Tab")
    browser.type(password)
    browser.press("Enter")
    is_section("libraries")
    until(f"document.getElementById('name').textContent === {text(name)}")
    assert run("document.cookie") == "", "no script sees the cookie"
    browser.open(url + "/?again")
    is_section("libraries")


def plays():
    path = song.split("/")
    click("main")
    for step in path[:-1]:
        click(step)
    click("Play " + path[-1])
    until("document.getElementById('player').currentTime > 0.3", "the song plays")
    run("void (document.getElementById('player').currentTime = document.getElementById('player').duration - 0.5)")
    until("document.getElementById('player').ended || !document.getElementById('song').textContent.includes("
          f"{text(path[-1])})", "it plays to its end")
    run("document.getElementById('player').pause()")


def downloads():
    with open(os.path.join(folder, song), "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    label = text("Download " + song.split("/")[-1])
    got = run(f"""(async () => {{
        const link = [...document.querySelectorAll('a')].find((each) => each.ariaLabel === {label});
        const digest = await crypto.subtle.digest('SHA-256', await (await fetch(link.href)).arrayBuffer());
        return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    }})()""")
    assert got == digest, "what is downloaded is the file"
    start = run("fetch(document.getElementById('zip').href).then((answer) => answer.text())")
    assert start.startswith("PK"), "the folder is an archive"


def choose(content):
    run(f"""(() => {{
        const data = new DataTransfer(), input = document.getElementById('files');
        data.items.add(new File([{text(content)}], 'new & <b>.txt'));
        input.files = data.files;
        input.dispatchEvent(new Event('change'));
    }})()""")


def uploads():
    choose("first")
    until("document.getElementById('uploads').textContent.includes('is there')")
    until("document.getElementById('entries').textContent.includes('new & <b>.txt')")
    sizes = run("[...document.querySelectorAll('#entries td[data-head=Size]')].map((each) => each.textContent)")
    assert "5 B" in sizes and any(size.endswith(" KiB") or size.endswith(" MiB") for size in sizes), sizes
    choose("second")
    until("document.getElementById('uploads').textContent.includes('already')")
    click("Replace " + "/".join([*song.split("/")[:-1], "new & <b>.txt"]))
    until("!document.getElementById('uploads').textContent.includes('already')")
    got = "fetch([...document.querySelectorAll('a')].find((each) => each.ariaLabel === 'Download new & <b>.txt').href)" \
        ".then((answer) => answer.text())"
    until(f"({got}).then((text) => text === 'second')", "it is replaced")


def tells_of_songs():
    click("Songs")
    is_section("songs")
    run("void (document.getElementById('songs-library').value = 'main')")
    run("document.getElementById('songs-library').dispatchEvent(new Event('change'))")
    until("document.getElementById('songs-list').innerText.includes('Uploaded by you')", "songs tell how they came")


def shows_what_was_asked_for_last():
    Lists(browser).check()


def makes_and_revokes():
    click("Devices and apps")
    is_section("devices")
    fill("new-credential", label="  ", kind="app")
    state("shows nothing")
    fill("new-credential", label="Tele\u202ephone", kind="app")
    state("U+202E")
    fill("new-credential", label="Telephone", kind="app")
    until("!document.getElementById('made').hidden && document.activeElement.id === 'made-title'")
    told = run("[...document.querySelectorAll('#made-facts dd')].map((each) => each.textContent)")
    assert told[:2] == [url, name], told
    eventually("the app password signs in", lambda: ping(told[2]) == "ok")
    click("Done")
    assert not run(f"document.body.innerHTML.includes({text(told[2])})"), "it is shown once"
    until("document.getElementById('credentials').textContent.includes('Telephone')")
    click("Revoke Telephone")
    click("Yes, revoke Telephone")
    state("Telephone is revoked")
    eventually("it is revoked", lambda: ping(told[2]) == "failed")


def fits_a_telephone():
    browser.order("Emulation.setDeviceMetricsOverride", width=360, height=640, deviceScaleFactor=2, mobile=True)
    for link in ("Devices and apps", "Password", "Libraries"):
        click(link)
        until("document.documentElement.scrollWidth <= 360", f"{link} fits 360 pixels")
    browser.order("Emulation.clearDeviceMetricsOverride")
    colours = []
    for scheme in ("light", "dark"):
        browser.order("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        colours.append(run("getComputedStyle(document.body).backgroundColor"))
    assert colours[0] != colours[1], colours


def says_what_things_are():
    assert run("[...document.querySelectorAll('input, select')].every((each) => each.labels.length > 0)")
    assert run("[...document.querySelectorAll('button, a')].every((each) => each.ariaLabel || each.textContent.trim())")
    assert run("document.documentElement.lang") == "en"


def changes_the_password():
    status, _, fields = sign_in_elsewhere(password)
    assert status == 201, status
    other = {"Cookie": fields["Set-Cookie"].partition(";")[0]}
    assert ask("/api/v1/libraries", headers=other)[0] == 200
    click("Password")
    fill("password-form", old="a wrong one", new=new_password, again=new_password)
    state("wrong")
    fill("password-form", old=password, new=new_password, again="a third one")
    state("differ")
    fill("password-form", old=password, new=new_password, again=new_password)
    state("is changed")
    eventually("the other browser is signed out", lambda: ask("/api/v1/libraries", headers=other)[0] == 401)
    assert sign_in_elsewhere(password)[0] == 401
    assert sign_in_elsewhere(new_password)[0] == 201
    click("Libraries")
    is_section("libraries")


def signs_out():
    click("Sign out")
    until("!document.getElementById('sign-in').hidden")
    assert run("fetch('api/v1/libraries').then((answer) => answer.status)") == 401
    assert not run("document.body.innerText.includes('Telephone')"), "nothing is left"


try:
    for step in (signs_in, plays, downloads, uploads, tells_of_songs, shows_what_was_asked_for_last, makes_and_revokes,
                 fits_a_telephone, says_what_things_are, changes_the_password, signs_out):
        print(step.__name__, flush=True)
        step()
    assert not browser.flaws, browser.flaws
finally:
    browser.close()
