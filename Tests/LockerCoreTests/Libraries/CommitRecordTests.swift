import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

/// The bytes of commits' records.
@Suite struct CommitRecordTests {
    private func withLibrary(_ body: (any MetadataStore, Account, Library) throws -> Void) throws {
        try withTemporaryDirectory { folder in
            let store = try TestLocker.metadata(folder + "/metadata.sqlite")
            let ada = try store.accounts.add(named: "ada", userID: 7, role: .user, quota: 1 << 40, created: 1)
            try body(store, ada, store.libraries.ensure(named: "main", of: ada))
        }
    }

    private func digest(_ number: UInt8) throws -> Digest {
        try #require(Digest([UInt8](repeating: number, count: 32)))
    }

    /// Entries whose fields are absent, zero, small and as large as they get.
    private func entries() throws -> [Entry] {
        let long = Array(repeating: String(repeating: "x", count: 200), count: 20).joined(separator: "/")
        var entries: [Entry] = []
        for (number, size) in [0, 1, 127, 128, 1 << 20, Int64.max].enumerated() {
            for (part, modified) in [0, 1, -1, 63, -64, 64, Int64.max, .min].enumerated() {
                for mode in [nil, 0, 0o777] as [UInt32?] {
                    let name = "\(number)-\(part)-\(mode.map { "\($0)" } ?? "none")"
                    let (file, folder) = (try EntryPath("a/" + name), try EntryPath("b/" + name))
                    let link = try EntryPath("c/" + name)
                    let track = number % 2 == 0 ? try digest(9) : nil
                    entries.append(
                        Entry(
                            path: file, kind: .file, size: size, blob: try digest(0), modified: modified, track: track,
                            mode: mode))
                    entries.append(Entry(path: folder, kind: .folder, size: 0, modified: modified, mode: mode))
                    let target = [UInt8](repeating: 0xFF, count: number * 50 + 1)
                    entries.append(
                        Entry(
                            path: link, kind: .symlink, size: Int64(target.count), modified: modified, target: target))
                }
            }
        }
        for number in 0..<600 {
            let path = try EntryPath("d/\(long)/\(number)")
            entries.append(Entry(path: path, kind: .folder, size: 0, modified: 0))
        }
        for number in 0..<3 {
            let path = try EntryPath("e/\(number)")
            let file = Entry(path: path, kind: .file, size: 1, blob: try digest(0), modified: 0, chunk: try digest(1))
            entries.append(file.with(attributes: try attributes(number, of: path)))
        }
        return entries
    }

    /// So many, some of them empty, and a long one.
    private func attributes(_ count: Int, of path: EntryPath) throws -> EntryAttributes {
        var pairs: [AttributePair] = []
        for number in 0..<count {
            let value = [UInt8](repeating: 0xFF, count: number * 300)
            pairs.append(AttributePair(name: "é \(number)", value: value))
        }
        return try EntryAttributes(pairs, of: path)
    }

    private func provenance() throws -> Provenance {
        let origin = try Origin(
            device: [UInt8](repeating: 4, count: 16), deviceName: "host", folder: Array("/music".utf8),
            client: "locker", version: "1.2.3")
        return Provenance(origin: origin, note: "a note", base: 0, newBytes: 0)
    }

    /// Its entries are written without the library that reads them, and not a byte differs.
    @Test func recordsAreWrittenAsTheLibraryWritesThem() throws {
        try withLibrary { store, ada, library in
            let entries = try entries()
            let removals = try (0..<100).map { try EntryPath("z/\($0)") }
            let source = try Source(
                device: [UInt8](repeating: 3, count: 16), deviceName: "host", folder: Array("/music".utf8))
            for (puts, removals, source) in [
                (entries, removals, source), (entries, [], nil), ([], removals, nil), ([entries[0]], [], source),
            ] as [([Entry], [EntryPath], Source?)] {
                let delta = Delta(
                    library: library.id, base: 0, additions: Array(puts.prefix(200)),
                    changes: Array(puts.dropFirst(200)), removals: removals, files: 1, logicalBytes: 1)
                let records = try RecordInspection.records(
                    of: delta, account: ada, library: library, source: source, provenance: provenance(),
                    numbers: store.sequence)
                #expect(records.count == (puts.count > 1 ? 3 : 1))
                for record in records { try #expect(RecordInspection.encodedAgain(record) == record) }
            }
        }
    }
}
