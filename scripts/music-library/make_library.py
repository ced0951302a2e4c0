"""Builds the data set for make-library.sh. Everything follows from the seed and the source files."""
import argparse
import json
import os
from functools import partial
from multiprocessing import Pool

from covers import shrink_wallpapers
from expected import describe, summarize
from extras import make_extras
from files import find_files
from library import MODES, USERS, Library
from make_files import make_master, make_user_file
from people import plan_users
from randomness import SEED, pick, rng
from songs import ENCODINGS, collect_songs

FIRST_MTIME = 1341100800  # 2012-07-01; each file is a second younger than the one before


def plan_songs(library):
    """Decides which songs the catalog has (the others only users have), and how each is encoded."""
    songs = collect_songs(library)
    order = list(range(len(songs)))
    rng("private").shuffle(order)
    private = set(order[:len(songs) * 12 // 100])
    for s in songs:
        s["master"] = s["id"] not in private
        s["encoding"] = pick(rng("encoding", s["id"]), ENCODINGS)
        s["ext"] = s["encoding"][1]
        s["path"] = f"catalog/{s['artist']}/{s['album']}/{s['id']:03} {s['title']}.{s['ext']}"
    return songs


def make_all(library):
    """Writes every file; returns (path, kind, how, song id, copy of) of each, the catalog first, then user by user."""
    with Pool(library.jobs) as pool:
        pool.map(partial(make_master, library), library.songs, chunksize=1)
        pool.map(partial(make_user_file, library), [j for j in library.plan if not j["copy_of"]], chunksize=1)
    for j in library.plan:
        if j["copy_of"]:
            make_user_file(library, j)
    extras = make_extras(library)

    items = [(s["path"], "catalog", None, None, None) for s in library.songs if s["master"]]
    for user in USERS:
        items += [(j["path"], j["kind"], j["how"], j["song"], j["copy_of"]) for j in library.plan if j["user"] == user]
        items += [(path, kind, None, None, None) for u, path, kind in extras if u == user]
    return items


def report(library, entries):
    """Writes expected.json and prints its sums."""
    catalog = [e for e in entries if e["kind"] == "catalog"]
    users = {u: [e for e in entries if e["path"].startswith(f"users/{u}/")] for u in USERS}
    summary = summarize(catalog, users)
    with open(os.path.join(library.out, "expected.json"), "w") as f:
        json.dump(dict(mode=library.mode, seed=SEED, catalog=catalog, users=users, summary=summary), f,
                  indent=1, sort_keys=True)
    print(f"catalog: {len(catalog)} files, {sum(e['size'] for e in catalog) / 1e6:.1f} MB")
    for u, t in summary.items():
        print(u + ":", ", ".join(f"{k} {v}" if k == "files" else f"{k} {v / 1e6:.1f} MB" for k, v in t.items()))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mode", required=True, choices=MODES)
    for name in ("--src", "--work", "--out"):
        parser.add_argument(name, required=True)
    parser.add_argument("--jobs", type=int, required=True)
    library = Library(**vars(parser.parse_args()))

    os.makedirs(os.path.join(library.work, "covers"))
    wallpapers = find_files(os.path.join(library.src, "mate-backgrounds"), (".jpg",), 50_000)
    library.photos = shrink_wallpapers(library, wallpapers)
    library.songs = plan_songs(library)
    library.plan = plan_users(library.songs)
    items = make_all(library)
    with Pool(library.jobs) as pool:
        entries = pool.map(partial(describe, library), items, chunksize=4)
    report(library, entries)
    for n, e in enumerate(entries):
        os.utime(os.path.join(library.out, e["path"]), (FIRST_MTIME + n, FIRST_MTIME + n))


if __name__ == "__main__":
    main()
