import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

/// What revisions say that were made by removals, renames and commits.
@Suite struct ProvenanceOfEditsTests {
    private func newest(_ test: TestLocker, _ caller: Caller) throws -> Revision {
        let page = try test.locker.listings.revisions(of: "main", of: caller, before: nil, limit: 1)
        return try #require(page.elements.first)
    }

    @Test func `bytes and notes are of each revision`() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["a": random(70_000, seed: 1), "b": [1, 2]], for: alice)
            var found = try newest(test, alice)
            #expect(found.bytes == ChangedBytes(added: 70_002) && found.provenance == Provenance(newBytes: 70_002))
            let (from, to) = (try EntryPath("a"), try EntryPath("c"))
            _ = try test.locker.editor.move(from, to: to, in: "main", of: alice, saying: Provenance(note: "moved"))
            found = try newest(test, alice)
            #expect(found.bytes == ChangedBytes(added: 70_000, removed: 70_000))
            #expect(found.provenance == Provenance(note: "moved", newBytes: 0))
            _ = try test.locker.editor.remove(
                [to], from: "main", of: alice, recursive: false, saying: Provenance(note: "removed"))
            found = try newest(test, alice)
            #expect(found.bytes == ChangedBytes(removed: 70_000) && found.provenance.note == "removed")
            try test.put(["b": [1, 2, 3]], for: alice)
            found = try newest(test, alice)
            #expect(found.bytes == ChangedBytes(changed: 3) && found.provenance == Provenance(newBytes: 3))
        }
    }

    @Test func `what was named is nothing new, even where it has gone meanwhile`() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let first = try test.session(alice)
            let named = try test.ingest([1, 2], "a", in: first).blob
            try test.ingest([3], "b", in: first)
            _ = try test.locker.sessions.commit(first)
            let session = try test.session(alice)
            let copy = Entry(path: try EntryPath("c"), kind: .file, size: 0, blob: named, modified: 0)
            try test.locker.stager.stage([copy], removals: [], in: session)
            // One that the account has and one that it has not, both sent.
            try test.ingest([3], "d", in: session)
            try test.ingest([4, 5, 6], "e", in: session)
            _ = try test.locker.purges.purge(
                [EntryPath("a")], from: "main", of: alice, recursive: false, isDryRun: false)
            _ = try test.locker.sessions.commit(session)
            let found = try newest(test, alice)
            #expect(found.bytes == ChangedBytes(added: 6) && found.provenance.newBytes == 3)
        }
    }

    @Test func `a longer note needs room in the quota`() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let session = try test.session(alice)
            let folder = String(repeating: "x", count: 200)
            // More than is free of charge.
            let links = try (0..<2500).map { number in
                Entry(path: try EntryPath("\(folder)/\(number)"), kind: .symlink, size: 1, modified: 0, target: [1])
            }
            try test.locker.stager.stage(links, removals: [], in: session)
            _ = try test.locker.sessions.commit(session)
            let set = { (note: String) in
                _ = try test.locker.libraries.setNote(note, ofRevision: 1, of: "main", of: alice)
            }
            try set("a note")
            _ = try test.locker.accounts.setQuota(0, ofAccountNamed: "alice")
            let records = try test.locker.census.statistics().packs.kinds[.commit].records
            #expect { try set("a longer note") } throws: { has(.overQuota)($0) }
            try #expect(test.locker.census.statistics().packs.kinds[.commit].records == records)
            for note in ["short", ""] {
                try set(note)
                try #expect(newest(test, alice).provenance.note == note)
            }
        }
    }

    /// Notes and folders are long, and a page is cut where an answer has no room for more.
    @Test func `a page of revisions fits into an answer`() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let folder = Array("/".utf8) + [UInt8](repeating: 0x61, count: 4000)
            let note = String(repeating: "x", count: 4096)
            for number in 0..<300 {
                let session = try test.session(alice)
                defer { test.locker.sessions.close(session) }
                try test.ingest([UInt8(number & 0xFF), UInt8(number >> 8)], "a", in: session)
                let origin = try Origin(device: nil, folder: folder)
                _ = try test.locker.sessions.commit(session, saying: Provenance(origin: origin, note: note))
            }
            var (numbers, before, pages) = ([Int64](), Int64?.none, 0)
            while true {
                let page = try test.locker.listings.revisions(of: "main", of: alice, before: before, limit: 0)
                numbers += page.elements.map(\.number)
                pages += 1
                guard page.more else { break }
                before = page.elements.last?.number
            }
            #expect(numbers == Array((Int64(1)...300).reversed()) && pages == 2)
        }
    }
}
