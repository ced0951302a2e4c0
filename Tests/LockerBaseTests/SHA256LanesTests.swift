import LockerBase
import LockerTestSupport
import Testing

@Suite struct SHA256LanesTests {
    /// Every length around the edges of blocks and of the padding, and messages that end at different times.
    @Test(arguments: SHA256Plan.each + [.measured])
    func agreesWithOpenSSLOnMessagesOfAllLengths(plan: SHA256Plan) {
        var random = SplitMix64(seed: 1)
        let bytes = random.bytes(70_000)
        let hash = SHA256()
        let lanes = SHA256Lanes(plan)
        for round in 0..<400 {
            let lengths =
                round < 200
                ? (0..<round % 35).map { round + 40 * $0 }
                : round < 300
                    ? (0..<round % 40).map { _ in Int.random(in: 0...1200, using: &random) }
                    : (0..<Int.random(in: 2...40, using: &random)).map { _ in Int.random(in: 0...70_000, using: &random)
                    }
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

    @Test func digestsComeInTheOrderOfTheMessages() {
        let bytes = Array(0..<UInt8.max)
        let lengths = [3, 200, 0, 64, 65, 7]
        let digests = bytes.withUnsafeBytes { raw in
            SHA256Lanes().digests(of: lengths.map { UnsafeRawBufferPointer(rebasing: raw[..<$0]) })
        }
        #expect(digests == lengths.map { SHA256.digest(of: Array(bytes[..<$0])) })
    }

    @Test func onlyWhatIsAllowedIsUsed() {
        #expect(SHA256Plan.measured(allowing: "plain").names == ["plain"])
        for name in LaneNames.available {
            #expect(Set(SHA256Plan.measured(allowing: name).names).isSubset(of: [name, "plain"]))
        }
    }

    @Test func namesThatThisProcessorDoesNotHaveAreRefused() throws {
        try LaneNames.check("")
        try LaneNames.check(LaneNames.available.joined(separator: ","))
        let error = #expect(throws: LockerError.self) { try LaneNames.check("plain,abacus") }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains("abacus") == true && error?.message.contains("plain") == true)
    }
}
