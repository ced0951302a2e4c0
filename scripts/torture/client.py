"""The program locker, as the people and the operator of a round call it."""
import json
import os
import subprocess

LONGEST = 60  # seconds that a command may take before it counts as hung


class Answer:
    """How a command ended: its exit status, what it printed, and the code and the message of its error."""

    def __init__(self, command, status, output, errors):
        self.command, self.status = command, status
        self.is_answer = status == 0  # of the kind that was expected
        try:
            self.value = json.loads(output) if output.strip() else {}
        except ValueError:
            self.value = {}
        try:
            error = json.loads(errors.strip().splitlines()[-1])["error"]
            self.code, self.message = error["code"], error["message"]
        except (IndexError, KeyError, TypeError, ValueError):
            self.code, self.message = None, errors.strip()

    @property
    def is_unreachable(self):
        return self.status == 6

    def __str__(self):
        return f"{self.command}: exit status {self.status}, {self.code}: {self.message}"


class Client:
    """Runs commands, each a process of its own, against one socket."""

    def __init__(self, program, socket, state):
        self.program, self.socket = program, socket
        self.environment = dict(os.environ, LOCKER_SOCKET=socket, XDG_STATE_HOME=state)

    def run(self, *arguments, account=None):
        command = [str(argument) for argument in arguments]
        whose = ["--account", account] if account else []
        done = subprocess.run(
            [self.program, "--progress", "none", "--json", *whose, *command], env=self.environment,
            stdin=subprocess.DEVNULL, capture_output=True, timeout=LONGEST, check=False)
        return Answer(" ".join([*whose, *command]), done.returncode, done.stdout.decode(), done.stderr.decode())
