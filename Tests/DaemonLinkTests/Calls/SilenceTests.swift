import DaemonLink
import NIOCore
import Testing

/// When a connection is given up on which something is awaited.
@Suite struct SilenceTests {
    private static func moment(_ seconds: Int64) -> NIODeadline {
        NIODeadline.uptimeNanoseconds(1_000_000_000) + .seconds(seconds)
    }

    @Test func `a silent daemon is asked once, then taken for one that hangs, and at last given up`() {
        var silence = Silence(at: SilenceTests.moment(0))
        var asked: [Int64] = []
        var ended: Int64?
        for second in Int64(0)...60 where ended == nil {
            let now = SilenceTests.moment(second)
            switch silence.step(at: now) {
            case .nothing: break
            case .ask: asked.append(second)
            case .end: ended = second
            }
            #expect(silence.isLong(at: now) == (second >= 10), "\(second)")
        }
        #expect(asked == [5] && ended == 30)
    }

    /// Time in which this process did not run is none in which the daemon could have answered.
    @Test func `who has slept asks first`() {
        var silence = Silence(at: SilenceTests.moment(0))
        #expect(silence.step(at: SilenceTests.moment(3600)) == .ask)
        #expect(silence.step(at: SilenceTests.moment(3601)) == .nothing)
        #expect(!silence.isLong(at: SilenceTests.moment(3601)))
    }

    @Test func `each call has an end, and what changes something a late one`() {
        #expect(LinkBounds.lookUp < LinkBounds.readPiece && LinkBounds.readPiece < LinkBounds.sentPiece)
        #expect(LinkBounds.sentPiece < LinkBounds.change)
    }
}
