#!/usr/bin/env python3
"""What somebody tries who wants other people's music, or to know what they have; 36-attack.sh calls it.

    attack.py SONGS CHECK

Run by root, who is the operator: a connection belongs to whoever connects, so that eve and mallory, ordinary users,
get theirs from here too. SONGS holds songs, and NAME.json for what `locker inspect` says of each. Of these, they
always know the names, that is all digests and recipes; of the bytes, what a check gives them.
"""
import ctypes
import hashlib
import os
import re
import sys

from attacker import (ADMIN, EVE, MALLORY, Song, account_again, assemble_request, by_chunks, by_descriptor, by_pieces,
                      connect, has_nothing, named, only_payload, open_session, prove_request, stage_request, status)
from locker_client import CallFailed, Locker, decode, encode, first
from locker_match import assemble, claim, cut, match, prove, recipe, send

INVALID, NOT_FOUND, DENIED = 3, 5, 7  # google.rpc.Code
ADMIN = b"locker.v1.Admin"
CHUNK = 1 << 18  # the longest

checks = {}


def expect(truth, what):
    if not truth:
        sys.exit(what)


def check(function):
    checks[function.__name__] = function
    return function


def song(name):
    return Song.load(sys.argv[1], name)


def nonce_of(locker, track):
    _, catalog, nonce = match(locker, [track])[0]
    expect(catalog and len(nonce) == 32, "no challenge for a song of the catalog")
    return nonce


def attempts(locker, known):
    """All replies to who has a song's names and no bytes of it."""
    session = open_session(locker)
    recipes = [known.recipe, recipe(named(known.inspection, "head"))]
    if known.inspection["track"]:
        recipes.append(recipe(only_payload(known.inspection)))
    replies = [locker.exchange(b"Stage", stage_request(session, b"by blob", known.blob))]
    replies += [locker.exchange(b"Assemble", assemble_request(session, b"assembled", each)) for each in recipes]
    for nonce in [b"", bytes(31), bytes(32), os.urandom(32)]:
        for code in [b"", bytes(32), os.urandom(32), os.urandom(64)]:
            replies.append(locker.exchange(b"Prove", prove_request(known.track, nonce, code)))
    replies.append(locker.exchange(b"Assemble", assemble_request(session, b"assembled", known.recipe)))
    replies.append(locker.exchange(b"Stage", stage_request(session, b"by blob", known.blob)))
    replies.append(locker.exchange(b"Commit", encode({1: session})))
    replies.append(locker.exchange(b"List", encode({1: b"main"})))
    expect(first(decode(first(decode(replies[0]), 1, b"")), 1, 0) == DENIED, "content was staged by its name")
    missing = assemble(locker, session, b"assembled", 0, known.recipe)
    expect(missing == list(range(len(known.chunks))), f"missing are only {missing}")
    return replies


def expect_nothing(locker, known):
    """Fails when the account may refer to any chunk of the song, or has anything."""
    missing = assemble(locker, open_session(locker), b"assembled", 0, known.recipe)
    expect(missing == list(range(len(known.chunks))), f"missing are only {missing} of {len(known.chunks)} chunks")
    expect(has_nothing(locker), "the account has files")


# ---- the checks

@check
def users():
    """Eve and mallory are ordinary users."""
    for uid, name in [(EVE, b"eve"), (MALLORY, b"mallory")]:
        account_again(name, uid)
        answer = connect(uid).call(b"Status")
        expect((first(answer, 4, b""), first(answer, 5, 0)) == (name, 1), f"user {uid} is {answer}")


@check
def namespaces():
    """Who is root in a namespace of their own is who they are outside."""
    inside, outside = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgid(EVE)
        os.setuid(EVE)
        # Users, mounts, hosts' names and, where the kernel lets a user, networks: 0 in the namespace is eve outside.
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(4, 1, 0, 0, 0)  # PR_SET_DUMPABLE: what changed its user may write its own uid_map again
        if libc.unshare(0x10000000 | 0x00020000 | 0x04000000):
            os._exit(77)
        with open("/proc/self/uid_map", "w") as file:
            file.write(f"0 {EVE} 1")
        eve = Locker(os.environ["LOCKER_SOCKET"])
        answer = eve.call(b"Status")
        denied = eve.exchange(b"ListAccounts", service=ADMIN)
        other = Locker(os.environ["LOCKER_SOCKET"], "mallory").exchange(b"Status")
        seen = [os.getuid(), first(answer, 4, b"").decode(), first(answer, 5, 0)]
        seen += [first(decode(first(decode(each), 1, b"")), 1, 0) for each in [denied, other]]
        os.write(outside, repr(seen).encode())
        os._exit(0)
    os.close(outside)
    seen, ended = os.read(inside, 1000).decode(), os.waitpid(child, 0)[1]
    if os.waitstatus_to_exitcode(ended) == 77:
        print("the kernel lets no user make namespaces; nothing was tried")
        return
    expect(seen == repr([0, "eve", 1, DENIED, DENIED]), f"root of a namespace sees {seen}")


@check
def names():
    """Names alone get nothing, and the same nothing as names that do not exist."""
    for name in ["names.mp3", "private.m4a", "private.noise"]:
        known, eve = song(name), connect(EVE)
        replies, others = attempts(eve, known), attempts(eve, known.strange())
        different = [pair for pair in zip(replies, others) if pair[0] != pair[1]]
        expect(not different, f"{name}: the replies differ: {different}")
        expect_nothing(eve, known)


@check
def guess():
    """A challenge that is answered by guessing is refused as an unknown track is."""
    known, eve = song("names.mp3"), connect(EVE)
    strange = eve.exchange(b"Prove", prove_request(known.strange().track, os.urandom(32), os.urandom(32)))
    for code in [known.proof(nonce_of(eve, known.track), audio=bytes(len(known.payload))), b""]:
        nonce = nonce_of(eve, known.track)
        refused = eve.exchange(b"Prove", prove_request(known.track, nonce, code))
        expect(refused == strange, f"{refused} and {strange}")
    expect_nothing(eve, known)


@check
def private():
    """Matching a private song answers what it answers for an unknown one."""
    known = song("private.m4a")
    for challenge in [0, 1]:
        replies = [connect(EVE).exchange(b"Match", encode({1: [each.track], 2: challenge}))
                   for each in [known, known.strange()]]
        expect(replies[0] == replies[1], f"challenge {challenge}: {replies}")


@check
def halves():
    """A run of half of the bytes does not do."""
    known, eve, other = song("half.mp3"), connect(EVE), connect(EVE)
    early = nonce_of(other, known.track)
    size = len(known.payload)
    for start in [0, size // 2, size // 4]:
        half = bytes(start) + known.payload[start:start + size // 2] + bytes(size - size // 2 - start)
        nonce = nonce_of(eve, known.track)
        held = prove(eve, [(known.track, nonce, known.proof(nonce, audio=half))])
        expect(held == [False], f"half of the bytes, from {start}, do")
    expect(prove(other, [(known.track, early, known.proof(early))]) == [False], "a fourth proof counts")
    expect_nothing(eve, known)


@check
def three():
    """After three wrong proofs the track is unknown to that account, and to no other."""
    known, eve, mallory = song("half.mp3"), connect(EVE), connect(MALLORY)
    replies = [eve.exchange(b"Match", encode({1: [each.track], 2: 1})) for each in [known, known.strange()]]
    expect(replies[0] == replies[1], f"it is answered as {replies[0]}")
    nonce = nonce_of(mallory, known.track)
    expect(prove(mallory, [(known.track, nonce, known.proof(nonce, b"mallory"))]) == [True], "mallory's does not hold")
    expect_nothing(eve, known)


@check
def short():
    """A short song is shown whole."""
    known, eve = song("short.mp3"), connect(EVE)
    expect(0 < len(known.payload) <= 65536, f"the song has {len(known.payload)} bytes")
    for audio in [bytes(1) + known.payload[1:], known.payload[:-1], known.payload[:-1] + bytes(1)]:
        expect(audio != known.payload, "the song is full of zeros")
        nonce = nonce_of(eve, known.track)
        held = prove(eve, [(known.track, nonce, known.proof(nonce, audio=audio))])
        expect(held == [False], "a byte less does")
    expect_nothing(eve, known)


@check
def replay():
    """A proof is good once, on its connection, for its account and track."""
    known, other = song("replay.mp3"), song("other.mp3")
    eve, second, mallory = connect(EVE), connect(EVE), connect(MALLORY)

    def refused(who, nonce, code, what, track=known.track):
        expect(prove(who, [(track, nonce, code)]) == [False], what)

    nonce = nonce_of(eve, known.track)
    code = known.proof(nonce)
    refused(second, nonce, code, "on another connection")
    refused(mallory, nonce, code, "of another account")
    refused(mallory, nonce, known.proof(nonce, b"mallory"), "of another account, to her name")
    refused(eve, nonce, other.proof(nonce), "of another track", other.track)
    nonces = [each[2] for each in match(mallory, [known.track, other.track])]
    refused(mallory, nonces[1], known.proof(nonces[1], b"mallory"), "with the nonce of another track")
    refused(mallory, nonces[0], known.proof(nonces[0]), "to another's name")
    expect_nothing(mallory, known)
    expect_nothing(eve, known)

    # Only now it holds, and only once.
    proofs = [(known.track, nonce, code)]
    expect(prove(eve, proofs * 2) == [True, False], "the first of two equal proofs holds, the other does not")
    for who in [eve, second, mallory, connect(EVE)]:
        expect(prove(who, proofs) == [False], "a proof that was used")
    ended = connect(MALLORY)
    nonce = nonce_of(ended, known.track)
    ended.socket.shutdown(2)
    refused(connect(MALLORY), nonce, known.proof(nonce, b"mallory"), "of a connection that ended")
    expect_nothing(mallory, known)


@check
def choosing():
    """Asking until a nonce picks what one has is no way: it is the same for a while, and there are ten a day."""
    known, eve = song("choosing.mp3"), connect(EVE)
    nonces = {nonce for _ in range(20) for _, _, nonce in match(eve, [known.track, known.track])}
    expect(len(nonces) == 1, f"{len(nonces)} nonces on one connection")
    nonces |= {nonce_of(connect(EVE), known.track) for _ in range(9)}
    expect(len(nonces) == 10, "connections share a nonce")
    eve = connect(EVE)
    replies = [eve.exchange(b"Match", encode({1: [each.track], 2: 1})) for each in [known, known.strange()]]
    expect(replies[0] == replies[1], f"it is answered as {replies[0]}")
    expect(nonce_of(connect(MALLORY), known.track), "another account is not challenged")


@check
def claims():
    """A claim opens one song, to one account, while the catalog has it."""
    known, other, eve = song("own.mp3"), song("other.mp3"), connect(EVE)
    expect(claim(eve, known.track, known.payload), "who has the song cannot claim it")
    session = open_session(eve)
    own = assemble(eve, session, b"own", 0, known.recipe)
    audio = only_payload(known.inspection)["chunks"]
    expect(len(own) == len(known.chunks) - len(audio), f"missing are {own}")

    # The audio of one song with that of another as its tags.
    smuggler = {**known.inspection, "size": known.inspection["size"] + len(other.payload),
                "segments": known.inspection["segments"] + [{"role": "tail", "length": len(other.payload)}],
                "chunks": known.inspection["chunks"] + only_payload(other.inspection)["chunks"]}
    missing = assemble(eve, session, b"smuggled", 0, recipe(smuggler))
    foreign = list(range(len(known.chunks), len(smuggler["chunks"])))
    expect(missing == own + foreign, f"missing are {missing}")

    expect_nothing(connect(MALLORY), known)
    void = song("void.mp3")
    expect(claim(eve, void.track, void.payload), "who has the song cannot claim it")
    connect().call(b"RemoveTrack", encode({1: void.track}), service=ADMIN)
    missing = assemble(eve, session, b"void", 0, void.recipe)
    expect(missing == list(range(len(void.chunks))), f"of a song that was withdrawn, missing are {missing}")


@check
def honest():
    """Who has the song gets it with tags of their own, and sends no more than these."""
    known, eve = song("own.mp3"), connect(EVE)
    tags = bytes(range(256)) * 3
    head = {"role": "head", "length": len(tags)}
    tagged = only_payload(known.inspection)
    digest = {"length": len(tags), "digest": hashlib.sha256(tags).hexdigest()}
    tagged = {"size": len(tags) + len(known.payload), "track": known.track.hex(),
              "segments": [head] + tagged["segments"], "chunks": [digest] + tagged["chunks"]}
    session = open_session(eve)
    sent = send(eve, session, b"mine.mp3", 1, tagged, tags + known.payload)
    expect(sent == len(tags), f"{sent} bytes were sent")
    eve.call(b"Commit", encode({1: session}))
    expect(b"".join(eve.pieces(b"mine.mp3")) == tags + known.payload, "it comes back as something else")


def experience(known, way):
    """All that eve, with a new account, sees when she stores a song, and again where her quota ends."""
    size = len(known.content)
    account_again(b"eve", EVE, size * 3 // 2)
    eve = connect(EVE)
    seen, track = [status(eve)], known.track
    for path in [b"once", b"again"]:
        session = open_session(eve)
        seen.append(eve.exchange(b"Match", encode({1: [track], 2: 1})))
        seen += way(eve, session, path, known)
        seen += [eve.exchange(b"Commit", encode({1: session})), eve.exchange(b"Usage"), status(eve)]
        entries = [decode(entry) for entry in eve.call(b"List", encode({1: b"main"})).get(2, [])]
        track = first(entries[0], 6, track)  # the daemon may have cut it elsewhere
    expect([(first(entry, 1, b""), first(entry, 3, 0)) for entry in entries] == [(b"once", size)], f"{entries}")
    expect(any(b"quota" in reply for reply in seen), "the quota was not reached")
    blob, track = first(entries[0], 4, b""), first(entries[0], 6, bytes(32))
    return [reply.replace(blob, b"BLOB").replace(track, b"TRACK") for reply in seen]


@check
def duplicates():
    """Storing what another holds privately is what storing anything is: replies, usage, quota and errors."""
    for name in ["private.m4a", "private.noise"]:
        known = song(name)
        for way in [by_pieces, by_chunks, by_descriptor]:
            content = bytearray(known.content)
            for role, start, end in cut(known.inspection, "segments"):
                if role in ["payload", "opaque"]:
                    content[start:end] = os.urandom(end - start)
            seen = [experience(each, way) for each in [known, known.with_content(bytes(content))]]
            expect(seen[0] == seen[1], f"{name}, {way.__name__}:\n{seen[0]}\n{seen[1]}")


@check
def bystander():
    """Nothing that others see changes when somebody stores a private file."""
    known = song("private.m4a")
    new = known.with_content(known.content[:-1] + bytes([known.content[-1] ^ 1]))
    eve, carol = connect(EVE), connect(account="carol")

    def view():
        session = open_session(eve)
        replies = [eve.exchange(b"Match", encode({1: [new.track, known.track], 2: 1})), eve.exchange(b"Usage")]
        replies += [eve.exchange(b"Assemble", assemble_request(session, b"assembled", new.recipe))]
        replies += [eve.exchange(b"Stage", stage_request(session, b"by blob", new.blob)), status(eve)]
        eve.call(b"CloseSession", encode({1: session}))
        return replies

    before = view()
    session = open_session(carol, b"another")
    list(by_chunks(carol, session, b"new", new))
    expect(first(carol.call(b"Commit", encode({1: session})), 2, 0) == 1, "carol's file did not go in")
    expect(view() == before, "something shows")


@check
def nonsense():
    """What is no request gets a clear error, and the connection goes on."""
    known, eve = song("own.mp3"), connect(EVE)
    other = connect(EVE)
    session, foreign = open_session(eve), open_session(other)
    garbled = bytearray(known.recipe)
    garbled[8] ^= 1
    small = only_payload(known.inspection)
    small = {**small, "size": 2, "segments": [{"role": "payload", "length": 2}],
             "chunks": [{"length": 1, "digest": "00" * 32}] * 2}
    ogg = [bytes([number]) * 4000 for number in range(3)]
    skeleton = {"size": 12000, "segments": [{"role": role, "length": 4000} for role in ["head", "skeleton", "payload"]],
                "chunks": [{"length": 4000, "digest": hashlib.sha256(each).hexdigest()} for each in ogg]}
    eve.call(b"PutChunks", encode({1: session, 2: ogg}))
    locker = b"locker.v1.Locker"
    requests = [
        (locker, b"Match", encode({1: [os.urandom(32) for _ in range(1001)]}), INVALID, "1001 tracks"),
        (locker, b"Match", encode({1: [bytes(31)]}), INVALID, "31 bytes"),
        (locker, b"Match", encode({1: [bytes(33)]}), INVALID, "33 bytes"),
        (locker, b"Match", encode({1: [b""]}), INVALID, "0 bytes"),
        (locker, b"Prove", encode({1: [encode({1: bytes(32)})] * 101}), INVALID, "101 proofs"),
        (locker, b"Prove", prove_request(bytes(31), bytes(32), bytes(32)), INVALID, "31 bytes"),
        (locker, b"PutChunks", encode({1: session, 2: [b""]}), INVALID, "0 bytes"),
        (locker, b"PutChunks", encode({1: session, 2: [bytes(CHUNK + 1)]}), INVALID, "262145 bytes"),
        (locker, b"PutChunks", encode({1: session, 2: [bytes(CHUNK)] * 5}), INVALID, "1048576"),
        (locker, b"PutChunks", encode({1: foreign, 2: [b"chunk"]}), NOT_FOUND, "session"),
        (locker, b"Assemble", assemble_request(foreign, b"path", known.recipe), NOT_FOUND, "session"),
        (locker, b"Assemble", assemble_request(session, b"path", b""), INVALID, "path: .*recipe"),
        (locker, b"Assemble", assemble_request(session, b"path", os.urandom(5000)), INVALID, "path: .*recipe"),
        (locker, b"Assemble", assemble_request(session, b"path", bytes(garbled)), INVALID, "path: .*recipe"),
        (locker, b"Assemble", assemble_request(session, b"path", known.recipe[:-1]), INVALID, "path: .*recipe"),
        (locker, b"Assemble", assemble_request(session, b"path", recipe(small)), INVALID, "path: .*recipe"),
        (locker, b"Assemble", assemble_request(session, b"path", recipe(skeleton)), INVALID, "path: .*Ogg"),
        (locker, b"Assemble", assemble_request(session, b"path", bytes((3 << 20) + 1)), INVALID, "3145728"),
        (locker, b"Assemble", assemble_request(session, b"../path", known.recipe), INVALID, r"\.\."),
        (locker, b"OpenSession", encode({2: 1}), DENIED, "operator"),
        (ADMIN, b"AddTracks", encode({1: session, 2: [encode({1: b"path"})]}), DENIED, "operator"),
        (ADMIN, b"ListTracks", b"", DENIED, "operator"),
        (ADMIN, b"RemoveTrack", encode({1: known.track}), DENIED, "operator"),
        (ADMIN, b"Grant", encode({1: b"eve", 2: b"main", 3: [known.track]}), DENIED, "operator"),
        (ADMIN, b"Stats", b"", DENIED, "operator"),
        (ADMIN, b"ListAccounts", b"", DENIED, "operator"),
    ]
    problems = []
    for service, method, request, code, words in requests:
        try:
            eve.call(method, request, service=service)
            problems.append(f"{method.decode()}, not refused with {words}")
        except CallFailed as failure:
            if failure.code != code or not re.search(words, failure.message):
                problems.append(f"{failure}, not {words} (status {code})")
    expect(not problems, "\n".join(problems))
    expect(eve.call(b"Match") == {} and eve.call(b"Prove") == {}, "nothing is answered with something")
    expect(has_nothing(eve), "the account has files")


checks[sys.argv[2]](*sys.argv[3:])
