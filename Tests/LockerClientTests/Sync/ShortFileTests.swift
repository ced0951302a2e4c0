import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct ShortFileTests {
    private struct Asked {
        var groups: [[String]] = []
        var singles: [String] = []
    }

    /// Syncs a folder of `files` to a daemon that takes many in a message and answers that with `answer`.
    private func sync(
        _ files: [String: [UInt8]], isOlder: Bool = false,
        answer: @escaping @Sendable ([String]) throws(LockerError) -> [Locker_V1_FileFailure] = { _ in [] },
        prepare: (String) -> Void = { _ in }
    ) throws -> (report: SyncReport, asked: Asked) {
        let asked = Monitor(Asked())
        var daemon = FakeDaemon()
        daemon.onSync()
        if !isOlder {
            daemon.on(LockerMethods.capabilities) { _, _ in .with { $0.features = ["ingest-files"] } }
        }
        daemon.on(LockerMethods.ingest) { _, request in
            asked.withLock { $0.singles.append(String(decoding: request.path, as: UTF8.self)) }
            return .with { $0.blob = Data(repeating: 7, count: 32) }
        }
        daemon.on(LockerMethods.ingestFiles) { (_, request) throws(LockerError) in
            let paths = request.paths.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            #expect(request.contents.count <= 1 << 20 && paths.count <= 4096)
            #expect(request.sizes.reduce(0) { $0 + Int($1) } == request.contents.count)
            asked.withLock { $0.groups.append(paths) }
            let refused = try answer(paths)
            let blobs = paths.indices.map { place in
                [UInt8](repeating: refused.contains { Int($0.place) == place } ? 0 : 7, count: 32)
            }
            return .with {
                $0.blobs = Data(blobs.joined())
                $0.failures = refused
            }
        }
        let report = try daemon.serve { socket, folder in
            for (name, bytes) in files { try makeFile("\(folder)/\(name)", bytes) }
            prepare(folder)
            var options = SyncOptions()
            options.stateFolder = nil
            return try Sync(connection: LockerConnection(socket: socket), directory: folder, options: options).run()
        }
        return (report, asked.withLock { $0 })
    }

    @Test func `short files go together, long ones alone`() throws {
        let long = [UInt8](repeating: 1, count: (64 << 10) + 1)
        let (report, asked) = try sync(["a": [1], "b": [], "c": Array(long.dropLast()), "long": long])
        #expect(report.uploaded == 4 && report.skipped.isEmpty && report.sentBytes == 1 + (64 << 10))
        #expect(asked.groups.map { $0.sorted() } == [["a", "b", "c"]] && asked.singles == ["long"])
    }

    @Test func `messages hold no more than they may`() throws {
        var files: [String: [UInt8]] = [:]
        for number in 0..<40 { files["\(number)"] = [UInt8](repeating: UInt8(number), count: 60_000) }
        let (report, asked) = try sync(files)
        #expect(report.uploaded == 40 && asked.groups.joined().count == 40 && asked.groups.count <= 4)
        #expect(asked.singles.isEmpty)
    }

    @Test func `a daemon that is older gets file by file`() throws {
        let (report, asked) = try sync(["a": [1], "b": [2]], isOlder: true)
        #expect(report.uploaded == 2 && asked.groups.isEmpty && asked.singles.sorted() == ["a", "b"])
        #expect(report.sentBytes == 0)
    }

    @Test func `a file that is refused is skipped, and those beside it are not`() throws {
        let (report, asked) = try sync(["a": [1], "b": [2], "c": [3]]) { paths in
            [
                .with {
                    $0.place = UInt32(paths.firstIndex(of: "b") ?? 9)
                    $0.reason = "INVALID_ARGUMENT"
                    $0.message = "b: not to my liking"
                }
            ]
        }
        #expect(report.uploaded == 2 && asked.singles.isEmpty)
        #expect(report.skipped.map(\.reason) == ["not to my liking"])
    }

    @Test func `when all are refused that one may be to blame for, each is tried alone`() throws {
        let (report, asked) = try sync(["a": [1], "b": [2]]) { (_) throws(LockerError) in
            throw LockerError(.system, "a disk that fails")
        }
        #expect(report.uploaded == 2 && asked.singles.sorted() == ["a", "b"] && report.sentBytes == 2)
        #expect {
            try sync(["a": [1]]) { (_) throws(LockerError) in throw LockerError(.overQuota, "full") }
        } throws: { ($0 as? LockerError)?.code == .overQuota }
    }

    @Test func `what is no plain file any more is looked at as ever`() throws {
        // Nobody may read it but who may read everything.
        let (report, asked) = try sync(["a": [1], "b": [2]], prepare: { #expect(chmod($0 + "/b", 0) == 0) })
        #expect(report.uploaded + report.skipped.count == 2 && asked.groups.joined().contains("a"))
    }
}
