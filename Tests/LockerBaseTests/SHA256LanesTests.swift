import LockerBase
import LockerTestSupport
import Testing

@Suite struct SHA256LanesTests {
    /// Every length around the edges of blocks and of the padding, and messages that end at different times.
    @Test(arguments: [1, 4, 16])
    func agreesWithOpenSSLOnMessagesOfAllLengths(width: Int) {
        var random = SplitMix64(seed: 1)
        let bytes = random.bytes(70_000)
        let hash = SHA256()
        let lanes = SHA256Lanes(atMost: width)
        for round in 0..<300 {
            let lengths =
                round < 200
                ? (0..<round % 35).map { round + 40 * $0 }
                : (0..<Int.random(in: 2...40, using: &random)).map { _ in Int.random(in: 0...70_000, using: &random) }
            bytes.withUnsafeBytes { raw in
                let messages = lengths.map { length in
                    let start = Int.random(in: 0...raw.count - length, using: &random)
                    return UnsafeRawBufferPointer(rebasing: raw[start..<start + length])
                }
                var digests: [Digest?] = Array(repeating: nil, count: messages.count)
                lanes.digests(of: messages) { place, digest in
                    #expect(digests[place] == nil)
                    digests[place] = digest
                }
                #expect(digests == messages.map { hash.digest(of: $0) }, "lengths \(lengths)")
            }
        }
    }

    @Test func hashesMessagesWithoutAnAddress() {
        let empty = UnsafeRawBufferPointer(start: nil, count: 0)
        var count = 0
        SHA256Lanes().digests(of: Array(repeating: empty, count: 20)) { _, digest in
            #expect(digest == SHA256.digest(of: []))
            count += 1
        }
        #expect(count == 20)
    }
}
