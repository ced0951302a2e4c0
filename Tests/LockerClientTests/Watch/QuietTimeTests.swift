import LockerSync
import Testing

/// When something is looked at that changes again and again.
@Suite struct QuietTimeTests {
    private let start = ContinuousClock.now

    private func moment(_ seconds: Int) -> ContinuousClock.Instant { start + .seconds(seconds) }

    @Test func `it is due once nothing has changed for a while, and not much later than the first change`() {
        var time = QuietTime(quiet: .seconds(2), longest: .seconds(30))
        #expect(time.due == nil)
        time.note(moment(0))
        #expect(time.due == moment(2))
        time.note(moment(1))
        #expect(time.due == moment(3))
        for second in 2...29 { time.note(moment(second)) }
        #expect(time.due == moment(30))
        time.reset()
        #expect(time.due == nil)
        time.note(moment(40))
        #expect(time.due == moment(42))
    }

    @Test func `pauses grow, and not for ever`() {
        var pause = RetryPause(first: .seconds(1), longest: .seconds(5))
        #expect((0..<5).map { _ in pause.next() } == [1, 2, 4, 5, 5].map { .seconds($0) })
        pause.reset()
        #expect(pause.next() == .seconds(1))
    }
}
