import LockerBase
import LockerTestSupport
import Metadata
import Testing

/// Random commits, held against ``LibraryModel`` after each and at the end.
@Suite struct HistoryModelTests {
    @Test(arguments: UInt64(1)...6, Implementation.allCases)
    func historyIsThatOfThePlainModel(_ seed: UInt64, _ kind: Implementation) throws {
        try withLibrary(kind) { store, account, library in
            var random = SplitMix64(seed: seed)
            var model = LibraryModel()
            var conflicts = 0
            while model.revisions.count <= 20 {
                let puts = try (0..<Int.random(in: 0...6, using: &random)).map { _ in try entry(&random) }
                let removals = try (0..<Int.random(in: 0...4, using: &random)).map { _ in try path(&random) }
                guard let next = try? model.next(puts, removing: removals) else {
                    conflicts += 1
                    let error = lockerError {
                        try store.commits.effectiveDelta(of: puts, removals: removals, in: library)
                    }
                    #expect(error?.code == .invalidArgument)
                    continue
                }
                let delta = try store.commits.effectiveDelta(of: puts, removals: removals, in: library)
                #expect(delta.isEmpty == (next == model.newest))
                if delta.isEmpty { continue }
                let revision = try store.commits.commit(delta, as: digest(1), created: 1)
                model.append(next)
                try check(revision, model)
            }
            #expect(conflicts > 0)
            try checkListings(store, library, model)
            try checkChanges(store, library, model)
            try checkOwnership(store, account, model)
        }
    }

    private func check(_ revision: Revision, _ model: LibraryModel) throws {
        let number = model.revisions.count - 1
        let changes = model.changes(number - 1, number)
        #expect(revision.number == Int64(number))
        #expect(revision.added == Int64(changes.count { $0.old == nil }))
        #expect(revision.removed == Int64(changes.count { $0.new == nil }))
        #expect(revision.changed == Int64(changes.count { $0.old != nil && $0.new != nil }))
        #expect(revision.files == Int64(model.files(number).count))
        #expect(revision.logicalBytes == model.files(number).reduce(0) { $0 + $1.size })
    }

    private func checkListings(_ store: any MetadataStore, _ library: Library, _ model: LibraryModel) throws {
        for number in model.revisions.indices {
            for page in [1, 3, 100] {
                try #expect(store.list(library, revision: Int64(number), page: page) == model.list(number))
            }
            for folder in [[0x61], [0x61, 0x2F, 0x62], [0xFF]] as [[UInt8]] {
                let folder = try EntryPath(folder)
                let entries = try store.list(library, revision: Int64(number), under: folder, page: 2)
                #expect(entries == model.list(number, under: folder))
            }
            for (path, entry) in model.newest {
                try #expect(store.entries.entry(at: path, in: library, revision: nil) == entry)
                let then = try store.entries.entry(at: path, in: library, revision: Int64(number))
                #expect(then == model.revisions[number][path])
            }
        }
    }

    private func checkChanges(_ store: any MetadataStore, _ library: Library, _ model: LibraryModel) throws {
        for since in model.revisions.indices {
            for until in since..<model.revisions.count {
                let expected = model.changes(since, until)
                // Small pages are found along the paths, large ones by revision.
                for page in [1, 2, 1000] {
                    let changes = try store.changes(library, since: Int64(since), until: Int64(until), page: page)
                    #expect(changes.map(\.path) == expected.map(\.path))
                    #expect(changes.map(\.entry) == expected.map(\.new))
                    #expect(changes.map(\.existed) == expected.map { $0.old != nil })
                }
            }
        }
    }

    private func checkOwnership(_ store: any MetadataStore, _ account: Account, _ model: LibraryModel) throws {
        let blobs = Set(model.revisions.flatMap { $0.values.compactMap(\.blob) })
        let told = try store.contents()
        #expect(Set(told) == Set(model.revisions.flatMap { $0.values.compactMap(\.content) }))
        for isChunk in [false, true] {
            let part = told.filter { ($0.chunk != nil) == isChunk }.map(\.blob)
            #expect(!part.isEmpty && part == Set(part).sorted())
        }
        #expect(told.firstIndex { $0.chunk != nil } == told.count { $0.chunk == nil })
        try #expect(store.totals().blobs == Int64(blobs.count))
        for number in UInt64(1)...12 {
            let entry = try store.blobs.ownedEntry(holding: digest(number), account: account)
            #expect((entry?.blob == digest(number)) == blobs.contains(digest(number)))
        }
        let newest = model.files(model.revisions.count - 1)
        let usage = try store.accounts.usage(of: account)
        #expect(usage.files == Int64(newest.count))
        #expect(usage.logicalBytes == newest.reduce(0) { $0 + $1.size })
    }

    private func entry(_ random: inout SplitMix64) throws -> Entry {
        let path = try path(&random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return Entry(path: path, kind: .folder, size: 0, modified: 1)
        case 1: return Entry(path: path, kind: .symlink, size: 1, modified: 1, target: [0x78])
        default:
            let version = Int64.random(in: 1...9, using: &random)
            return file(at: path, version, using: &random)
        }
    }

    /// One of a few paths, so that commits meet, up to three components deep, some of them not text.
    private func path(_ random: inout SplitMix64) throws -> EntryPath {
        let names: [[UInt8]] = [[0x61], [0x62], [0x61, 0x2D], [0xFF], [0x30]]
        let depth = [1, 2, 2, 3, 3].randomElement(using: &random) ?? 1
        let components = (0..<depth).map { _ in names.randomElement(using: &random) ?? [] }
        return try EntryPath(Array(components.joined(separator: [0x2F])))
    }
}
