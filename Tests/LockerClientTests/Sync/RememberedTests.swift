import Foundation
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// What is remembered of a sync that did not end as it should, or found nothing to commit.
@Suite struct RememberedTests {
    /// Twelve files, one in a commit: the fifth commit and all that follows it fail. Not every commit is worth a state
    /// file of its own; what was committed by then is remembered at the end.
    @Test func `what was committed before it went is remembered`() throws {
        let asked = Monitor((commits: 0, ingested: Set<String>()))
        var daemon = FakeDaemon()
        daemon.onSync()
        daemon.on(LockerMethods.ingest) { _, request in
            asked.withLock { _ = $0.ingested.insert(String(decoding: request.path, as: UTF8.self)) }
            return .with {
                $0.blob = Data(repeating: 7, count: 32)
                $0.size = 3
            }
        }
        daemon.on(LockerMethods.commit) { (_, _) throws(LockerError) in
            let number = asked.withLock { asked in
                asked.commits += 1
                return asked.commits
            }
            if number > 4 { throw LockerError(.unavailable, "gone") }
            return .with {
                $0.revision = UInt64(number)
                $0.added = 1
            }
        }
        daemon.on(LockerMethods.log) { (_, request) throws(LockerError) in
            let revision = request.before - 1
            if revision > 1 { throw LockerError(.unavailable, "gone") }
            return .with { $0.revisions = [.with { $0.number = revision }] }
        }
        try daemon.serve { socket, folder in
            for number in 0..<12 { try makeFile("\(folder)/file \(number + 10)", [1, 2, 3]) }
            usleep(1_200_000)  // files that are too young are not remembered
            var options = SyncOptions()
            options.stateFolder = folder + "-state"
            options.filesPerCommit = 1
            let sync = Sync(connection: try LockerConnection(socket: socket), directory: folder, options: options)
            #expect { try sync.run() } throws: { ($0 as? LockerError)?.code == .unavailable }
            let files = try FileManager.default.contentsOfDirectory(atPath: folder + "-state")
            let state = try #require(files.first { $0.hasSuffix(".state") })
            let bytes = try contents(of: "\(folder)-state/\(state)")
            let remembered = (10..<22).filter { bytes.contains(Array("file \($0)".utf8)) }
            #expect(remembered == [10, 11, 12, 13])
        }
    }

    /// The library has all of it, by whatever client; after that the folder is known.
    @Test func `what the library holds is read once`() throws {
        let ingested = Monitor(0)
        var daemon = FakeDaemon()
        daemon.onSync()
        daemon.on(LockerMethods.openSession) { _, _ in .with { $0.revision = 5 } }
        daemon.on(LockerMethods.list) { _, _ in .init() }
        daemon.on(LockerMethods.log) { _, request in
            .with { $0.revisions = [.with { ($0.number, $0.created) = (request.before - 1, 77) }] }
        }
        daemon.on(LockerMethods.commit) { _, _ in .with { $0.revision = 5 } }
        daemon.on(LockerMethods.ingest) { _, _ in
            ingested.withLock { $0 += 1 }
            return .with {
                $0.blob = Data(repeating: 7, count: 32)
                $0.size = 1
            }
        }
        try daemon.serve { socket, folder in
            try makeFile("\(folder)/file", [1])
            usleep(1_200_000)
            var options = SyncOptions()
            options.stateFolder = folder + "-state"
            for _ in 0..<2 {
                let connection = try LockerConnection(socket: socket)
                _ = try Sync(connection: connection, directory: folder, options: options).run()
                #expect(ingested.withLock { $0 } == 1)
            }
        }
    }
}
