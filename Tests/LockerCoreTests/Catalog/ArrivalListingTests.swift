import LockerBase
import LockerCore
import LockerTestSupport
import MediaTestSupport
import Metadata
import Testing

/// Why a song's bytes were not sent: what people are told of it, also after all was told again from the packs.
@Suite struct ArrivalListingTests {
    private let audio = Samples.mp3(2000)
    private var song: [UInt8] { Tags.id3v2(500) + audio }
    private var retagged: [UInt8] { Tags.id3v2(9000) + audio + Tags.id3v1 }

    @Test func aSongThatWasClaimedIsTheCatalogs() throws {
        try TestLocker.with { test in
            try test.addToCatalog(["song.mp3": song])
            let alice = try test.caller("alice")
            try match(retagged, "mine.mp3", for: alice, test)
            try test.put(["own.mp3": Samples.mp3(30, seed: 5)], for: alice)
            try #expect(arrivals(test, alice) == ["mine.mp3": .catalog, "own.mp3": .sent])
            _ = try test.rebuild()
            try #expect(arrivals(test, alice) == ["mine.mp3": .catalog, "own.mp3": .sent])
        }
    }

    @Test func whoSentASongBeforeHasItOfThemselves() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["first.mp3": song], for: alice)
            try test.addToCatalog(["song.mp3": song])
            let cut = try test.cut(retagged)
            let session = try test.session(alice)
            let missing = try test.assemble(cut, "second.mp3", in: session)
            try test.send(missing, of: cut, retagged, in: session)
            #expect(try test.assemble(cut, "second.mp3", in: session) == [])
            _ = try test.locker.sessions.commit(session)
            try #expect(arrivals(test, alice) == ["first.mp3": .sent, "second.mp3": .held])
        }
    }

    @Test func aGrantedSongIsTheCatalogs() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            guard case .added(let track) = try test.addToCatalog(["song.mp3": song])[0] else {
                Issue.record("not added")
                return
            }
            _ = try test.locker.grants.grant([track], toAccountNamed: "alice", library: "main")
            try #expect(arrivals(test, alice) == ["song.mp3": .catalog])
        }
    }

    private func match(_ bytes: [UInt8], _ path: String, for caller: Caller, _ test: TestLocker) throws {
        let cut = try test.cut(bytes)
        #expect(try test.claim(cut, bytes, for: caller))
        let session = try test.session(caller)
        let missing = try test.assemble(cut, path, in: session)
        try test.send(missing, of: cut, bytes, in: session)
        #expect(try test.assemble(cut, path, in: session) == [])
        _ = try test.locker.sessions.commit(session)
    }

    private func arrivals(_ test: TestLocker, _ caller: Caller) throws -> [String: Arrival] {
        let page = try test.locker.listings.entries(
            in: "main", of: caller, revision: nil, under: nil, after: nil, limit: 0)
        let told = try test.locker.listings.arrivals(
            of: page.elements, in: "main", of: caller, revision: page.revision)
        var found: [String: Arrival] = [:]
        for (entry, arrival) in zip(page.elements, told) { found["\(entry.path)"] = arrival }
        return found
    }
}
