import LockerAPI
import LockerBase
import LockerClient
import LockerSync
import Testing

/// What is told of old revisions, held against what was committed.
@Suite struct HistoryTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `two revisions are compared both ways`(_ seed: UInt64) throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let model = try ModelHistory(connection, revisions: 8, seed: seed)
            let reader = LibraryReader(connection: connection, library: "main")
            for from in 0...model.newest {
                for to in 0...model.newest {
                    let (old, new) = (model.revisions[from], model.revisions[to])
                    let expected = model.paths.filter { old[$0] != new[$0] }.map { path in
                        "\(path) \(old[path] != nil) \(new[path] ?? "gone")"
                    }
                    var found: [String] = []
                    try reader.forEachChangePage(from: UInt64(from), to: UInt64(to)) { page in
                        found += page.map { change in
                            let entry = change.hasEntry ? ModelHistory.told(change.entry) : "gone"
                            return "\(String(decoding: change.path, as: UTF8.self)) \(change.existed) \(entry)"
                        }
                    }
                    #expect(found == expected, "from \(from) to \(to)")
                }
            }
        }
    }

    private func spans(of revisions: [Int]) -> [RevisionSpan] {
        var spans: [RevisionSpan] = []
        for revision in revisions.map(UInt64.init) {
            if let last = spans.last, last.last + 1 == revision {
                spans[spans.count - 1] = RevisionSpan(first: last.first, last: revision)
            } else {
                spans.append(RevisionSpan(first: revision, last: revision))
            }
        }
        return spans
    }

    /// More revisions than tables are looked at together.
    @Test func `what was in any revision is found, with all that it was in`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let model = try ModelHistory(connection, revisions: 70, seed: 5)
            let reader = LibraryReader(connection: connection, library: "main")
            for (pattern, first) in [("**", 1), ("b/*", 1), ("x?", 1), ("nothing", 1), ("**", 40)] {
                if first > 1 {
                    let kept = UInt64(model.newest - first + 1)
                    _ = try connection.call(AdminMethods.expire, .with { $0.keepLast = kept })
                }
                let glob = try PathGlob(Array(pattern.utf8))
                var expected: [String] = []
                for path in model.paths where glob.matches(Array(path.utf8)) {
                    let revisions = (first...model.newest).filter { model.revisions[$0][path] != nil }
                    guard let last = revisions.last, let told = model.revisions[last][path] else { continue }
                    expected.append("\(path) \(told) \(spans(of: revisions))")
                }
                var found: [String] = []
                let newest = try HistorySearch(of: reader, glob).run { path, spans in
                    let told = path.entry.map(ModelHistory.told) ?? "nothing"
                    found.append("\(String(decoding: path.key, as: UTF8.self)) \(told) \(spans)")
                }
                #expect(newest == UInt64(model.newest) && found == expected, "\(pattern) from \(first)")
            }
        }
    }

    @Test func `the contents of a path, with all revisions that have them`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let model = try ModelHistory(connection, revisions: 12, seed: 6)
            let reader = LibraryReader(connection: connection, library: "main")
            let made = Dictionary(uniqueKeysWithValues: try reader.revisions().map { ($0.number, $0.created) })
            for path in model.paths {
                var revisions: [String: [Int]] = [:]
                for revision in 1...model.newest {
                    guard let told = model.revisions[revision][path] else { continue }
                    revisions[ModelHistory.content(told), default: []].append(revision)
                }
                let versions = try reader.versions(of: EntryPath(path))
                let expected = revisions.values.sorted { $0[$0.count - 1] > $1[$1.count - 1] }
                #expect(versions.map(\.spans) == expected.map { spans(of: $0) }, "\(path)")
                for version in versions {
                    #expect(version.spans.first.flatMap { made[$0.first] } == version.created)
                    #expect(ModelHistory.told(version.entry) == model.revisions[Int(version.last)][path])
                }
            }
            try #expect(reader.versions(of: EntryPath("no such")).isEmpty)
        }
    }
}
