import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// Watches at rest whose right to the library ends: nothing happens in their folders, and the feed of the library alone can
/// tell.
@Suite struct RefusedWatchTests {
    /// Makes connections, and lets go of them all at once, as a server does that has been told to. After that it refuses some.
    private final class Door: Sendable {
        private struct State {
            var made: [LockerConnection] = []
            var isShut = false
            var refusalsLeft = 0
            /// Tries since it was shut.
            var tries = 0
        }

        private let socket: String
        private let state = Monitor(State())

        init(to socket: String) { self.socket = socket }

        var connect: WatchPlan.Connect {
            { () throws(LockerError) in
                let wasShut = self.state.withLock { $0.isShut }
                if self.takeRefusal() { throw LockerError(.permissionDenied, "this token is not taken any more") }
                let connection = try LockerConnection(socket: self.socket)
                let isShut = self.state.withLock { state -> Bool in
                    state.made.append(connection)
                    return state.isShut
                }
                // It was among those to be let go of, had it been made by then.
                if isShut, !wasShut { connection.close() }
                return connection
            }
        }

        private func takeRefusal() -> Bool {
            state.withLock { state -> Bool in
                if state.isShut { state.tries += 1 }
                guard state.refusalsLeft > 0 else { return false }
                state.refusalsLeft -= 1
                return true
            }
        }

        /// - Parameter refusals: how many that ask after that are refused.
        func shut(refusals: Int) {
            let made = state.withLock { state in
                (state.isShut, state.refusalsLeft) = (true, refusals)
                return state.made
            }
            for connection in made { connection.close() }
        }

        var tries: Int { state.withLock { $0.tries } }
    }

    /// A device that is watched, and nothing else ever wakes its watch.
    private func withWatch(_ body: (TestDevice, TestWatch, Door, TestDaemon) throws -> Void) throws {
        try TestDaemon.with { test in
            let device = try TestDevice("one", of: test.directory, socket: test.socket)
            try device.write("first", "of one")
            try device.sync()
            let door = Door(to: test.socket)
            let watch = try TestWatch(device, connecting: door.connect)
            defer { watch.stop() }
            #expect(watch.waitForStart())
            try body(device, watch, door, test)
        }
    }

    @Test func `a token that is refused ends it at once, after a try of the feed's and one of its own`() throws {
        try withWatch { _, watch, door, _ in
            door.shut(refusals: .max)
            #expect(watch.waitForEnd()?.code == .permissionDenied)
            #expect(door.tries == 2)
            #expect(watch.notes.current.troubles.isEmpty)
        }
    }

    @Test func `one that is taken again is no end`() throws {
        try withWatch { device, watch, door, test in
            let looks = watch.notes.current.looks
            door.shut(refusals: 1)
            #expect(watch.notes.wait { $0.looks > looks })
            // News of the library are heard again.
            let other = try TestDevice("two", of: test.directory, socket: test.socket)
            try other.sync()
            try other.write("second", "of two")
            try other.sync()
            #expect(watch.notes.wait { notes in notes.reports.contains { $0.received > 0 } })
            try #expect(device.read("second") == "of two")
            #expect(watch.notes.current.end == nil)
        }
    }

    /// The daemon's own user may read what a disabled account has: it is removed here.
    @Test func `an account that is gone ends it at once, over the socket`() throws {
        try TestDaemon.with { test in
            try test.addAccount("alice")
            let device = try TestDevice("one", of: test.directory, socket: test.socket)
            try device.write("first", "of one")
            let socket = test.socket
            let watch = try TestWatch(
                device,
                connecting: { () throws(LockerError) in try LockerConnection(socket: socket, account: "alice") })
            defer { watch.stop() }
            #expect(watch.waitForStart())
            _ = try test.connect().call(AdminMethods.removeAccount, .with { $0.name = "alice" })
            #expect(watch.waitForEnd()?.code == .notFound)
        }
    }
}
