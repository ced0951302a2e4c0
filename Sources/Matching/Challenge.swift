import LockerBase
import MediaLayout

/// A challenge to show that one has the audio of a track, not just its name.
///
/// The answer is a code over parts of the audio that the nonce picks: one of each 64th, so that a run of the bytes,
/// such as a preview or a download that broke off, does not do. Source: stratified proofs of ownership after Halevi
/// et al., "Proofs of Ownership in Remote Storage Systems", CCS 2011; docs/protocol.md gives it byte for byte.
public struct Challenge: Hashable, Sendable {
    /// The parts that the audio is divided into.
    static let strata = 64
    /// Bytes that are shown of each part.
    static let rangeSize = 256
    /// Audio of at most so many bytes is shown whole.
    static let wholeSize = 64 << 10

    private static let rangeTag = Array("locker-range-v1".utf8)
    private static let proofTag = Array("locker-proof-v1".utf8)

    /// Random bytes, ``RequestLimits/nonceBytes`` of them, used once.
    public let nonce: [UInt8]

    /// The challenge of that nonce.
    public init(nonce: [UInt8]) {
        self.nonce = nonce
    }

    /// The ranges to show of audio that is `size` bytes long, in order.
    public func ranges(of size: Int) -> [Range<Int>] {
        if size <= Challenge.wholeSize { return size > 0 ? [0..<size] : [] }
        return (0..<Challenge.strata).map { number in
            let start = stratum(number, of: size)
            let choices = stratum(number + 1, of: size) - start - Challenge.rangeSize + 1
            let offset = start + Int(draw(number) % UInt64(choices))
            return offset..<offset + Challenge.rangeSize
        }
    }

    /// The answer of `account`, which has the audio of `track`: 32 bytes.
    ///
    /// - Parameter payload: the audio, all of it; only the ranges are read.
    public func proof(
        of track: Digest, by account: String, payload: any ByteSource
    ) throws(LockerError) -> [UInt8] {
        let ranges = ranges(of: payload.size)
        var message = ByteWriter(capacity: 1024 + ranges.reduce(0) { $0 + $1.count + 12 })
        message.append(Challenge.proofTag)
        message.append(UInt16(truncatingIfNeeded: account.utf8.count))
        message.append(Array(account.utf8))
        message.append(track)
        message.append(UInt64(payload.size))
        for range in ranges {
            message.append(UInt64(range.lowerBound))
            message.append(UInt32(range.count))
            message.append(try payload.bytes(at: range.lowerBound, count: range.count))
        }
        return HMAC.sha256(key: nonce, message.bytes)
    }

    /// Where a part starts.
    private func stratum(_ number: Int, of size: Int) -> Int {
        // Quotient and remainder apart: the product of number and size could be more than 64 bits hold.
        size / Challenge.strata * number + size % Challenge.strata * number / Challenge.strata
    }

    /// A number that only who has the nonce can tell.
    private func draw(_ number: Int) -> UInt64 {
        var message = ByteWriter(capacity: 32)
        message.append(Challenge.rangeTag)
        message.append(UInt32(number))
        return HMAC.sha256(key: nonce, message.bytes).prefix(8).enumerated().reduce(0) { sum, byte in
            sum | UInt64(byte.element) << (8 * byte.offset)
        }
    }
}
