import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// Small files that a restore asks for together.
@Suite struct RestoredTogetherTests {
    private typealias Answer = @Sendable (Locker_V1_RestoreFilesRequest) throws -> Locker_V1_RestoreFilesResponse

    private struct Outcome {
        var report = RestoreReport()
        var contents: [String: [UInt8]] = [:]
        var error: LockerError?
        /// How many files each call asked for.
        var asked: [Int] = []
    }

    /// Restores files of these sizes, each of bytes 7.
    private func restore(
        _ sizes: [String: Int], features: [String]? = [Feature.restoreFiles.rawValue],
        before: (_ folder: String) throws -> Void = { _ in }, _ answer: @escaping Answer
    ) throws -> Outcome {
        let asked = Monitor<[Int]>([])
        var daemon = FakeDaemon()
        if let features { daemon.on(LockerMethods.capabilities) { _, _ in .with { $0.features = features } } }
        daemon.on(LockerMethods.list) { _, _ in
            .with {
                $0.revision = 1
                $0.entries = sizes.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { name, size in
                    .with {
                        $0.path = Data(name.utf8)
                        $0.kind = .file
                        $0.size = UInt64(size)
                        $0.modified = 1_400_000_000_000_000_000
                        $0.mode = 0o640
                    }
                }
            }
        }
        daemon.on(LockerMethods.restore) { context, request in
            let size = sizes[String(decoding: request.path, as: UTF8.self)] ?? 0
            let bytes = [UInt8](repeating: 7, count: size)
            let count = pwrite(context.descriptors[0].number, bytes, size, 0)
            return .with { $0.size = UInt64(count) }
        }
        daemon.on(LockerMethods.restoreFiles) { (_, request) throws(LockerError) in
            asked.withLock { $0.append(request.paths.count) }
            do { return try answer(request) } catch { throw LockerError(.tooMany, "not now", cause: error) }
        }
        return try daemon.serve { socket, folder in
            try before(folder)
            var outcome = Outcome()
            do {
                let connection = try LockerConnection(socket: socket)
                outcome.report = try Restorer(connection: connection, directory: folder).run()
            } catch let error as LockerError {
                outcome.error = error
            }
            for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
                var status = stat()
                guard stat("\(folder)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
                outcome.contents[name] = try LockerTestSupport.contents(of: "\(folder)/\(name)")
                if outcome.contents[name]?.allSatisfy({ $0 == 7 }) == true {
                    #expect(status.st_mode & 0o777 == 0o640 && status.st_mtim.tv_sec == 1_400_000_000)
                }
            }
            outcome.asked = asked.withLock { $0 }
            return outcome
        }
    }

    /// The files of a request as they are to be, at most `limit` of them.
    private static func content(
        _ request: Locker_V1_RestoreFilesRequest, _ sizes: [String: Int], limit: Int = .max
    ) -> Locker_V1_RestoreFilesResponse {
        .with {
            $0.sizes = request.paths.prefix(limit).map { UInt64(sizes[String(decoding: $0, as: UTF8.self)] ?? 0) }
            $0.content = Data(repeating: 7, count: Int($0.sizes.reduce(0, +)))
        }
    }

    private static func expected(_ sizes: [String: Int]) -> [String: [UInt8]] {
        sizes.mapValues { [UInt8](repeating: 7, count: $0) }
    }

    private static let sizes = ["a": 3, "b": 0, "d/c": 70_000, "d/e": 64 << 10, "d/f": 9]

    @Test func `small files come together, a long one by itself`() throws {
        let sizes = RestoredTogetherTests.sizes
        let outcome = try restore(sizes) { RestoredTogetherTests.content($0, sizes) }
        #expect(outcome.contents == RestoredTogetherTests.expected(sizes) && outcome.report.restored == 5)
        #expect(outcome.asked.reduce(0, +) == 4)
    }

    @Test(arguments: [nil, ["partial-pages"]])
    func `a daemon that is older is asked for each`(_ features: [String]?) throws {
        let sizes = RestoredTogetherTests.sizes
        let outcome = try restore(sizes, features: features) { _ in .init() }
        #expect(outcome.contents == RestoredTogetherTests.expected(sizes) && outcome.asked.isEmpty)
    }

    @Test func `what was not answered is asked for again`() throws {
        let sizes = Dictionary(uniqueKeysWithValues: (0..<10).map { ("f\($0)", $0) })
        let outcome = try restore(sizes) { RestoredTogetherTests.content($0, sizes, limit: 4) }
        #expect(outcome.contents == RestoredTogetherTests.expected(sizes) && outcome.asked == [10, 6, 2])
    }

    @Test func `many files take few calls`() throws {
        let sizes = Dictionary(uniqueKeysWithValues: (0..<3000).map { ("d\($0 % 7)/f\($0)", 50) })
        let outcome = try restore(sizes) { RestoredTogetherTests.content($0, sizes) }
        #expect(outcome.contents.count == 3000 && outcome.report.restored == 3000)
        #expect(outcome.asked.count == 6 && outcome.asked.reduce(0, +) == 3000)
    }

    @Test func `one that cannot be given back is passed over`() throws {
        let sizes = ["a": 3, "b": 5, "c": 4]
        let outcome = try restore(sizes) { request in
            .with {
                $0.sizes = [3, 0, 4]
                $0.content = Data(repeating: 7, count: 7)
                $0.failures = [
                    .with {
                        $0.place = 1
                        $0.reason = "DATA_LOSS"
                        $0.message = "b: damaged\u{1B}[2J"
                    }
                ]
            }
        }
        #expect(outcome.report.restored == 2 && outcome.contents == RestoredTogetherTests.expected(["a": 3, "c": 4]))
        let reason = outcome.report.skipped.first?.reason ?? ""
        #expect(reason.hasPrefix("damaged\\x1b[2J") && outcome.report.skipped.count == 1)
    }

    /// Nothing of an answer that does not fit the question is believed.
    @Test(
        arguments: [
            ([], 0, nil), ([3, 5, 4, 1], 13, nil), ([3, 5], 9, nil), ([3, 5], 7, nil), ([.max, 1], 0, nil),
            ([3, 5], 8, 2), ([3, 5], 8, 0), ([3, 0], 3, .max),
        ] as [([UInt64], Int, UInt32?)])
    func `a strange answer ends the restore`(_ answered: [UInt64], _ count: Int, _ failed: UInt32?) throws {
        let outcome = try restore(["a": 3, "b": 5, "c": 4]) { _ in
            .with {
                $0.sizes = answered
                $0.content = Data(repeating: 7, count: count)
                if let failed { $0.failures = [.with { $0.place = failed }] }
            }
        }
        #expect(outcome.error?.code == .internal && outcome.contents.isEmpty)
    }

    @Test func `what came before the rest was given up stays`() throws {
        let sizes = Dictionary(uniqueKeysWithValues: (0..<10).map { ("f\($0)", 5) })
        let outcome = try restore(sizes) { request in
            guard request.paths.count == 10 else { throw LockerError(.internal, "gone") }
            return RestoredTogetherTests.content(request, sizes, limit: 4)
        }
        #expect(outcome.error?.code == .tooMany && outcome.contents.count == 4)
    }

    @Test func `a file of another length gets no name`() throws {
        let outcome = try restore(["a": 3, "b": 5]) { _ in
            .with {
                $0.sizes = [5, 3]
                $0.content = Data(repeating: 7, count: 8)
            }
        }
        #expect(outcome.report.restored == 0 && outcome.report.skipped.count == 2 && outcome.contents.isEmpty)
    }

    @Test func `what is there is left alone, and not asked for`() throws {
        let sizes = ["a": 3, "b": 5]
        let outcome = try restore(
            sizes, before: { try makeFile("\($0)/a", [1]) }, { RestoredTogetherTests.content($0, sizes) })
        #expect(outcome.contents == ["a": [1], "b": [7, 7, 7, 7, 7]] && outcome.asked == [1])
    }

    /// In a folder that the restore makes, nothing is looked for before a file gets its name.
    @Test func `what appears meanwhile in a new folder is left alone`() throws {
        let (sizes, folder) = (["d/a": 3, "d/b": 5], Monitor(""))
        let outcome = try restore(
            sizes, before: { path in folder.withLock { $0 = path } },
            { request in
                try makeFile(folder.withLock { $0 } + "/d/a", [1])
                return RestoredTogetherTests.content(request, sizes)
            })
        #expect(outcome.contents == ["d/a": [1], "d/b": [7, 7, 7, 7, 7]] && outcome.asked == [2])
        #expect(outcome.report.skipped.map(\.path) == [Array("d/a".utf8)])
    }
}
