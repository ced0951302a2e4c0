import Benchmark
import LockerBase
import PackEngine

/// New chunks by the 16 MiB, durable at the end of each iteration, and known ones, which cost a look-up. Hashing them
/// is not measured.
func registerAppending(_ noise: Noise) {
    let scratch = ScratchStore()
    let context = AppendContext()
    let count = 256
    var stamp = 0

    // Renewed before it is measured: the append is to find nothing in the index, and nothing to compress.
    func freshDigests() -> [Digest] {
        (0..<count).map { number in
            stamp += 1
            noise.renew(number, stamp: stamp)
            return SHA256().digest(of: noise.chunk(number))
        }
    }

    func append(_ digests: [Digest], to store: PackStore) throws {
        var ticket = DurabilityTicket()
        for (number, digest) in digests.enumerated() {
            try store.writer.append(.chunk, digest, noise.chunk(number), using: context, covering: &ticket)
        }
        try store.writer.commit(ticket)
    }

    Benchmark(
        "PackStore.append and commit, 256 new chunks of 64 KiB", configuration: .written(megabytes: 17),
        closure: { benchmark in
            let store = try scratch.store()
            let digests = freshDigests()
            try benchmark.measure(bytes: count * Noise.chunkSize) { try append(digests, to: store) }
        }, setup: scratch.open, teardown: scratch.remove)

    var known: [Digest] = []
    let rounds = 100
    Benchmark(
        "PackStore.append, known chunk among 256", configuration: .times,
        closure: { benchmark in
            let store = try scratch.store()
            try benchmark.measure(times: rounds * count) {
                for _ in 0..<rounds { try append(known, to: store) }
            }
        },
        setup: {
            try scratch.open()
            known = freshDigests()
            try append(known, to: scratch.store())
            try scratch.reopen()
        }, teardown: scratch.remove)
}
