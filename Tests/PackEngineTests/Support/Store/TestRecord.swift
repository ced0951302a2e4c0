import LockerBase
import LockerTestSupport
import PackEngine

/// Bytes to store, with their digest.
struct TestRecord: Sendable {
    let bytes: [UInt8]
    let digest: Digest

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        digest = SHA256.digest(of: bytes)
    }

    /// `count` records of up to `limit` bytes; every third one compresses.
    static func some(_ count: Int, seed: UInt64, upTo limit: Int = 20_000) -> [TestRecord] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { index in
            let length = Int.random(in: 1...limit, using: &generator)
            if index % 3 != 0 { return TestRecord(generator.bytes(length)) }
            let word = generator.bytes(16)
            return TestRecord((0..<length).map { word[$0 % 16] &+ UInt8(truncatingIfNeeded: $0 / 256) })
        }
    }
}
