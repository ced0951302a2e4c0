#!/usr/bin/env python3
"""Sends files by tuspy.

    tus.py URL TOKEN pieces FILE PATH            in pieces, one after the other
    tus.py URL TOKEN checked FILE PATH           the same, each with its checksum
    tus.py URL TOKEN resumed FILE PATH           half of it, and the rest by another client that knows the address
    tus.py URL TOKEN stored FILE PATH FOLDER     the same by a client that remembers addresses
    tus.py URL TOKEN asynchronous FILE PATH      by its other half
    tus.py URL TOKEN conditions FILE PATH        with If-None-Match, at a path where there is a file
    tus.py URL TOKEN many STATE SECONDS          files for so long, whoever is killed; writes down what was acknowledged
"""
import asyncio
import hashlib
import io
import json
import random
import sys
import threading
import time

from tusclient import client
from tusclient.exceptions import TusCommunicationError, TusUploadFailed
from tusclient.storage import filestorage

URL, TOKEN = sys.argv[1] + "/api/v1/uploads", sys.argv[2]
PIECE = 200_000


def tus(**fields):
    return client.TusClient(URL, headers={"Authorization": f"Bearer {TOKEN}", **fields})


def metadata(path):
    return {"library": "main", "path": path, "modified": "1234567890.5"}


def expect(truth, what):
    if not truth:
        sys.exit(what)


def pieces(file, path, **options):
    uploader = tus().uploader(file, chunk_size=PIECE, metadata=metadata(path), **options)
    uploader.upload()
    return uploader


def checked(file, path):
    pieces(file, path, upload_checksum=True)


def resumed(file, path):
    first = tus().uploader(file, chunk_size=PIECE, metadata=metadata(path))
    first.upload(stop_at=2 * PIECE)
    second = tus().uploader(file, chunk_size=PIECE, url=first.url)
    expect(second.offset == 2 * PIECE, f"it goes on at {second.offset}")
    second.upload()


def stored(file, path, folder):
    def uploader():
        return tus().uploader(
            file, chunk_size=PIECE, metadata=metadata(path), store_url=True,
            url_storage=filestorage.FileStorage(folder + "/addresses.json"))
    uploader().upload(stop_at=PIECE)
    second = uploader()
    expect(second.offset == PIECE, f"it goes on at {second.offset}")
    second.upload()


def asynchronous(file, path):
    async def send():
        await tus().async_uploader(file, chunk_size=PIECE, metadata=metadata(path)).upload()
    asyncio.run(send())


def conditions(file, path):
    try:
        tus(**{"If-None-Match": "*"}).uploader(file, chunk_size=PIECE, metadata=metadata(path)).upload()
    except TusCommunicationError as error:
        expect(error.status_code == 412, f"{error.status_code} instead of 412")
    else:
        sys.exit("it was taken")


class Writer(threading.Thread):
    """One of those who send files side by side, and try again whatever happens."""

    def __init__(self, number, end):
        super().__init__()
        self.source, self.number, self.end = random.Random(number), number, end
        self.told, self.failure, self.count = {}, None, 0

    def run(self):
        try:
            while self.count < 3 or time.monotonic() < self.end:
                self.send(f"Pieces/{self.number}-{self.count}")
                self.count += 1
        except Exception as error:  # said by the main thread
            self.failure = f"writer {self.number}: {error!r}"

    def send(self, path):
        content = self.source.randbytes(self.source.randrange(0, 2_000_000))
        self.told[path] = [[hashlib.sha256(content).hexdigest(), False]]
        deadline = time.monotonic() + 30
        while True:
            try:
                # That it is begun is not tried again by tuspy itself.
                tus().uploader(
                    file_stream=io.BytesIO(content), chunk_size=PIECE, metadata=metadata(path), retries=60,
                    retry_delay=0.2).upload()
                break
            except (TusCommunicationError, TusUploadFailed):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
        self.told[path][0][1] = True


def many(state, seconds):
    end = time.monotonic() + float(seconds)
    writers = [Writer(number, end) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with open(state, "w") as file:
        json.dump({path: said for writer in writers for path, said in writer.told.items()}, file)
    failures = [writer.failure for writer in writers if writer.failure]
    expect(not failures, "\n".join(failures))
    print(sum(writer.count for writer in writers), "files were sent")


if __name__ == "__main__":
    {one.__name__: one for one in (pieces, checked, resumed, stored, asynchronous, conditions, many)}[sys.argv[3]](
        *sys.argv[4:])
