import HTTPContent
import Testing

/// Of content of 10,000 bytes where nothing else is said.
@Suite struct RangeAnswerTests {
    @Test(arguments: [nil, "", "items=0-1", "bytes=5-4", "bytes=0-1,x"] as [String?])
    func wholeWhereNoRangeIsAskedFor(value: String?) {
        #expect(answer(value) == .whole)
    }

    @Test(
        arguments: [
            ("bytes=0-99", 0..<100), ("bytes=-1", 9_999..<10_000), ("bytes=0-", 0..<10_000),
            // Of several, one is left.
            ("bytes=0-99,20000-", 0..<100), ("bytes=0-99,0-99", 0..<100), ("bytes=0-99,50-149", 0..<150),
            ("bytes=100-199,0-99", 0..<200), ("bytes=0-0,2-2,4-4", 0..<5), ("bytes=0-9999,0-0,-1", 0..<10_000),
            ("bytes=0-4999,2500-7499,5000-9999", 0..<10_000),
        ] as [(String, Range<UInt64>)])
    func onePart(value: String, range: Range<UInt64>) {
        #expect(answer(value) == .one(range))
    }

    @Test(
        arguments: [
            ("bytes=0-99,5000-5099", [0..<100, 5_000..<5_100]),
            // In the order in which they are asked for.
            ("bytes=5000-5099,0-99", [5_000..<5_100, 0..<100]),
            ("bytes=-100,0-99", [9_900..<10_000, 0..<100]),
            // Those that overlap are one, in the place of the first.
            ("bytes=5000-5099,0-99,5050-5199", [5_000..<5_200, 0..<100]),
            ("bytes=0-99,5000-5099,50-149,140-160", [0..<161, 5_000..<5_100]),
            // So are those with little between them.
            ("bytes=0-99,200-299,5000-5099", [0..<300, 5_000..<5_100]),
            ("bytes=0-99,228-299", [0..<100, 228..<300]),
            ("bytes=0-99,227-299,5000-5000", [0..<300, 5_000..<5_001]),
        ] as [(String, [Range<UInt64>])])
    func severalParts(value: String, ranges: [Range<UInt64>]) {
        guard case .several(let parts) = answer(value) else {
            Issue.record("\(value) is answered with \(answer(value))")
            return
        }
        #expect(parts.ranges == ranges)
        #expect(parts.length == 10_000)
    }

    @Test func partsThatTakeMoreThanTheWholeAreTheWhole() {
        #expect(answer("bytes=0-4850,5000-9999") == .whole)
    }

    @Test(arguments: ["bytes=10000-", "bytes=-0", "bytes=10000-10000,20000-"])
    func unsatisfiable(value: String) {
        #expect(answer(value) == .unsatisfiable)
    }

    @Test func ofNothing() {
        #expect(answer("bytes=-5", of: 0) == .whole)
        #expect(answer("bytes=0-", of: 0) == .unsatisfiable)
    }

    @Test func ofTheMostThereCanBe() {
        let last = UInt64.max - 100
        #expect(answer("bytes=-100", of: .max) == .one(last..<UInt64.max))
        guard case .several(let parts) = answer("bytes=0-\(last - 1000),-10", of: .max) else {
            Issue.record("the parts take less than the whole")
            return
        }
        #expect(parts.ranges == [0..<(last - 999), (UInt64.max - 10)..<UInt64.max])
        #expect(answer("bytes=0-\(last - 100),-10", of: .max) == .whole)
    }

    @Test func boundariesDiffer() {
        let boundaries = Set((0..<100).map { _ in MultipartRanges.randomBoundary() })
        #expect(boundaries.count == 100)
        for boundary in boundaries {
            let isPlain = boundary.utf8.allSatisfy { PercentEncoding.isUnreserved($0) }
            #expect(isPlain && boundary.utf8.count <= 70)
        }
    }

    private func answer(_ value: String?, of length: UInt64 = 10_000) -> RangeAnswer {
        RangeAnswer(to: value, of: length, MediaType("audio/flac"), boundary: { "boundary" })
    }
}
