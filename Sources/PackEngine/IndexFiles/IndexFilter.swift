import LockerBase

/// Which digests a run may have: with 10.7 bits for each, one in a hundred of those that it has not counts as one that
/// it may. A look-up of a record that nobody has costs a cache line for each run then, and no read.
///
/// A split block Bloom filter (Putze, Sanders, Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2007): a
/// digest sets a bit in each of the eight words of one line of 32 bytes. SHA-256 needs no hashing: its words are
/// uniform already.
final class IndexFilter: @unchecked Sendable {
    typealias Line = SIMD8<UInt32>

    static let lineLength = 32
    private static let digestsPerLine = 24
    /// Odd numbers, that each word takes other bits of the same hash.
    private static let multipliers = Line(
        0x47B6_137B, 0x4497_4D91, 0x8824_AD5B, 0xA2B7_289D, 0x7054_95C7, 0x2DF1_424B, 0x9EFC_4947, 0x5C6B_FB31)

    let lineCount: Int
    /// Never changed once others have the filter.
    let bytes: UnsafeMutableRawBufferPointer
    /// Odd. Multiplied with it, digests that somebody made alike part.
    private let multiplier: UInt64

    /// An empty filter for `count` digests of a run with this salt.
    convenience init(count: Int, salt: UInt64) {
        self.init(lineCount: count / IndexFilter.digestsPerLine + 1, salt: salt)
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
    }

    /// A filter whose bytes the caller fills in.
    init(lineCount: Int, salt: UInt64) {
        self.lineCount = lineCount
        multiplier = salt | 1
        bytes = .allocate(byteCount: lineCount * IndexFilter.lineLength, alignment: 64)
    }

    deinit { bytes.deallocate() }

    func insert(_ digest: Digest) {
        let (line, mask) = place(of: digest)
        bytes.storeBytes(of: bytes.load(fromByteOffset: line, as: Line.self) | mask, toByteOffset: line, as: Line.self)
    }

    func mayHold(_ digest: Digest) -> Bool {
        let (line, mask) = place(of: digest)
        return bytes.load(fromByteOffset: line, as: Line.self) & mask == mask
    }

    private func place(of digest: Digest) -> (offset: Int, mask: Line) {
        let (word, hash) = digest.withUnsafeBytes {
            ($0.integer(at: 8, as: UInt64.self), $0.integer(at: 16, as: UInt32.self))
        }
        let line = Int((word &* multiplier).multipliedFullWidth(by: UInt64(lineCount)).high)
        let bits = (Line(repeating: hash) &* IndexFilter.multipliers) &>> 27
        return (line * IndexFilter.lineLength, Line(repeating: 1) &<< bits)
    }
}
