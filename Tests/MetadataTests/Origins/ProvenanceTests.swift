import LockerBase
import Metadata
import Testing

/// Where revisions came from, what is said of them, and how many bytes they changed.
@Suite struct ProvenanceTests {
    private func newBytes(
        _ puts: [Entry], among meant: Set<Digest>? = nil, certain: Set<Digest> = [], in library: Library,
        of store: any MetadataStore, limit: Int64 = 1000
    ) throws -> Int64? {
        let delta = try store.commits.effectiveDelta(of: puts, removals: [], in: library)
        let novelty = { (blob: Digest) -> Novelty in
            if certain.contains(blob) { return .certain }
            return meant?.contains(blob) ?? true ? .possible : .none
        }
        return try store.commits.newBytes(of: delta, among: novelty, limit: limit) { () throws(LockerError) in }
    }

    @Test(arguments: Implementation.allCases)
    func `bytes are counted of what is added, changed and removed`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            let first = try store.put([file("a", 3), file("b", 5), link("l", to: "target"), folder("f")], in: library)
            #expect(first.bytes == ChangedBytes(added: 8))
            let old = try file("b", 5)
            let touched = Entry(path: old.path, kind: .file, size: old.size, blob: old.blob, modified: 77)
            let second = try store.put([file("a", 4), touched], in: library)
            #expect(second.changed == 2 && second.bytes == ChangedBytes(changed: 4), "a time alone is no bytes")
            let moved = try store.put([file("c", 4)], removing: [path("a")], in: library)
            #expect(moved.bytes == ChangedBytes(added: 4, removed: 4))
            let gone = try store.put([], removing: [path("b"), path("l"), path("f")], in: library)
            #expect(gone.removed == 3 && gone.bytes == ChangedBytes(removed: 5))
            let listed = try store.revisions.list(of: library, before: nil, limit: 9).map(\.bytes)
            #expect(listed == [gone.bytes, moved.bytes, second.bytes, first.bytes])
        }
    }

    @Test(arguments: Implementation.allCases)
    func `new is what the account had in no revision of any library`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, library in
            let bob = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: nil, created: 1)
            let foreign = try store.libraries.ensure(named: "main", of: bob)
            try store.put([file("a", 9), plain("b", 7)], in: foreign)
            let puts = try [file("a", 9), plain("b", 7), file("c", 9), folder("f")]
            // What another has says nothing, and what is put twice counts once.
            try #expect(newBytes(puts, in: library, of: store) == 16)
            try store.put(puts, in: library)
            let other = try store.libraries.ensure(named: "other", of: ada)
            try #expect(newBytes([file("x", 9), file("y", 5)], in: other, of: store) == 5)
            try store.put([], removing: [path("a"), path("b"), path("c")], in: library)
            try #expect(newBytes([file("a", 9), plain("z", 7)], in: library, of: store) == 0, "an old revision has it")
        }
    }

    @Test(arguments: Implementation.allCases)
    func `of what is not meant nothing is counted, and nothing looked up`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a", 3)], in: library)
            let puts = try [file("b", 3), file("c", 5), plain("d", 7), file("e", 7), file("f", 11)]
            try #expect(newBytes(puts, among: [], in: library, of: store, limit: 0) == 0)
            try #expect(newBytes(puts, among: [digest(3), digest(7)], in: library, of: store, limit: 3) == 7)
            try #expect(newBytes(puts, among: [digest(5), digest(11)], in: library, of: store, limit: 2) == 16)
        }
    }

    @Test(arguments: Implementation.allCases)
    func `what is sure to be new is counted once, and not looked up`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a", 3)], in: library)
            let puts = try [file("b", 3), file("c", 5), file("d", 5), file("e", 7)]
            let certain: Set<Digest> = [digest(5), digest(7)]
            try #expect(newBytes(puts, among: [], certain: certain, in: library, of: store, limit: 0) == 12)
            try #expect(newBytes(puts, certain: certain, in: library, of: store, limit: 1) == 12, "3 is held")
        }
    }

    /// Of blobs that begin with the same bytes too each is counted once, whatever the order of the paths is.
    @Test(arguments: Implementation.allCases)
    func `contents are told apart by all of their names`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            let puts = try (0..<60).map { (number: Int) throws -> Entry in
                let last = UInt8((number * 7) % 4)
                let blob = try #require(Digest([UInt8](repeating: 9, count: 31) + [last]))
                return Entry(path: try path("\(number)"), kind: .file, size: 1, blob: blob, modified: 0)
            }
            try #expect(newBytes(puts, in: library, of: store) == 4)
        }
    }

    @Test func `what takes too many look-ups is not counted`() throws {
        try withLibrary { store, ada, library in
            let puts = try (1...9).map { try file("\($0)", $0) }
            try #expect(newBytes(puts, in: library, of: store, limit: 0) == 45, "with nothing to be the same as")
            try store.put([file("a", 1)], in: library)
            _ = try store.libraries.ensure(named: "other", of: ada)
            try #expect(newBytes(puts, in: library, of: store, limit: 18) == 44)
            try #expect(newBytes(puts, in: library, of: store, limit: 17) == nil)
        }
    }

    @Test(arguments: Implementation.allCases)
    func `a revision tells its origin, with what the device is called now`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, library in
            let told = Provenance(origin: try origin(1), note: "first", base: 0, newBytes: 4)
            try say(told, [file("a", 4)], in: library, of: store)
            try #expect(store.revisions.revision(1, of: library)?.provenance == told)
            let number = [UInt8](repeating: 1, count: 16)
            let device = KnownDevice(number: number, name: "laptop", firstSeen: 1, lastSeen: 1)
            try store.devices.set(device, of: ada)
            let named = try #require(try store.revisions.revision(1, of: library)?.provenance.origin)
            #expect(named.deviceName == "laptop" && named.device == number && named.client == "locker")
            try say(told, [file("a", 5)], in: library, of: store)
            try #expect(store.devices.device(number, of: ada)?.lastSeen == 101)
        }
    }

    @Test(arguments: Implementation.allCases)
    func `a note is written, replaced and taken away`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            for number in Int64(1)...3 { try store.put([file("a", number)], in: library) }
            for note in ["one", "wörter", String(repeating: "x", count: 4096), ""] {
                try store.revisions.setNote(note, ofRevision: 2, of: library)
                try #expect(store.revisions.revision(2, of: library)?.provenance.note == note)
            }
            try #expect(store.revisions.revision(3, of: library)?.provenance.note == "")
            for note in [String(repeating: "x", count: 4097), "two\nlines", "\u{7F}"] {
                let error = lockerError { try store.revisions.setNote(note, ofRevision: 2, of: library) }
                #expect(error?.code == .invalidArgument)
            }
            _ = try store.revisions.expire(library, before: 2)
            for number in [0, 1, 4] as [Int64] {
                let error = lockerError { try store.revisions.setNote("x", ofRevision: number, of: library) }
                #expect(error?.code == .notFound)
            }
        }
    }
}
