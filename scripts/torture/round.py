"""One round: people and the operator at work on one daemon, until the fault ends it."""
import threading
import traceback

from shelf import Wrong


class Round:
    def __init__(self, world, number, fault, daemon):
        self.world, self.number, self.fault, self.daemon = world, number, fault, daemon
        self.is_over = self.is_stopping = False
        self.has_come = False  # the kill at a call
        self.wrongs = []
        self.done = {}

    def run(self, *arguments, account=None, also=None):
        """Runs a command, which may end with the code `also`, or as the fault has it."""
        answer = self.world.client.run(*arguments, account=account)
        answer.is_answer = answer.status in (0, 3) or answer.code == also is not None
        if not answer.is_answer and not self.may_fail(answer):
            raise Wrong(f"it failed, and the fault is no reason: {answer}")
        return answer

    def is_ending(self, answer):
        """Whether a command failed because the daemon is going, or gone."""
        if answer.is_unreachable:
            return self.daemon.ends_within(10)
        return self.is_stopping and answer.code == "UNAVAILABLE"

    def may_fail(self, answer):
        if self.fault.meets_syncs and answer.value.get("bad"):
            return True  # a verification that names the pack which is out of reach
        return (answer.code in self.fault.codes and bool(answer.message)) or self.is_ending(answer)

    def count(self, what):
        self.done[what] = self.done.get(what, 0) + 1

    def play(self, workers):
        """Lets everybody work until the fault has come or its time is over."""
        threads = [threading.Thread(target=self.guard, args=(worker,)) for worker in workers]
        for thread in threads:
            thread.start()
        self.has_come = self.daemon.ends_within(self.fault.milliseconds / 1000)
        status = self.end()
        self.is_over = True
        for thread in threads:
            thread.join()
        if self.wrongs:
            raise Wrong("\n".join(self.wrongs))
        return status

    def end(self):
        """Ends the daemon as the fault wants it, unless it has ended. Returns its exit status."""
        if self.fault.kind in ("moment", "call") or (self.fault.kind == "error" and self.number % 2):
            return self.daemon.kill()
        self.is_stopping = True
        if self.fault.kind == "stop" and not self.fault.call:
            self.daemon.signal(15)
            self.has_come = self.daemon.ends_within(self.fault.milliseconds % 8 / 1000)
            return self.daemon.kill()
        status = self.daemon.stop()
        self.has_come = status == -9
        return status

    def guard(self, worker):
        try:
            worker.work(self, self.number)
        except Wrong as wrong:
            self.wrongs.append(str(wrong))
        except Exception:  # pylint: disable=broad-except
            self.wrongs.append(traceback.format_exc())
