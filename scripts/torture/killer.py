"""Kills watches, syncs by hand and the daemon at random moments, and starts them again."""
import random
import time


class Killer:
    def __init__(self, world, seed):
        self.world, self.source = world, random.Random(f"{seed}/kills")
        self.done = {}

    def work(self, is_over):
        acts = (self.kill_watch, self.kill_watch, self.kill_start, self.kill_start, self.kill_by_hand,
                self.kill_by_hand, self.kill_daemon)
        while not is_over():
            time.sleep(self.source.uniform(0.02, 0.5))
            act = self.source.choice(acts)
            act(self.source.choice(self.world.devices))

    def kill_watch(self, device):
        self.count("watches killed")
        device.kill()
        time.sleep(self.source.choice((0, 0.1, 0.5)))
        device.start()

    def kill_start(self, device):
        """A watch begins with a sync, which is what is killed here."""
        self.count("watches killed as they begin")
        device.kill()
        for _ in range(self.source.randrange(1, 4)):
            device.start()
            time.sleep(self.source.uniform(0.005, 0.15))
            device.kill()
        device.start()

    def kill_by_hand(self, device):
        """Beside the watch; it may be done before."""
        self.count("syncs and pulls by hand, most of them killed")
        command = device.run(*self.source.choice((("sync", "--both"), ("sync", "--both"), ("pull",))))
        time.sleep(self.source.choice((0.01, 0.02, 0.04, 0.08, 0.15, 0.3)))
        command.kill()
        command.wait()

    def kill_daemon(self, _):
        self.count("daemons killed")
        self.world.daemon.kill()
        time.sleep(self.source.choice((0, 0.1, 1)))
        self.world.start()

    def count(self, what):
        self.done[what] = self.done.get(what, 0) + 1
