import LockerBase

/// Which record is where in some packs, as far as four bytes for each can tell: a wrong answer is as likely as two
/// digests that begin alike.
struct PlaceMarks {
    /// By pack, in the order of its records.
    private var packs: [UInt32: [UInt32]] = [:]

    mutating func add(_ entries: [PackEntry], of pack: UInt32) {
        packs[pack] = entries.map { PlaceMarks.mark($0.digest, $0.offset) }
    }

    func holds(pack: UInt32) -> Bool { packs[pack] != nil }

    /// Whether the record `digest` is at `location`.
    func hold(_ digest: Digest, at location: RecordLocation) -> Bool {
        guard let marks = packs[location.pack], location.ordinal < marks.count else { return false }
        return marks[location.ordinal] == PlaceMarks.mark(digest, location.offset)
    }

    private static func mark(_ digest: Digest, _ offset: Int) -> UInt32 {
        digest.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) } &+ UInt32(truncatingIfNeeded: offset)
    }
}
