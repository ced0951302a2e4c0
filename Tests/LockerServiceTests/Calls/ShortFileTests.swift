import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

@Suite struct ShortFileTests {
    private func request(_ files: [(path: String, bytes: [UInt8])], _ session: UInt64) -> Locker_V1_IngestFilesRequest {
        .with {
            $0.session = session
            $0.paths = Data(files.flatMap { Array($0.path.utf8) + [0] })
            $0.modified = files.map { _ in 5 }
            $0.sizes = files.map { UInt32($0.bytes.count) }
            $0.contents = Data(files.flatMap(\.bytes))
        }
    }

    private func open(_ connection: LockerConnection) throws -> UInt64 {
        try connection.call(LockerMethods.openSession, .with { $0.library = "main" }).session
    }

    @Test func `what is wrong with a file refuses that file alone`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let session = try open(connection)
            var message = request([("a", [1]), ("../b", [2, 3]), ("c", [4]), ("", []), ("d", [5])], session)
            message.modes = [0o644, 0, 0o4755, 0, 0]
            let response = try connection.call(LockerMethods.ingestFiles, message)
            #expect(response.failures.map(\.place) == [1, 2, 3])
            #expect(response.failures.allSatisfy { $0.reason == "INVALID_ARGUMENT" && !$0.message.isEmpty })
            let blobs = stride(from: 0, to: 160, by: 32).map { response.blobs[$0..<$0 + 32].contains { $0 != 0 } }
            #expect(blobs == [true, false, false, false, true])
            #expect(try connection.call(LockerMethods.commit, .with { $0.session = session }).added == 2)
            let entries = try connection.call(LockerMethods.list, .with { $0.library = "main" }).entries
            #expect(entries.map(\.path) == [Data("a".utf8), Data("d".utf8)] && entries[0].mode == 0o644)
            #expect(
                try connection.call(
                    LockerMethods.read,
                    .with {
                        $0.library = "main"
                        $0.path = Data("d".utf8)
                        $0.length = 10
                    }
                ).data == Data([5]))
        }
    }

    @Test func `columns that do not go together are refused`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let whole = request([("a", [1]), ("b", [2])], try open(connection))
            let changes: [(inout Locker_V1_IngestFilesRequest) -> Void] = [
                { $0.paths = Data("a\0".utf8) }, { $0.paths = Data("a\0b".utf8) }, { $0.paths += Data("c".utf8) },
                { $0.modified = [1] }, { $0.modes = [1] }, { $0.sizes = [1] }, { $0.sizes = [1, 2] },
                { $0.sizes = [.max, 2] }, { $0.contents = Data() }, { $0.contents += [1] },
            ]
            for change in changes {
                var message = whole
                change(&message)
                #expect { try connection.call(LockerMethods.ingestFiles, message) } throws: {
                    ($0 as? LockerError)?.code == .invalidArgument
                }
            }
            #expect(throws: Never.self) { try connection.call(LockerMethods.ingestFiles, whole) }
        }
    }

    @Test(arguments: SyncOptions.Transfer.allCases)
    func `thousands of files go in, and come back`(transfer: SyncOptions.Transfer) throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            #expect(mkdir(source, 0o755) == 0)
            for folder in 0..<3 {
                #expect(mkdir("\(source)/\(folder)", 0o755) == 0)
                for number in 0..<700 {
                    try makeFile("\(source)/\(folder)/\(number)", Array("\(folder * number) of \(number)".utf8))
                }
            }
            try makeFile(source + "/large", random(200_000))
            usleep(50_000)
            var options = test.syncOptions()
            options.transfer = transfer
            let report = try Sync(connection: try test.connect(), directory: source, options: options).run()
            #expect(report.uploaded == 2_101 && report.skipped.isEmpty && report.revision == 1)
            // "0 of 0" is there three times.
            let spared = [SyncOptions.Transfer.descriptor: 200_000, .stream: 0, .match: 12][transfer]
            #expect(report.sentBytes == report.logicalBytes - (spared ?? -1))
            let again = try Sync(connection: try test.connect(), directory: source, options: options).run()
            #expect(again.unchanged == 2_101 && again.uploaded == 0)
            let target = test.directory + "/target"
            _ = try Restorer(connection: try test.connect(), directory: target).run()
            #expect(Tree.differences(source, target) == "")
        }
    }

    private func random(_ count: Int) -> [UInt8] {
        var generator = SplitMix64(seed: 9)
        return generator.bytes(count)
    }
}
