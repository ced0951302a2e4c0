import ContentChunking
import Testing

@Suite struct FastCDCTests {
    @Test func cutsWhereTheReferenceDoes() throws {
        let vectors = try GoldenVector.load()
        #expect(vectors.count == 29)
        for vector in vectors {
            #expect(lengths(vector.bytes()) == vector.chunks, "\(vector)")
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

    @Test func noBytesGiveNoChunk() {
        #expect(FastCDC().cut(UnsafeRawBufferPointer(start: nil, count: 0)) == 0)
    }

    private func lengths(_ bytes: [UInt8]) -> [Int] {
        bytes.withUnsafeBytes { raw in
            var lengths: [Int] = []
            var offset = 0
            while offset < raw.count {
                let length = FastCDC().cut(UnsafeRawBufferPointer(rebasing: raw[offset...]))
                lengths.append(length)
                offset += length
            }
            return lengths
        }
    }
}
