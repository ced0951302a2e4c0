import Glibc
import LockerAPI
import LockerBase
import LockerCore
import LockerService
import LockerTestSupport
import Logging
import TTRPC
import Testing

@Suite struct HealthTests {
    /// Whoever asks how the daemon is has no account after that.
    @Test func nobodyGetsAnAccountByAsking() throws {
        try withTemporaryDirectory { directory in
            var logger = Logger(label: "test")
            logger.logLevel = .critical
            let locker = try Locker(directory: directory + "/store", configuration: Configuration(), logger: logger)
            defer {
                locker.prepareToClose()
                locker.close()
            }
            let router = Router(answeredBy: locker, logger: logger)
            let context = CallContext(connection: 1, peer: Peer(processID: 1, userID: 4711, groupID: 1))
            let answer = try router.call(
                service: "locker.v1.Locker", method: "Health", payload: [], context: context)
            try #expect(Locker_V1_HealthResponse(serializedBytes: answer).state == .serving)
            try #expect(locker.accounts.list().isEmpty)
        }
    }

    @Test func capabilitiesTellTheBoundsThatHold() throws {
        try TestDaemon.with { test in
            let limits = try test.connect().call(LockerMethods.capabilities, .init()).limits
            #expect(limits["message_bytes"] == 4 << 20 && limits["piece_bytes"] == UInt64(RequestLimits.pieceBytes))
            #expect(limits["calls_in_flight"] == 16 && limits["open_blobs_per_account"] == 256)
            #expect(limits["watched"] == 1000 && limits["watch_seconds"] == 300 && limits["watched_in_all"] == 65_536)
            #expect(limits["parked_calls"] == 4096 && limits["parked_calls_per_connection"] == 1024)
            var options = DaemonOptions(store: test.store, socket: test.socket)
            options.limits.requestsInFlight = 99
            try test.daemon.change(to: options)
            try #expect(test.connect().call(LockerMethods.capabilities, .init()).limits["calls_in_flight"] == 99)
        }
    }
}
