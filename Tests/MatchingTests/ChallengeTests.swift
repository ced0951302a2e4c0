import LockerBase
import LockerTestSupport
import Matching
import MediaLayout
import Testing

@Suite struct ChallengeTests {
    private let track = SHA256.digest(of: Array("a song".utf8))

    private func challenge(_ seed: UInt64) -> Challenge {
        var random = SplitMix64(seed: seed)
        return Challenge(nonce: random.bytes(RequestLimits.nonceBytes))
    }

    @Test func longAudioShows256BytesOfEvery64th() {
        for size in [65_537, 100_000, 4_000_001, 1 << 33] {
            let ranges = challenge(UInt64(size)).ranges(of: size)
            #expect(ranges.count == 64)
            for (number, range) in ranges.enumerated() {
                #expect(range.count == 256)
                #expect(range.lowerBound >= size * number / 64 && range.upperBound <= size * (number + 1) / 64)
            }
        }
    }

    @Test func shortAudioIsShownWhole() {
        #expect(challenge(1).ranges(of: 65_536) == [0..<65_536])
        #expect(challenge(1).ranges(of: 1) == [0..<1])
        #expect(challenge(1).ranges(of: 0).isEmpty)
    }

    @Test func everyNoncePicksOtherRanges() {
        #expect(challenge(1).ranges(of: 1_000_000) == challenge(1).ranges(of: 1_000_000))
        let both = zip(challenge(1).ranges(of: 1_000_000), challenge(2).ranges(of: 1_000_000))
        #expect(both.filter { $0 == $1 }.count < 4)
    }

    /// Computed by a program of its own from docs/protocol.md (Python's hmac): a change of it is one of the protocol.
    @Test func theProofIsThatOfTheProtocol() throws {
        let challenge = Challenge(nonce: Array(0..<32))
        let payload = MemorySource((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
        let proof = try challenge.proof(of: Digest.zero, by: "alice", payload: payload)
        #expect(
            proof == [
                250, 41, 36, 206, 37, 167, 127, 212, 138, 85, 253, 143, 23, 4, 202, 226,
                149, 175, 114, 158, 52, 93, 249, 90, 77, 63, 236, 111, 154, 23, 202, 63,
            ])
    }

    @Test func theProofDependsOnEverythingThatItIsBoundTo() throws {
        var random = SplitMix64(seed: 9)
        var bytes = random.bytes(200_000)
        let proof = try challenge(1).proof(of: track, by: "alice", payload: MemorySource(bytes))
        #expect(try challenge(1).proof(of: track, by: "alice", payload: MemorySource(bytes)) == proof)
        #expect(try challenge(2).proof(of: track, by: "alice", payload: MemorySource(bytes)) != proof)
        #expect(try challenge(1).proof(of: track, by: "alicf", payload: MemorySource(bytes)) != proof)
        #expect(try challenge(1).proof(of: .zero, by: "alice", payload: MemorySource(bytes)) != proof)
        #expect(try challenge(1).proof(of: track, by: "alice", payload: MemorySource(bytes.dropLast())) != proof)
        let shown = challenge(1).ranges(of: bytes.count)[40].lowerBound
        bytes[shown] ^= 1
        #expect(try challenge(1).proof(of: track, by: "alice", payload: MemorySource(bytes)) != proof)
    }

    @Test func audioThatEndsEarlyIsAnError() {
        #expect(throws: LockerError.self) {
            try challenge(1).proof(of: track, by: "alice", payload: ShortSource())
        }
    }

    /// Says that it has more bytes than it has.
    private struct ShortSource: ByteSource {
        let size = 300_000

        func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LockerError) -> Int {
            let count = max(0, min(buffer.count, 150_000 - offset))
            buffer[..<count].initializeMemory(as: UInt8.self, repeating: 7)
            return count
        }
    }
}
