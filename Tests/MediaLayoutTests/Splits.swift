import LockerBase
import MediaLayout

/// The parts of a split file in memory.
struct Parts {
    let split: OggSplit
    let payload: [UInt8]
    let head: [UInt8]
    let tail: [UInt8]

    /// Nil when `bytes` cannot be split.
    init?(_ bytes: [UInt8]) throws {
        var payload: [UInt8] = []
        let split = try OggSplitter.split(MemorySource(bytes)) { payload += $0 }
        guard let split else { return nil }
        self.split = split
        self.payload = payload
        (head, tail) = (Array(bytes[split.head]), Array(bytes[split.tail]))
    }

    func joiner() throws -> OggJoiner {
        try OggJoiner(
            skeleton: OggSkeleton(split.skeleton), head: MemorySource(head), payload: MemorySource(payload),
            tail: MemorySource(tail))
    }
}

extension OggJoiner {
    /// The bytes of `range`.
    func bytes(_ range: Range<Int>) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try read(range) { bytes += $0 }
        return bytes
    }
}
