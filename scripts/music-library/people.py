"""Who has which songs, and under what names."""
import os
import unicodedata

from library import USERS
from randomness import pick, rng
from retag import RETAGS
from songs import ENCODINGS

# (weight, kind) of a user's copy of a catalog song
KINDS = [(30, "exact"), (10, "renamed"), (42, "retagged"), (10, "reencoded"), (4, "truncated"), (4, "corrupt")]
ODD = ["-leading dash", "tab\there", "line\nbreak", "trailing space ", "100% “quoted” & $HOME", "日本語タイトル",
       "Ωmega ☃ 🎵", "x" * 200, "CON", "a..b", unicodedata.normalize("NFD", "Café déjà vu"),
       unicodedata.normalize("NFC", "Café déjà vu")]


def user_path(user, s, ext, n):
    """Each user keeps a layout of their own."""
    if user == "alice":
        folder = f"users/alice/Music/iTunes/iTunes Media/Music/{s['artist']}/{s['album']}"
        return f"{folder}/{s['track']:02} {s['title']}.{n}.{ext}"
    if user == "bob":
        return f"users/bob/Music/{s['artist']} - {s['title']}.{n}.{ext.upper() if n % 7 == 0 else ext}"
    return f"users/carol/музыка/{s['album']}/{s['title']}.{n}.{ext}"


def choose_songs(songs):
    """The ids of the songs that each user has: of the catalog, and of their own."""
    r = rng("plan")
    ids = [s["id"] for s in songs if s["master"]]
    private = [s["id"] for s in songs if not s["master"]]
    alice = [i for i in ids if r.random() < .38]
    rest = [i for i in ids if i not in set(alice)]
    bob = [i for i in alice if r.random() < .8] + [i for i in rest if r.random() < .12]
    carol = [i for i in ids if r.random() < .32]
    own = {"alice": private[0::3] + private[1::3], "bob": private[1::3] + private[2::3][:2], "carol": private[2::3][2:]}
    return {u: sorted(set(have)) + sorted(own[u]) for u, have in zip(USERS, (alice, bob, carol))}


def plan_file(user, n, song, friend):
    """The n-th file of a user, who may have it from a friend."""
    r = rng(user, song["id"])
    kind = pick(r, KINDS)[1] if song["master"] else "private"
    job = dict(user=user, song=song["id"], kind=kind, n=n, ext=song["ext"], how=None, copy_of=None)
    if friend and (r.random() < .5 or kind == "private"):
        job.update(kind=friend["kind"], how=friend["how"], ext=friend["ext"], copy_of=friend["path"])
    elif kind == "retagged":
        job["how"] = r.choice(RETAGS[song["ext"]])
    elif kind == "reencoded":
        job["encoding"] = pick(r, [e for e in ENCODINGS if e != song["encoding"]])
        job["ext"], job["how"] = job["encoding"][1], " ".join(job["encoding"][2])
    job["path"] = user_path(user, song, job["ext"], n)
    if kind == "renamed" and not job["copy_of"]:
        folder, odd = os.path.dirname(job["path"]), ODD[n % len(ODD)]
        job["path"] = f"{folder}/{odd}{'.' if len(odd) < 200 else ''}{n}.{job['ext']}"
    return job


def plan_users(songs):
    """Every song file of the users, in the order alice, bob, carol; bob has some of his from alice."""
    jobs, of_alice = [], {}
    for user, ids in choose_songs(songs).items():
        for n, i in enumerate(ids):
            job = plan_file(user, n, songs[i], of_alice.get(i) if user == "bob" else None)
            if user == "alice":
                of_alice[i] = job
            jobs.append(job)
    return jobs
