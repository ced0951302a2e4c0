import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerTestSupport
import POSIXSupport
import TTRPC
import Testing

/// Files that fail while the others of their call are answered.
@Suite struct FailedFileTests {
    private func put(_ files: [(path: String, bytes: [UInt8])], over connection: LockerConnection) throws {
        let session = try connection.call(LockerMethods.openSession, .with { $0.library = "main" }).session
        _ = try connection.call(LockerMethods.ingestFiles, message(files, session))
        _ = try connection.call(LockerMethods.commit, .with { $0.session = session })
    }

    private func message(_ files: [(path: String, bytes: [UInt8])], _ session: UInt64) -> Locker_V1_IngestFilesRequest {
        .with {
            $0.session = session
            $0.paths = Data(files.flatMap { Array($0.path.utf8) + [0] })
            $0.modified = files.map { _ in 5 }
            $0.sizes = files.map { UInt32($0.bytes.count) }
            $0.contents = Data(files.flatMap(\.bytes))
        }
    }

    private func restore(
        _ paths: [Data], _ library: String = "main", over connection: LockerConnection
    ) throws -> Locker_V1_RestoreFilesResponse {
        try connection.call(
            LockerMethods.restoreFiles,
            .with {
                $0.library = library
                $0.paths = paths
            })
    }

    @Test func `damage of one of several files is told and counted as that of a call`() throws {
        try LoggedDaemon.with { test in
            let connection = try test.connect()
            var generator = SplitMix64(seed: 3)
            try put(["a", "b", "c"].map { ($0, generator.bytes(3000)) }, over: connection)
            try damage(test.options.store + "/packs/")
            let answer = try restore(["a", "b", "c"].map { Data($0.utf8) }, over: connection)
            #expect(answer.sizes.count == 3 && answer.failures.map(\.reason) == ["DATA_LOSS"])
            let lines = try test.lines().filter { $0.contains("RestoreFiles failed: DATA_LOSS") }
            #expect(lines.count == 1 && lines.allSatisfy { $0.contains("\"error\"") && $0.contains("\"request\"") })
            let metrics = try test.metrics()
            #expect(metrics.contains(#"locker_requests_total{method="RestoreFiles",code="DATA_LOSS"} 1"# + "\n"))
            #expect(metrics.contains(#"locker_requests_total{method="RestoreFiles",code="OK"} 1"# + "\n"))
        }
    }

    @Test func `what is wrong with a file that is sent is counted, and concerns no operator`() throws {
        try LoggedDaemon.with { test in
            try put([("a", [1]), ("../b", [2]), ("", [3])], over: try test.connect())
            let metrics = try test.metrics()
            #expect(metrics.contains(#"locker_requests_total{method="IngestFiles",code="INVALID_ARGUMENT"} 2"# + "\n"))
            #expect(try !test.lines().contains { $0.contains("IngestFiles failed") })
        }
    }

    @Test func `what is no path fails alone, as a call for it would`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let whole = [UInt8](repeating: 7, count: RequestLimits.pieceBytes)
            try put([("a", [1, 2]), ("d", [3])], over: connection)
            try put([("whole", whole)], over: connection)
            let answer = try restore(["a", "../b", "missing", "", "d"].map { Data($0.utf8) }, over: connection)
            #expect(answer.sizes == [2, 0, 0, 0, 1] && answer.content == Data([1, 2, 3]))
            #expect(answer.failures.map(\.place) == [1, 2, 3])
            #expect(answer.failures.map(\.reason) == ["INVALID_ARGUMENT", "NOT_FOUND", "INVALID_ARGUMENT"])
            let alone = Locker_V1_ReadRequest.with {
                $0.library = "main"
                $0.path = Data("../b".utf8)
                $0.length = 10
            }
            #expect { try connection.call(LockerMethods.read, alone) } throws: {
                ($0 as? LockerError)?.message == answer.failures.first?.message
            }
            let first = try restore(["", "whole", "/", "a"].map { Data($0.utf8) }, over: connection)
            #expect(first.sizes == [0, UInt64(whole.count), 0] && first.failures.map(\.place) == [0, 2])
            #expect(first.content == Data(whole))
            #expect { try restore([Data()], "none", over: connection) } throws: {
                ($0 as? LockerError)?.code == .notFound
            }
        }
    }

    /// In an error, a byte that cannot be printed takes four.
    @Test func `an answer has room for what is said of paths that are none`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            try put([("a", [1])], over: connection)
            let long = Data(repeating: 1, count: 3800)
            var rest = [Data](repeating: long, count: RequestLimits.restoredFiles - 1) + [Data("a".utf8)]
            var calls = 0
            while !rest.isEmpty {
                let answer = try restore(rest, over: connection)
                try #require((1...rest.count).contains(answer.sizes.count))
                #expect(answer.failures.map { Int($0.place) } == Array(0..<answer.failures.count))
                rest.removeFirst(answer.sizes.count)
                calls += 1
            }
            #expect(calls > 1)
            // A path of any length has room.
            #expect(try restore([Data(repeating: 1, count: 2 << 20)], over: connection).failures.count == 1)
            #expect {
                try restore([Data](repeating: Data(), count: RequestLimits.restoredFiles + 1), over: connection)
            } throws: { ($0 as? LockerError)?.code == .invalidArgument }
        }
    }

    @Test func `more that is wrong than an answer has room for refuses the call`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let session = try connection.call(LockerMethods.openSession, .with { $0.library = "main" }).session
            let long = String(repeating: "\u{1}", count: 3800)
            let request = message([("a", [1])] + (0..<1000).map { _ in (long, []) }, session)
            #expect { try connection.call(LockerMethods.ingestFiles, request) } throws: {
                ($0 as? LockerError)?.code == .invalidArgument
            }
            #expect(try connection.call(LockerMethods.commit, .with { $0.session = session }).added == 0)
        }
    }

    @Test func `the error of a call for one file names it`() throws {
        try TestDaemon.with { test in
            try test.addAccount("alice", quota: 1000)
            let alice = try test.connect("alice")
            let session = try alice.call(LockerMethods.openSession, .with { $0.library = "main" }).session
            for (files, path) in [(["song"], "song"), (["song", "other"], nil)] {
                let request = message(files.map { ($0, [UInt8](repeating: 1, count: 5000)) }, session)
                #expect { try alice.call(LockerMethods.ingestFiles, request) } throws: {
                    guard let details = ($0 as? LockerError)?.details else { return false }
                    return details[.path] == path && details[.account] == "alice" && details[.quota] == "1000"
                }
            }
        }
    }

    /// Changes three bytes of the first chunk in `packs`.
    private func damage(_ packs: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: packs).sorted()
        let path = packs + (try #require(names.first { $0.hasPrefix("data-") }))
        let bytes = try contents(of: path)[1000..<1003].map { ~$0 }
        let pack = try Descriptor.open(path, O_RDWR)
        try bytes.withUnsafeBytes { try pack.writeFully($0, at: 1000) }
    }
}
