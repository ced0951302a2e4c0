import ContentChunking
import LockerTestSupport
import Testing

@Suite struct FastCDCTests {
    @Test(arguments: GearLanes.each)
    func cutsWhereTheReferenceDoes(lanes: GearLanes) throws {
        let vectors = try GoldenVector.load()
        #expect(vectors.count == 29)
        for vector in vectors {
            #expect(lengths(vector.bytes(), FastCDC(lanes)) == vector.chunks, "\(vector)")
        }
    }

    @Test func everyCutIsWithinTheBounds() throws {
        for vector in try GoldenVector.load() {
            let chunks = lengths(vector.bytes())
            #expect(chunks.reduce(0, +) == vector.length)
            #expect(chunks.dropLast().allSatisfy { (FastCDC.minimum...FastCDC.maximum).contains($0) }, "\(vector)")
        }
    }

    @Test func bytesBeyondTheMaximumDoNotMoveTheCut() throws {
        let bytes = try #require(GoldenVector.load().first { $0.length > 2_000_000 }).bytes()
        let whole = bytes.withUnsafeBytes { FastCDC().cut($0) }
        let maximum = bytes.prefix(FastCDC.maximum).withUnsafeBytes { FastCDC().cut($0) }
        #expect(whole == maximum)
    }

    /// The rules of docs/format.md taken literally, a byte at a time, on bytes of few values too, where cuts are many.
    @Test(arguments: [UInt8.max, 3, 1], GearLanes.each)
    func cutsWhereTheRulesSay(mask: UInt8, lanes: GearLanes) {
        var generator = SplitMix64(seed: UInt64(mask))
        let bytes = generator.bytes(8 << 20).map { $0 & mask }
        let cuts = lengths(bytes, FastCDC(lanes))
        var offset = 0
        for (number, length) in cuts.enumerated() {
            let expected = literalCut(bytes[offset...])
            #expect(length == expected, "chunk \(number) at \(offset)")
            if length != expected { return }
            offset += length
        }
        #expect(offset == bytes.count)
    }

    /// The input ends at any place, with regard to the tiles that are scanned at a time and to the average.
    @Test(arguments: GearLanes.each)
    func cutsWhereTheRulesSayWhereverTheInputEnds(lanes: GearLanes) {
        var generator = SplitMix64(seed: 7)
        let bytes = generator.bytes(1 << 20)
        let cutter = FastCDC(lanes)
        for round in 0..<400 {
            let start = Int.random(in: 0..<bytes.count - FastCDC.maximum - 2, using: &generator)
            let least = [FastCDC.minimum, FastCDC.average][round % 2]
            let part = bytes[start..<start + least + Int.random(in: -40...9000, using: &generator)]
            #expect(part.withUnsafeBytes { cutter.cut($0) } == literalCut(part), "\(part.indices)")
        }
    }

    @Test func whatIsMeasuredIsOneOfThoseThatThereAre() {
        #expect(GearLanes.each.map(\.name).contains(GearLanes.measured.name))
        #expect(GearLanes.each.last?.name == "plain")
    }

    private func literalCut(_ bytes: ArraySlice<UInt8>) -> Int {
        guard bytes.count > FastCDC.minimum else { return bytes.count }
        let end = min(bytes.count, FastCDC.maximum)
        let centre = min(FastCDC.average, end) & ~1
        var hash: UInt64 = 0
        return bytes.withUnsafeBufferPointer { bytes in
            for index in FastCDC.minimum..<end & ~1 {
                hash = (hash << 1) &+ gearTable[Int(bytes[index])]
                if hash & (index < centre ? 0xd907_0753_7000 : 0xd903_1353_0000) == 0 { return index }
            }
            return end
        }
    }

    @Test func noBytesGiveNoChunk() {
        #expect(FastCDC().cut(UnsafeRawBufferPointer(start: nil, count: 0)) == 0)
    }

    private func lengths(_ bytes: [UInt8], _ cutter: FastCDC = FastCDC()) -> [Int] {
        bytes.withUnsafeBytes { raw in
            var lengths: [Int] = []
            var offset = 0
            while offset < raw.count {
                let length = cutter.cut(UnsafeRawBufferPointer(rebasing: raw[offset...]))
                lengths.append(length)
                offset += length
            }
            return lengths
        }
    }
}
