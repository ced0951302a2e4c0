import LockerBase
import LockerTestSupport
import Testing

@Suite struct DigestTests {
    /// FIPS 180-4's own example, and the digest of nothing.
    @Test func hashesTheExamplesOfTheStandard() {
        #expect(
            SHA256.digest(of: Array("abc".utf8)).hex
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            SHA256.digest(of: []).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func aContextIsUsedAgainAfterPieces() {
        let hash = SHA256()
        var random = SplitMix64(seed: 1)
        for _ in 0..<20 {
            let bytes = random.bytes(1_000)
            hash.reset()
            for piece in stride(from: 0, to: 1_000, by: 137) {
                bytes[piece..<min(piece + 137, 1_000)].withUnsafeBytes { hash.update($0) }
            }
            #expect(hash.finish() == SHA256.digest(of: bytes))
        }
    }

    @Test func hexIsReadBackInEitherCase() {
        let digest = SHA256.digest(of: [1, 2, 3])
        #expect(Digest(hex: digest.hex) == digest)
        #expect(Digest(hex: digest.hex.uppercased()) == digest)
        #expect(Digest(hex: String(digest.hex.dropLast())) == nil)
        #expect(Digest(hex: "g" + digest.hex.dropFirst()) == nil)
        #expect(Digest(digest.bytes) == digest)
        #expect(Digest(digest.bytes.dropLast()) == nil)
    }

    @Test func orderIsThatOfTheBytes() {
        var random = SplitMix64(seed: 2)
        for _ in 0..<200 {
            var one = random.bytes(32)
            var other = one
            other[Int.random(in: 0..<32, using: &random)] &+= 1
            if Bool.random(using: &random) { swap(&one, &other) }
            guard let left = Digest(one), let right = Digest(other) else { return }
            #expect((left < right) == one.lexicographicallyPrecedes(other))
            #expect(!(left < left))
        }
    }

    @Test func bytesAreWrittenWithTwoDigitsEach() {
        #expect([UInt8]([0, 1, 0x0A, 0x10, 0xAB, 0xFF]).hexText == "00010a10abff" && [UInt8]().hexText.isEmpty)
    }
}
