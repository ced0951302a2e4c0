"""Folders as people have them: made, edited, and held against what a restore brings back."""
import hashlib
import os
import shutil

MOST_FILES = 16


def manifest(folder):
    """All that a restore of a folder has to bring back: by path, the content and the time of files, the target of
    links, and empty folders."""
    found = {}
    for directory, folders, files in os.walk(folder):
        here = os.path.relpath(directory, folder)
        for name in files + [name for name in folders if os.path.islink(os.path.join(directory, name))]:
            path = os.path.join(directory, name)
            relative = os.path.normpath(os.path.join(here, name))
            if os.path.islink(path):
                found[relative] = ("link", os.readlink(path))
            else:
                with open(path, "rb") as file:
                    digest = hashlib.sha256(file.read()).hexdigest()
                found[relative] = ("file", digest, os.stat(path).st_mtime_ns)
        if not folders and not files and here != ".":
            found[here] = ("folder",)
    return found


def furnish(folder, source, songs):
    """What somebody begins with: some songs that others have too, and files of their own."""
    os.makedirs(f"{folder}/songs")
    for number, song in enumerate(source.sample(songs, 3)):
        shutil.copyfile(song, f"{folder}/songs/{number} {os.path.basename(song)}")
    for _ in range(5):
        add_noise(folder, source)
    os.symlink("songs", f"{folder}/link")


def edit(folder, source, songs):
    """Changes a few things, as people do between two syncs."""
    edits = (add_noise, add_noise, add_song, rewrite, extend, remove, bring_back, rename, add_folder, add_nothing)
    for _ in range(source.randrange(1, 5)):
        change = source.choice(edits)
        change(folder, source, songs) if change is add_song else change(folder, source)
    files = paths(folder)
    for path in source.sample(files, max(0, len(files) - MOST_FILES)):
        throw_away(folder, path)


def paths(folder):
    return sorted(
        os.path.join(directory, name) for directory, _, files in os.walk(folder) for name in files
        if not os.path.islink(os.path.join(directory, name)))


def some(folder, source):
    """One file, or none."""
    return source.sample(paths(folder), 1) if paths(folder) else []


def new_path(folder, source):
    place = f"{folder}/{source.choice(('', 'a', 'a/b', 'новое'))}"
    os.makedirs(place, exist_ok=True)
    return os.path.normpath(f"{place}/{source.randrange(10**9)}")


def add_noise(folder, source):
    with open(new_path(folder, source), "wb") as file:
        file.write(source.randbytes(int(300_000 ** source.random())))


def add_song(folder, source, songs):
    shutil.copyfile(source.choice(songs), new_path(folder, source) + ".song")


def rewrite(folder, source):
    """Other bytes in the middle, the same length."""
    for path in some(folder, source):
        with open(path, "r+b") as file:
            file.seek(os.path.getsize(path) // 2)
            file.write(source.randbytes(500))


def extend(folder, source):
    for path in some(folder, source):
        with open(path, "ab") as file:
            file.write(source.randbytes(30_000))


def remove(folder, source):
    for path in some(folder, source):
        throw_away(folder, path)


def throw_away(folder, path):
    os.makedirs(f"{folder}.bin", exist_ok=True)
    os.replace(path, f"{folder}.bin/{os.path.basename(path)}")
    clear(folder, path)


def clear(folder, path):
    """Removes the folders in which nothing is left but empty ones, now that `path` is gone: a folder that stays, and has lost
    everything, is taken for a disk that is not mounted."""
    above = os.path.dirname(path)
    while above != folder and not any(files for _, _, files in os.walk(above)):
        shutil.rmtree(above)
        above = os.path.dirname(above)


def bring_back(folder, source):
    """What nobody needed any more is needed again."""
    thrown = sorted(os.listdir(f"{folder}.bin")) if os.path.exists(f"{folder}.bin") else []
    for name in source.sample(thrown, min(3, len(thrown))):
        os.replace(f"{folder}.bin/{name}", new_path(folder, source))


def rename(folder, source):
    for path in some(folder, source):
        os.rename(path, new_path(folder, source))
        clear(folder, path)


def add_folder(folder, source):
    """An empty one, where the library has nothing: in the place of files that are gone it would be taken for an accident."""
    os.makedirs(f"{folder}/{source.randrange(10**9)}")


def add_nothing(folder, source):
    with open(new_path(folder, source), "wb"):
        pass
