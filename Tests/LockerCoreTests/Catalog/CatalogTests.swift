import LockerBase
import LockerCore
import LockerTestSupport
import MediaTestSupport
import Metadata
import Testing

@Suite struct CatalogTests {
    /// Songs that all have one path in the catalog: each place is looked at once.
    @Test func aGrantLooksAtEachPlaceOnce() throws {
        try TestLocker.with { test in
            _ = try test.caller("alice")
            var tracks: [Digest] = []
            for seed in 1...60 {
                let added = try test.addToCatalog(["song.mp3": Samples.mp3(4, seed: UInt64(seed))])
                if case .added(let track) = added[0] { tracks.append(track) }
            }
            try #require(tracks.count == 60)
            let half = Array(tracks.prefix(30))
            _ = try test.locker.grants.grant(half, toAccountNamed: "alice", library: "main")
            // A song is found, and its place, in a read of a few statements each.
            let cost = test.cost {
                let granted = try test.locker.grants.grant(tracks + half, toAccountNamed: "alice", library: "main")
                #expect(granted.granted == 30 && granted.known == 60)
            }
            #expect(cost.error == nil && cost.work.statements < 4_000)
            let paths = try test.paths(of: test.caller("alice"))
            #expect(Set(paths) == Set(["song.mp3"] + (2...60).map { "song (\($0)).mp3" }))
            let again = try test.locker.grants.grant(tracks, toAccountNamed: "alice", library: "main")
            #expect(again.granted == 0 && again.known == 60)
        }
    }

    private let song = Tags.id3v2(500) + Samples.mp3(2000)

    @Test func songsAreAddedOnceAndListed() throws {
        try TestLocker.with { test in
            let added = try test.addToCatalog(["a/song.mp3": song])
            guard case .added(let track) = added[0] else {
                Issue.record("\(added)")
                return
            }
            // The same audio with other tags is the same song.
            guard case .known(track) = try test.addToCatalog(["b.mp3": Samples.mp3(2000)])[0] else {
                Issue.record("a song was added twice")
                return
            }
            let page = try test.locker.catalog.tracks(after: nil, limit: 0)
            #expect(page.tracks.map(\.digest) == [track] && !page.more)
            #expect(page.tracks[0].format == "mp3" && page.tracks[0].payloadSize == 2000 * 417)
            #expect(page.tracks[0].title == "a/song.mp3")
            #expect(try test.locker.census.statistics().totals.catalogTracks == 1)
        }
    }

    @Test func whatHasNoAudioIsNoSong() throws {
        try TestLocker.with { test in
            let added = try test.addToCatalog(["cover.jpg": random(10_000, seed: 1)])
            guard case .noAudio = added[0] else {
                Issue.record("\(added)")
                return
            }
            #expect(try test.locker.catalog.tracks(after: nil, limit: 0).tracks.isEmpty)
        }
    }

    @Test func aGrantPutsTheSongIntoALibrary() throws {
        try TestLocker.with { test in
            try test.addToCatalog(["a/song.mp3": song])
            let alice = try test.caller("alice")
            let track = try #require(try test.locker.catalog.tracks(after: nil, limit: 0).tracks.first?.digest)
            let first = try test.locker.grants.grant([track, track], toAccountNamed: "alice", library: "main")
            #expect(first.granted == 1 && first.known == 1 && first.revision == 1)
            #expect(try test.restored("a/song.mp3", of: alice) == song)
            let again = try test.locker.grants.grant([track], toAccountNamed: "alice", library: "main")
            #expect(again.granted == 0 && again.known == 1 && again.revision == 1)
        }
    }

    @Test func aGrantTakesAFreePath() throws {
        try TestLocker.with { test in
            try test.addToCatalog(["a/song.mp3": song])
            let alice = try test.caller("alice")
            try test.put(["a/song.mp3": [1], "a/song (2).mp3/file": [2]], for: alice)
            let track = try #require(try test.locker.catalog.tracks(after: nil, limit: 0).tracks.first?.digest)
            _ = try test.locker.grants.grant([track], toAccountNamed: "alice", library: "main")
            #expect(try test.paths(of: alice) == ["a/song (2).mp3/file", "a/song (3).mp3", "a/song.mp3"])
            // It is known there, too.
            #expect(try test.locker.grants.grant([track], toAccountNamed: "alice", library: "main").known == 1)
        }
    }

    @Test func aGrantIsRefusedWholeOrNotAtAll() throws {
        try TestLocker.with { test in
            try test.addToCatalog(["song.mp3": song])
            let track = try #require(try test.locker.catalog.tracks(after: nil, limit: 0).tracks.first?.digest)
            let alice = try test.caller("alice", quota: 1000)
            #expect {
                try test.locker.grants.grant([track], toAccountNamed: "nobody", library: "main")
            } throws: { has(.notFound)($0) }
            #expect {
                try test.locker.grants.grant([track, .zero], toAccountNamed: "alice", library: "main")
            } throws: { has(.notFound)($0) }
            #expect {
                try test.locker.grants.grant([track], toAccountNamed: "alice", library: "main")
            } throws: { has(.overQuota)($0) }
            #expect(try test.locker.accounts.usage(of: alice).logicalBytes == 0)
        }
    }

    @Test func whoHoldsASongIsToldWhatTheCatalogCallsIt() throws {
        try TestLocker.with { test in
            try test.addToCatalog(["song.mp3": song])
            let track = try #require(try test.locker.catalog.tracks(after: nil, limit: 0).tracks.first?.digest)
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            try test.put(["mine.mp3": song], for: alice)
            let titles = try test.locker.catalog.songs(of: [.zero, track], heldBy: alice).map { $0?.title }
            #expect(titles == [nil, "song.mp3"])
            #expect(try test.locker.catalog.songs(of: [track], heldBy: bob) == [nil])
            #expect {
                _ = try test.locker.catalog.songs(of: Array(repeating: track, count: 1001), heldBy: alice)
            } throws: { has(.invalidArgument)($0) }
        }
    }

    /// A database that is lost can be told again from the packs only if the records of the catalog are there.
    @Test func whatIsInTheCatalogOutlivesARestart() throws {
        try withTemporaryDirectory { directory in
            let before = try TestLocker.open(directory)
            try before.addToCatalog(["song.mp3": song])
            let commits = try before.locker.census.statistics().packs.kinds[.commit].records
            // Of the song, and of the account that added it.
            #expect(commits == 2)
            before.locker.close()
            let after = try TestLocker.open(directory)
            defer { after.locker.close() }
            #expect(try after.locker.catalog.tracks(after: nil, limit: 0).tracks.count == 1)
            _ = try after.locker.census.statistics()
        }
    }
}
