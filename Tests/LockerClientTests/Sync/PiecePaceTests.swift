import LockerBase
import LockerSync
import Testing

/// How large the pieces of a file are.
@Suite struct PiecePaceTests {
    @Test func `where they go fast they are as large as they may be`() {
        var pace = PiecePace()
        for _ in 0..<10 { pace.took(.milliseconds(10), for: pace.bytes) }
        #expect(pace.bytes == RequestLimits.pieceBytes)
        pace.took(.seconds(1), for: pace.bytes)
        #expect(pace.bytes == RequestLimits.pieceBytes)
    }

    /// At every speed at which anything goes at all, one arrives before the daemon gives the upload's place away.
    @Test(arguments: [8_000, 30_000, 100_000, 1_000_000])
    func `on a slow line one arrives every few seconds`(bytesPerSecond: Int) {
        var pace = PiecePace()
        for _ in 0..<10 {
            pace.took(.seconds(Double(pace.bytes) / Double(bytesPerSecond)), for: pace.bytes)
            // The last piece of a file tells nothing.
            pace.took(.milliseconds(1), for: 8)
        }
        #expect(Double(pace.bytes) / Double(bytesPerSecond) < 5)
    }
}
