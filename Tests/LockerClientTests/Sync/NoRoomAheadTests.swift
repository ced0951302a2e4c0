import Foundation
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// A batch for which the daemon has no room beside the one that it commits.
@Suite struct NoRoomAheadTests {
    private struct Asked {
        var paths: [String] = []
        /// Paths that were refused for want of room, as they are once.
        var refused: Set<String> = []
        var commits = 0
    }

    private final class Told: ProgressObserver {
        let figures = Monitor((files: 0, bytes: 0, skipped: [String]()))

        func begin(files: Int, bytes: Int) {}
        func advance(files: Int, bytes: Int) {
            figures.withLock { $0 = ($0.files + files, $0.bytes + bytes, $0.skipped) }
        }
        func spared(files: Int, bytes: Int) {}
        func skipped(_ item: Skipped) { figures.withLock { $0.skipped.append(EntryPath.printable(item.path)) } }
        func end() {}
    }

    /// What a daemon answers that refuses `e` once, and `c` ever.
    private static func refusal(of path: String, _ asked: Monitor<Asked>) -> LockerError? {
        if path == "c" { return LockerError(.invalidArgument, "c: not to my liking") }
        guard path == "e", asked.withLock({ $0.refused.insert(path).inserted }) else { return nil }
        return LockerError(.tooMany, "no room")
    }

    /// Syncs files `a` to `f` of three bytes each, three in a batch.
    private func sync(together: Bool) throws -> (report: SyncReport, asked: Asked, told: Told) {
        let (asked, told) = (Monitor(Asked()), Told())
        var daemon = FakeDaemon()
        daemon.onSync()
        if together {
            daemon.on(LockerMethods.capabilities) { _, _ in .with { $0.features = ["ingest-files"] } }
        }
        NoRoomAheadTests.onCommit(of: &daemon, asked)
        daemon.on(LockerMethods.ingest) { (_, request) throws(LockerError) in
            let path = String(decoding: request.path, as: UTF8.self)
            asked.withLock { $0.paths.append(path) }
            if let refusal = NoRoomAheadTests.refusal(of: path, asked) { throw refusal }
            return .with {
                $0.blob = Data(repeating: 7, count: 32)
                $0.size = 3
            }
        }
        daemon.on(LockerMethods.ingestFiles) { _, request in
            let paths = request.paths.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            asked.withLock { $0.paths += paths }
            let refusals = paths.map { NoRoomAheadTests.refusal(of: $0, asked) }
            return .with { answer in
                answer.blobs = Data(refusals.flatMap { [UInt8](repeating: $0 == nil ? 7 : 0, count: 32) })
                answer.failures = refusals.enumerated().compactMap { place, error in
                    error.map { error in
                        .with {
                            $0.place = UInt32(place)
                            $0.reason = error.code.rawValue
                            $0.message = error.message
                        }
                    }
                }
            }
        }
        let report = try daemon.serve { socket, folder in
            for name in ["a", "b", "c", "d", "e", "f"] { try makeFile("\(folder)/\(name)", [1, 2, 3]) }
            var options = SyncOptions()
            options.stateFolder = nil
            options.filesPerCommit = 3
            options.threads = 1
            let connection = try LockerConnection(socket: socket)
            return try Sync(connection: connection, directory: folder, options: options).run(told)
        }
        return (report, asked.withLock { $0 }, told)
    }

    @Test(arguments: [false, true])
    func `the rest is sent once that is committed, and nothing is told twice`(_ together: Bool) throws {
        let (report, asked, told) = try sync(together: together)
        #expect(report.uploaded == 5 && report.files == 5 && asked.commits == 2 && report.revision == 2)
        #expect(asked.paths == (together ? ["a", "b", "c", "d", "e", "f", "e"] : ["a", "b", "c", "d", "e", "e", "f"]))
        #expect(report.sentBytes == (together ? 7 * 3 : 0))
        #expect(report.skipped.map(\.path) == [Array("c".utf8)])
        let figures = told.figures.withLock { $0 }
        #expect(figures.files == 5 && figures.bytes == 15)
        #expect(figures.skipped == ["c"])
    }

    /// Counts commits, each of which makes a revision.
    private static func onCommit(of daemon: inout FakeDaemon, _ asked: Monitor<Asked>) {
        daemon.on(LockerMethods.commit) { _, _ in
            let number = asked.withLock { asked in
                asked.commits += 1
                return asked.commits
            }
            return .with {
                $0.revision = UInt64(number)
                $0.added = 1
            }
        }
    }

    /// A daemon that takes no file from the `first` call on for so many calls, or ever, and counts commits.
    private static func busy(from first: Int, for calls: Int = .max, _ asked: Monitor<Asked>) -> FakeDaemon {
        var daemon = FakeDaemon()
        daemon.onSync()
        daemon.on(LockerMethods.ingest) { (_, request) throws(LockerError) in
            let count = asked.withLock { asked in
                asked.paths.append(String(decoding: request.path, as: UTF8.self))
                return asked.paths.count
            }
            if count >= first, count - first < calls { throw LockerError(.tooMany, "no room") }
            return .with {
                $0.blob = Data(repeating: 7, count: 32)
                $0.size = 1
            }
        }
        NoRoomAheadTests.onCommit(of: &daemon, asked)
        return daemon
    }

    private static func sync(_ daemon: FakeDaemon, _ pauses: [Double]) throws -> SyncReport {
        try daemon.serve { socket, folder in
            for name in ["a", "b", "c"] { try makeFile("\(folder)/\(name)", [1]) }
            var options = SyncOptions()
            options.stateFolder = nil
            (options.threads, options.busyPauses) = (1, pauses)
            let connection = try LockerConnection(socket: socket)
            return try Sync(connection: connection, directory: folder, options: options).run()
        }
    }

    @Test func `what others have room for is waited for, and nothing is sent twice`() throws {
        let asked = Monitor(Asked())
        let report = try NoRoomAheadTests.sync(NoRoomAheadTests.busy(from: 2, for: 3, asked), [0, 0, 0])
        #expect(report.uploaded == 3 && report.revision == 1)
        let (paths, commits) = asked.withLock { ($0.paths, $0.commits) }
        #expect(paths == ["a", "b", "b", "b", "b", "c"] && commits == 1)
    }

    @Test func `not for ever, and what was sent by then is kept`() throws {
        let asked = Monitor(Asked())
        let error = #expect(throws: LockerError.self) {
            try NoRoomAheadTests.sync(NoRoomAheadTests.busy(from: 3, asked), [0, 0])
        }
        #expect(error?.code == .tooMany && error?.message.contains("is kept") == true)
        let (paths, commits) = asked.withLock { ($0.paths, $0.commits) }
        // Three tries; then a and b are a revision, which may have given room back; then three more.
        #expect(paths == ["a", "b", "c", "c", "c", "c", "c", "c"] && commits == 1)
    }
}
