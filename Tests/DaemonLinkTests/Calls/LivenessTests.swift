import DaemonLink
import NIOCore
import Testing

/// Whether a daemon answers, by what several connections know.
@Suite struct LivenessTests {
    private static func moment(_ seconds: Int64) -> NIODeadline {
        NIODeadline.uptimeNanoseconds(1_000_000_000) + .seconds(seconds)
    }

    /// What a connection knows on which something was heard, or nothing was where it had to be, at these moments.
    private static func connection(heard: Int64? = nil, silent: Int64? = nil) -> Liveness {
        var liveness = Liveness()
        if let heard { liveness.noteSign(at: moment(heard)) }
        if let silent { liveness.noteSilence(at: moment(silent)) }
        return liveness
    }

    private static func together(_ connections: [Liveness]) -> Bool {
        var all = Liveness()
        for connection in connections { all.add(connection) }
        return all.isStill
    }

    @Test func `of a daemon that was never called nothing is known`() {
        #expect(!Liveness().isStill && !LivenessTests.together([]))
    }

    @Test func `what was known last counts`() {
        var liveness = LivenessTests.connection(heard: 1, silent: 10)
        #expect(liveness.isStill)
        liveness.noteSign(at: LivenessTests.moment(11))
        #expect(!liveness.isStill)
    }

    /// Also while nobody has taken out the one that has ended.
    @Test func `a connection that ended in silence says nothing of a daemon that was heard since`() {
        let ended = LivenessTests.connection(heard: 1, silent: 10)
        let later = LivenessTests.connection(heard: 12)
        #expect(!LivenessTests.together([ended, later]) && !LivenessTests.together([later, ended]))
    }

    @Test func `a connection that is idle knows nothing of a daemon that is silent`() {
        let ended = LivenessTests.connection(heard: 4, silent: 10)
        let idle = LivenessTests.connection(heard: 6)
        #expect(LivenessTests.together([ended, idle]) && LivenessTests.together([idle, ended]))
    }
}
