import Benchmark
import LockerBase
import PackEngine

/// Every record is checked against its digest, as for a client; its pack is in the page cache.
func registerReading(_ noise: Noise) {
    let scratch = ScratchStore()
    let context = ReadContext()
    var digests: [Digest] = []

    Benchmark(
        "PackStore.withRecord, 1024 chunks of 64 KiB", configuration: .bytes,
        closure: { benchmark in
            let store = try scratch.store()
            try benchmark.measure(bytes: Noise.byteCount) {
                for digest in digests {
                    try store.reader.withRecord(.chunk, digest, using: context) { blackHole($0.count) }
                }
            }
        },
        setup: {
            try scratch.open()
            let store = try scratch.store()
            let context = AppendContext()
            let hash = SHA256()
            var ticket = DurabilityTicket()
            digests = (0..<Noise.chunkCount).map { hash.digest(of: noise.chunk($0)) }
            for (number, digest) in digests.enumerated() {
                try store.writer.append(.chunk, digest, noise.chunk(number), using: context, covering: &ticket)
            }
            try store.writer.commit(ticket)
            try scratch.reopen()
        }, teardown: scratch.remove)
}
