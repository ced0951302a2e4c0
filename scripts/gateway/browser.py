"""Drives Debian's Chromium, without a window and over a pipe: https://chromedevtools.github.io/devtools-protocol."""
import fcntl
import itertools
import json
import os
import shutil
import subprocess
import tempfile
import time

PATIENCE = 20  # seconds

# What the page forbids itself is an error of its own.
WATCH = "addEventListener('securitypolicyviolation', (event) => console.error('policy', event.violatedDirective," \
    " event.blockedURI))"


class Browser:
    """One page of a browser that nobody has used before. `flaws` are what it says of errors of the page."""

    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="locker-browser.")
        self.numbers, self.rest, self.flaws = itertools.count(1), b"", []
        orders, self.orders = os.pipe()
        self.answers, answers = os.pipe()
        # Chromium reads 3 and writes 4; they may be those of the pipes themselves.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (orders, answers)]
        os.close(orders)
        os.close(answers)
        self.process = subprocess.Popen(
            ["chromium", "--headless=new", "--remote-debugging-pipe", f"--user-data-dir={self.profile}",
             "--disable-gpu", "--mute-audio", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", *(["--no-sandbox"] if os.geteuid() == 0 else []), "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=(3, 4),
            preexec_fn=lambda: (os.dup2(ends[0], 3), os.dup2(ends[1], 4)), start_new_session=True)
        for end in ends:
            os.close(end)
        self.session = None
        target = self.order("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.order("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.order(f"{domain}.enable")
        self.order("Page.addScriptToEvaluateOnNewDocument", source=WATCH)

    def order(self, method, **parameters):
        """Has it do something, and returns what it answers."""
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.orders, json.dumps(message).encode() + b"\0")
        while True:
            said = self.hear()
            if said.get("id") != number:
                self.note(said)
            elif "error" in said:
                raise RuntimeError(f"{method}: {said['error']}")
            else:
                return said["result"]

    def hear(self):
        while b"\0" not in self.rest:
            piece = os.read(self.answers, 1 << 16)
            if not piece:
                raise RuntimeError("chromium ended")
            self.rest += piece
        message, _, self.rest = self.rest.partition(b"\0")
        return json.loads(message)

    def note(self, said):
        """Takes note of errors, but for answers with a status of one: the page is asked what it made of those."""
        method, told = said.get("method"), said.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.flaws.append(told["exceptionDetails"].get("exception", {}).get("description", str(told)))
        if method == "Runtime.consoleAPICalled" and told["type"] in ("error", "assert"):
            self.flaws.append(str([argument.get("value") for argument in told["args"]]))
        if method == "Log.entryAdded" and told["entry"]["level"] == "error" and told["entry"]["source"] != "network":
            self.flaws.append(told["entry"]["text"])

    def open(self, url):
        self.order("Page.navigate", url=url)

    def run(self, script):
        """What an expression is in the page, as if somebody had clicked for it."""
        said = self.order("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True)
        if "exceptionDetails" in said:
            raise RuntimeError(f"{script}: {said['exceptionDetails']}")
        return said["result"].get("value")

    def until(self, script, what=None):
        """Waits until an expression is true."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                if self.run(script):
                    return
            except RuntimeError:
                pass  # it is between two pages
            time.sleep(0.05)
        shown = self.run("document.body.innerText")
        raise RuntimeError(f"not within {PATIENCE} s: {what or script}\n{shown[-1500:]}\n{self.flaws}")

    def press(self, key):
        """Has a key pressed and let go: Tab, Enter."""
        codes = {"Tab": 9, "Enter": 13}
        for kind in ("keyDown", "keyUp"):
            self.order("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=codes[key],
                       **({"text": "\r"} if key == "Enter" and kind == "keyDown" else {}))

    def type(self, text):
        self.order("Input.insertText", text=text)

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)
