import LockerAPI
import LockerBase
import LockerClient
import LockerCommands
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct JobCancellationTests {
    /// The identifiers of the jobs that a daemon was told to end, when what it runs is of `kind`.
    private static func cancelled(_ kind: Locker_V1_Job.Kind, asking: JobKind) throws -> [UInt64] {
        let ended = Monitor<[UInt64]>([])
        var daemon = FakeDaemon()
        daemon.on(AdminMethods.watchJob) { _, _ in
            .with {
                $0.id = 7
                $0.kind = kind
                $0.phase = "at it"
            }
        }
        daemon.on(AdminMethods.cancelJob) { _, request in
            ended.withLock { $0.append(request.job) }
            return .init()
        }
        try daemon.serve { socket, _ in
            do throws(LockerError) {
                _ = try JobCancellation.ended(asking, LockerConnection(socket: socket))
            } catch  where error.code == .failedPrecondition {}
        }
        return ended.withLock { $0 }
    }

    @Test func `a job ends when it is of the kind that is meant`() throws {
        #expect(try Self.cancelled(.verification, asking: .verification) == [7])
        #expect(try Self.cancelled(.verification, asking: .backup) == [])
    }

    @Test func `what a newer daemon runs is left alone`() throws {
        #expect(try Self.cancelled(.UNRECOGNIZED(99), asking: .verification) == [])
    }
}
