import Foundation
import LockerAPI
import LockerBase
import LockerClient
import LockerTestSupport
import POSIXSupport
import Testing

/// Single entries of a revision, as few of the others read with them as can be.
@Suite struct RevisionEntriesTests {
    private static let paths = (0..<200).flatMap { folder in (0..<100).map { "folder \(folder)/song \($0)" } }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }

    /// Asks for `wanted` in a library of ``paths``. Returns what was found, and how many entries each call answered.
    private func ask(for wanted: [String]) throws -> (found: [String], pages: [Int]) {
        let pages = Monitor<[Int]>([])
        let all = RevisionEntriesTests.paths.map { Data($0.utf8) }
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.list) { _, request in
            let behind = all.filter { request.after.lexicographicallyPrecedes($0) }
            let page = behind.prefix(Int(request.limit))
            pages.withLock { $0.append(page.count) }
            return .with {
                $0.revision = request.revision
                $0.entries = page.map { path in
                    .with {
                        $0.path = path
                        $0.kind = .folder
                    }
                }
                $0.more = page.count < behind.count
            }
        }
        let found = try daemon.serve { socket, _ in
            let reader = LibraryReader(connection: try LockerConnection(socket: socket), library: "main")
            var entries = RevisionEntries(of: reader, revision: 7)
            var found: [String] = []
            for path in wanted {
                guard let entry = try entries.entry(at: Data(path.utf8)) else { continue }
                found.append(String(decoding: entry.path, as: UTF8.self))
            }
            return found
        }
        return (found, pages.withLock { $0 })
    }

    @Test func `all of them are read in few pages`() throws {
        let (found, pages) = try ask(for: RevisionEntriesTests.paths)
        #expect(found == RevisionEntriesTests.paths)
        #expect(pages.count <= 8 && pages.reduce(0, +) == found.count)
    }

    @Test func `of a few, what lies between is passed over`() throws {
        let wanted = stride(from: 50, to: 20_000, by: 400).map { RevisionEntriesTests.paths[$0] }
        let (found, pages) = try ask(for: wanted)
        #expect(found == wanted)
        #expect(pages.count <= wanted.count && pages.reduce(0, +) <= 64 + 16 * wanted.count)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `some at random are found, and what is not there is not`(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var wanted: [String] = []
        for path in RevisionEntriesTests.paths where Int.random(in: 0..<50, using: &random) == 0 {
            wanted.append(path)
            if Bool.random(using: &random) { wanted.append(path + " ") }
        }
        let (found, _) = try ask(for: wanted)
        #expect(found == wanted.filter { !$0.hasSuffix(" ") } && found.count > 100)
    }

    @Test func `a daemon that does not get on is not followed`() throws {
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.list) { _, _ in
            .with {
                $0.entries = [.with { $0.path = Data("a".utf8) }]
                $0.more = true
            }
        }
        try daemon.serve { socket, _ in
            let reader = LibraryReader(connection: try LockerConnection(socket: socket), library: "main")
            var entries = RevisionEntries(of: reader, revision: 7)
            let error = #expect(throws: LockerError.self) { try entries.entry(at: Data("b".utf8)) }
            #expect(error?.code == .internal)
        }
    }
}
