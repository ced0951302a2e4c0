#!/usr/bin/env python3
"""A thousand people of a gateway, ten of whom do harm while the others play, list, search, send and fetch.

    crowd.py URL PEOPLE GATEWAY-PID DAEMON-PID SECONDS SEED SLOW-UPLOADERS

PEOPLE is what people.py has made. Nobody of those who behave may see an error or a byte that is not theirs; and what the
gateway has of memory and descriptors at a third of the time is about what it has at the end. SLOW-UPLOADERS says how many of
the ten hold all the uploads that an account may have: of four on, nothing is left for the others but what gives way to them
(docs/protocol.md), and somebody has to be told to wait, or the harm is none.
"""
import asyncio
import collections
import json
import multiprocessing
import os
import random
import sys
import threading
import time

import harm
from behaved import Person, Song, behave
from songs import LONG, audio, tag
from web import Web

GROWTH, DESCRIPTORS = 32 << 20, 100  # bytes and descriptors that the end may have more than a third of the time
POOL, EACH, AT_A_TIME, PER_ADDRESS = 60, 3, 16, 100
UPLOADS = 4  # accounts that have all uploads there may be (docs/protocol.md)


class Watch(threading.Thread):
    """Looks at a process a few times a second, until shortly before all leave."""

    def __init__(self, pid, end):
        super().__init__(daemon=True)
        self.pid, self.samples, self.end = pid, [], end

    def run(self):
        while time.monotonic() < self.end - 0.5:
            self.samples.append(self.sample())
            time.sleep(0.25)

    def sample(self):
        with open(f"/proc/{self.pid}/status") as file:
            status = dict(line.split(":", 1) for line in file)
        return (int(status["VmRSS"].split()[0]) << 10, len(os.listdir(f"/proc/{self.pid}/fd")),
                int(status["Threads"]))

    def around(self, part, what):
        """The mean of a seventh of all samples, which begins at that part: those who do harm come and go."""
        count = len(self.samples)
        found = [sample[what] for sample in self.samples[int(count * part):int(count * (part + 1 / 7)) + 1]]
        return sum(found) // len(found)

    def told(self, name):
        return (f"{name}: {self.around(0, 0) >> 20} MiB at first, {self.around(0.3, 0) >> 20} at a third, "
                f"{self.around(0.85, 0) >> 20} at the end; {self.around(0.3, 1)} and {self.around(0.85, 1)} descriptors, "
                f"{max(sample[2] for sample in self.samples)} threads")

    def over(self, name):
        memory, descriptors = (self.around(0.85, what) - self.around(0.3, what) for what in (0, 1))
        return ([f"the memory of {name} grows with the time, by {memory >> 20} MiB"] if memory > GROWTH else []) + (
            [f"{descriptors} descriptors of {name} more at the end"] if descriptors > DESCRIPTORS else [])


def pool(seed):
    """Songs that people have; some have the same."""
    source = random.Random(seed)
    for number in range(POOL):
        title = f"Song {source.randbytes(5).hex()}"
        about = {"title": title, "artist": f"Artist {number % 12}", "album": f"Album {number % 30}", "track": 1, "of": 1,
                 "year": 2000, "genre": "Noise"}
        yield Song(title, tag(about) + audio(LONG, source.randrange(50, 400), source))


def address(number):
    return f"127.{1 + number // PER_ADDRESS % 200}.0.1"


async def join(people):
    places = asyncio.Semaphore(AT_A_TIME)

    await asyncio.gather(*(behave(person, person.join(places)) for person in people))
    for person in people:
        person.web.close()


async def live(people, end):
    await asyncio.gather(*(behave(person, person.live(end)) for person in people if not person.wrong))
    for person in people:
        person.web.close()


def belongings(people):
    """What those who do harm are told of the others."""
    for person in people:
        title, number = next(iter(person.ids.items()))
        path = f"Songs/{title}.mp3"
        yield {"name": person.name, "id": number, "path": path, "blob": person.tags[path].strip('"')}


def report(people, seconds, counts):
    done = collections.Counter()
    for person in people:
        done.update(person.counts)
    times = sorted(took for person in people for took in person.times)
    print(f"{len(people)} people: {sum(done.values())} things done in {seconds:.0f} s, {len(times)} requests; "
          + ", ".join(f"{name} {count}" for name, count in sorted(done.items())))
    print(f"median {times[len(times) // 2] * 1e3:.0f} ms, 99 of 100 within {times[len(times) * 99 // 100] * 1e3:.0f} ms, the "
          f"longest {times[-1] * 1e3:.0f} ms; {sum(person.told_to_wait for person in people)} uploads were told to wait")
    print("harm: " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items())))


def main():
    url, path, gateway, daemon, seconds, seed, slow = sys.argv[1:]
    seconds, source, songs = float(seconds), random.Random(seed), list(pool(seed))
    with open(path) as file:
        everybody = json.load(file)
    hostile, good = ([one for one in everybody if bool(one.get("hostile")) == is_hostile] for is_hostile in (True, False))
    people = [Person(Web(url, address(number)), one["name"], one["token"], source.sample(songs, EACH), seed)
              for number, one in enumerate(good)]
    villains = [Person(Web(url, "127.250.0.1"), one["name"], one["token"], [max(songs, key=lambda song: len(song.data))], seed)
                for one in hostile]
    began = time.monotonic()
    asyncio.run(join([*people, *villains]))
    for person in [*people, *villains]:
        person.times.clear()
    print(f"all have their songs after {time.monotonic() - began:.1f} s", flush=True)
    failures = [person.wrong for person in [*people, *villains] if person.wrong]
    if not failures:
        failures = with_harm(url, people, villains, hostile, seconds, (int(gateway), int(daemon)), int(slow), songs)
    print(*(f"- {failure}" for failure in failures[:20]), sep="\n", end="\n" if failures else "")
    sys.exit(bool(failures))


def with_harm(url, people, villains, hostile, seconds, pids, slow, songs):
    # Villains have a song that some of the others have, too: what they are after is what they have not.
    theirs = max(songs, key=lambda song: len(song.data)).title
    others = list(belongings([person for person in people if next(iter(person.ids)) != theirs]))
    told, end = multiprocessing.Queue(), time.monotonic() + seconds
    watches = {"gateway": Watch(pids[0], end), "lockerd": Watch(pids[1], end)}
    before = watches["gateway"].sample()
    song = f"/rest/stream?v=1.16.1&c=x&id={next(iter(villains[0].ids.values()))}"
    process = multiprocessing.Process(target=harm.run, args=(url, hostile, others, song, slow, end, told))
    process.start()
    for watch in watches.values():
        watch.start()
    asyncio.run(live(people, end))
    counts, leaks = told.get(timeout=30)
    process.join()
    report(people, seconds, counts)
    failures = [person.wrong for person in people if person.wrong] + sorted(set(leaks))
    if slow >= UPLOADS and not any(person.told_to_wait for person in people):
        failures.append("those who do harm keep no upload waiting: they do none that would be seen")
    for name, watch in watches.items():
        watch.join()
        print(watch.told(name))
        failures += watch.over(name)
    return failures + left_behind(watches["gateway"], before)


def left_behind(watch, before):
    """Those who came are gone: their descriptors go, too."""
    began = time.monotonic()
    while (count := watch.sample()[1]) > before[1] + 32:
        if time.monotonic() > began + 30:
            return [f"{count} descriptors are left, of {before[1]} before"]
        time.sleep(0.2)
    print(f"all descriptors of those who have left are free after {time.monotonic() - began:.1f} s")
    return []


main()
