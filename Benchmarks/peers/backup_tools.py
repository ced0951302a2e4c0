"""The peers: programs that keep many trees of files, and equal bytes once. Those of Debian 12, and the newest borgs."""
import os

from tool import Tool

BORGS = os.environ.get("BORGS", "")  # what newest-borgs.sh filled: a folder for each version that installs


def of_version(version):
    """Where the shell finds borg: before that of Debian, that of the folder."""
    return {"PATH": f"{BORGS}/{version}/bin:{os.environ['PATH']}"}


class Restic(Tool):
    name, version_command = "restic", "restic version"
    note = "encrypted (always), zstd where it helps"
    environment = {"RESTIC_PASSWORD": "x", "RESTIC_CACHE_DIR": "$S/cache", "RESTIC_REPOSITORY": "$R"}
    init = "restic init -q"
    store = unchanged = "restic backup -q --tag {archive} {folder}"
    known = "restic backup -q --force --tag {archive} {folder}"
    restore = "restic restore -q latest --tag {archive} --target {target}"
    verify = "restic check -q --read-data"
    compact = ("for tag in catalog copy alice; do restic snapshots -q --tag $tag --json | grep -o '\"short_id\":\"[^\"]*'"
               " | cut -d'\"' -f4; done | xargs restic forget -q\nrestic prune -q")


class Borg(Tool):
    name, version_command, borg = "borg 1.2", "borg --version", "borg"
    note = "encrypted (repokey), lz4"
    environment = {"BORG_PASSPHRASE": "x", "BORG_BASE_DIR": "$S/base", "BORG_REPO": "$R",
                   "BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK": "yes", "BORG_CHECK_I_KNOW_WHAT_I_AM_DOING": "YES",
                   "BORG_DELETE_I_KNOW_WHAT_I_AM_DOING": "YES"}
    init = "borg init -e repokey"
    store = "borg create ::{archive} {folder}"
    known = "borg create --files-cache=disabled ::{archive} {folder}"
    unchanged = "borg create ::{archive}-again {folder}"
    restore = "cd {target}\nborg extract ::{archive}"
    verify = "borg check --verify-data"
    compact = "for name in catalog copy alice; do borg delete -a \"$name*\"; done\nborg compact --threshold 0"


class PlainBorg(Borg):
    name, note = "borg 1.2 plain", "not encrypted, lz4"
    init = "borg init -e none"


class Borg14(Borg):
    name, environment = "borg 1.4", Borg.environment | of_version("1.4")


class PlainBorg14(Borg14):
    name, note, init = "borg 1.4 plain", PlainBorg.note, PlainBorg.init


class Borg2(Borg):
    name, version_command = "borg 2", "borg2 --version"
    note = "encrypted (repokey-aes-ocb), lz4"
    init = "borg2 rcreate -e repokey-aes-ocb"
    store = "borg2 create {archive} {folder}"
    known = "borg2 create --files-cache=disabled {archive} {folder}"
    unchanged = "borg2 create {archive}-again {folder}"
    restore = "cd {target}\nborg2 extract {archive}"
    verify = "borg2 check --verify-data"
    compact = "for name in catalog copy alice; do borg2 delete -a \"sh:$name*\"; done\nborg2 compact --threshold 0"


class PlainBorg2(Borg2):
    name, note = "borg 2 plain", "not encrypted, lz4"
    init = "borg2 rcreate -e none"


class NewestBorg2(Borg):
    name, environment = "borg 2 newest", Borg.environment | of_version("2")
    note = "encrypted (aes256-ocb), lz4"
    init = "borg repo-create -e aes256-ocb --key-location repokey"
    store, known, unchanged, restore, compact = (
        command.replace("borg2 ", "borg ")
        for command in (Borg2.store, Borg2.known, Borg2.unchanged, Borg2.restore, Borg2.compact))


class PlainNewestBorg2(NewestBorg2):
    name, note = "borg 2 newest plain", "not encrypted, lz4"
    init = "borg repo-create -e none-blake3"


class Casync(Tool):
    name, version_command = "casync", "casync --version"
    note = "not encrypted, zstd, a file for each chunk"
    slow, syncs = True, False
    init = "mkdir $R"
    store = known = unchanged = "casync make --store=$R/store.castr $R/{archive}.caidx {folder}"
    restore = "casync extract --store=$R/store.castr $R/{archive}.caidx {target}"
    compact = "rm $R/catalog.caidx $R/copy.caidx $R/alice.caidx\ncasync gc --store=$R/store.castr $R/*.caidx"


class Bup(Tool):
    name, version_command = "bup", "echo bup $(bup --version)"
    note = "not encrypted, zlib"
    environment = {"BUP_DIR": "$R"}
    slow = True
    init = "bup init"
    store = unchanged = "bup index {folder}\nbup save --strip -n {archive} {folder}"
    known = "bup index --clear\nbup index {folder}\nbup save --strip -n {archive} {folder}"
    restore = "bup restore -C {target} /{archive}/latest/."
    verify = "bup fsck"
    compact = "bup rm --unsafe /catalog /copy /alice\nbup gc --unsafe"


class Zbackup(Tool):
    name, version_command = "zbackup", "dpkg-query -W -f 'zbackup ${Version}' zbackup"
    note = "not encrypted, lzo, streams of tar"
    slow, syncs = True, False
    init = "zbackup --silent init --non-encrypted -o bundle.compression_method=lzo $R"
    store = known = "tar -c {folder} | zbackup --silent --non-encrypted backup $R/backups/{archive}"
    unchanged = "tar -c {folder} | zbackup --silent --non-encrypted backup $R/backups/{archive}-again"
    restore = "zbackup --silent --non-encrypted restore $R/backups/{archive} | tar -x -C {target}"
    compact = ("cd $R/backups\nrm catalog catalog-again copy alice alice-again\n"
               "zbackup --silent --non-encrypted gc fast $R")


PEERS = [Restic, NewestBorg2, PlainNewestBorg2, Borg2, PlainBorg2, Borg14, PlainBorg14, Borg, PlainBorg, Casync, Bup,
         Zbackup]
# Those that other sets than the music are measured with, unless others are asked for.
NEWEST = [Restic, NewestBorg2, PlainNewestBorg2, Borg14, PlainBorg14]


def version_of(kind):
    """The folder of BORGS that a tool is in; None for a program of Debian."""
    return next((name for base, name in {Borg14: "1.4", NewestBorg2: "2"}.items() if issubclass(kind, base)), None)


def is_there(kind):
    return not version_of(kind) or os.path.exists(f"{BORGS}/{version_of(kind)}/bin/borg")


def left_out(kind):
    """Why a tool, or a newer version of it, is not there, in words; None where it is."""
    reason = f"{BORGS}/{version_of(kind)}.reason"
    if os.path.exists(reason):
        with open(reason) as file:
            return file.read().strip()
    return None if is_there(kind) else "not installed"
