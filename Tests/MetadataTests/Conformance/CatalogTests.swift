import GRDB
import LockerBase
import LockerTestSupport
import Metadata
import Testing

@Suite struct CatalogTests {
    @Test(arguments: Implementation.allCases) func aSongIsAddedOnceAndStaysAsItIs(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, _ in
            try #expect(store.catalog.add([]) == [])
            try #expect(store.catalog.add([song(2), song(1), song(2, title: "again")]) == [true, true, false])
            try #expect(store.catalog.add([song(1, title: "other")]) == [false])
            try #expect(store.catalog.track(digest(1)) == song(1))
            try #expect(store.catalog.track(digest(2)) == song(2))
            try #expect(store.catalog.track(digest(3)) == nil)
            try #expect(store.totals().catalogTracks == 2)
        }
    }

    @Test(arguments: Implementation.allCases) func aSongThatCannotBeAddedTakesTheOthersAlong(_ kind: Implementation)
        throws
    {
        try withLibrary(kind) { store, _, _ in
            // A song without audio is none.
            #expect(lockerError { try store.catalog.add([song(1), song(0)]) } != nil)
            try #expect(store.catalog.track(digest(1)) == nil)
            try #expect(store.totals().catalogTracks == 0)
        }
    }

    @Test(arguments: Implementation.allCases) func textsAndNumbersMayBeUnknown(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, _ in
            let bare = CatalogTrack(
                digest: digest(9), blob: digest(90), path: try path("a"), size: 1, modified: -5, payloadSize: 1,
                format: "wav", title: nil, artist: nil, album: nil, duration: nil, bitrate: nil, added: 7)
            _ = try store.catalog.add([bare])
            try #expect(store.catalog.track(digest(9)) == bare)
        }
    }

    @Test(arguments: Implementation.allCases) func pagesGoThroughTheCatalogInTheOrderOfTheDigests(
        _ kind: Implementation
    ) throws {
        try withLibrary(kind) { store, _, _ in
            _ = try store.catalog.add([5, 3, 1, 4, 2].map { try song($0) })
            try #expect(store.catalog.tracks(after: nil, limit: 2).map(\.digest) == [digest(1), digest(2)])
            try #expect(
                store.catalog.tracks(after: digest(2), limit: 10).map(\.digest) == [3, 4, 5].map { digest($0) })
            try #expect(store.catalog.tracks(after: digest(5), limit: 10).isEmpty)
            try #expect(store.catalog.tracks(after: nil, limit: 0).isEmpty)
        }
    }

    @Test(arguments: Implementation.allCases) func aMatchTellsOfTheCatalogAndOfOnesOwnAlone(_ kind: Implementation)
        throws
    {
        try withLibrary(kind) { store, ada, library in
            let bob = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: nil, created: 1)
            try store.put([file("a", 2), file("b", 4)], in: library)  // tracks 1002 and 1004
            try store.put([], removing: [path("a")], in: library)
            _ = try store.catalog.add([song(1004), song(1006)])
            let tracks = [1002, 1004, 1006, 1008, 1004].map { digest($0) }
            let both = TrackMatch(isOwned: true, payloadSize: 2008)
            try #expect(
                store.catalog.matches(of: tracks, for: ada) == [
                    TrackMatch(isOwned: true, payloadSize: nil), both, TrackMatch(isOwned: false, payloadSize: 2012),
                    TrackMatch(isOwned: false, payloadSize: nil), both,
                ])
            try #expect(store.catalog.matches(of: tracks, for: bob).allSatisfy { !$0.isOwned })
            try #expect(store.catalog.matches(of: [], for: ada).isEmpty)
            try #expect(store.blobs.ownedEntry(withTrack: digest(1002), account: ada) == file("a", 2))
            try #expect(store.blobs.ownedEntry(withTrack: digest(1002), account: bob) == nil)
            try #expect(store.blobs.ownedEntry(withTrack: digest(1006), account: ada) == nil)
        }
    }

    @Test(arguments: Implementation.allCases) func songsAreToldToThoseWhoHoldThem(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, library in
            let bob = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: nil, created: 1)
            try store.put([file("a", 2), file("b", 4)], in: library)  // tracks 1002 and 1004
            try store.put([], removing: [path("b")], in: library)
            _ = try store.catalog.add([song(1004), song(1006)])
            let tracks = [1006, 1004, 1002, 1008, 1004].map { digest($0) }
            try #expect(
                store.catalog.tracks(tracks, heldBy: ada) == [nil, song(1004), nil, nil, song(1004)])
            try #expect(store.catalog.tracks(tracks, heldBy: bob) == [nil, nil, nil, nil, nil])
            try #expect(store.catalog.tracks([], heldBy: ada) == [])
        }
    }

    @Test(arguments: Implementation.allCases) func aClaimHoldsForOneAccountUntilItEnds(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, _ in
            let bob = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: nil, created: 1)
            _ = try store.catalog.add([song(1), song(2)])
            try store.claims.add(on: [digest(1), digest(3)], of: ada, until: 100, now: 10)
            try #expect(store.claims.isHeld(on: digest(1), of: ada, at: 99))
            try #expect(!store.claims.isHeld(on: digest(1), of: ada, at: 100))
            try #expect(!store.claims.isHeld(on: digest(1), of: bob, at: 50))
            try #expect(!store.claims.isHeld(on: digest(2), of: ada, at: 50))
            try #expect(!store.claims.isHeld(on: digest(3), of: ada, at: 50))
            // Claimed again, it holds as long as the longer claim.
            try store.claims.add(on: [digest(1)], of: ada, until: 200, now: 50)
            try store.claims.add(on: [digest(1)], of: ada, until: 150, now: 50)
            try #expect(store.claims.isHeld(on: digest(1), of: ada, at: 199))
        }
    }

    @Test(arguments: Implementation.allCases) func claimsThatHaveEndedAreForgottenWhoseverTheyAre(
        _ kind: Implementation
    ) throws {
        try withLibrary(kind) { store, ada, _ in
            let bob = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: nil, created: 1)
            _ = try store.catalog.add([song(1), song(2)])
            try store.claims.add(on: [digest(1)], of: ada, until: 100, now: 10)
            try store.claims.add(on: [digest(2)], of: ada, until: 101, now: 10)
            try store.claims.add(on: [], of: bob, until: 900, now: 99)
            try #expect(store.claims.isHeld(on: digest(1), of: ada, at: 50))
            try store.claims.add(on: [], of: bob, until: 900, now: 100)
            // Asked about a time at which it held, so that only its absence can say no.
            try #expect(!store.claims.isHeld(on: digest(1), of: ada, at: 50))
            try #expect(store.claims.isHeld(on: digest(2), of: ada, at: 50))
        }
    }

    @Test(arguments: Implementation.allCases) func aSongThatIsWithdrawnTakesItsClaimsAlongAndLeavesTheEntries(
        _ kind: Implementation
    ) throws {
        try withLibrary(kind) { store, ada, library in
            _ = try store.catalog.add([song(1002), song(1004)])
            try store.put([file("a", 2)], in: library)
            try store.claims.add(on: [digest(1002), digest(1004)], of: ada, until: 100, now: 10)
            try store.catalog.remove(digest(1002))
            try #expect(!store.claims.isHeld(on: digest(1002), of: ada, at: 50))
            try #expect(store.claims.isHeld(on: digest(1004), of: ada, at: 50))
            try #expect(store.list(library).count == 1)
            #expect(lockerError { try store.catalog.remove(digest(1002)) }?.code == .notFound)
            // Back in the catalog, it is to be proved again.
            _ = try store.catalog.add([song(1002)])
            try #expect(!store.claims.isHeld(on: digest(1002), of: ada, at: 50))
        }
    }

    @Test(arguments: Implementation.allCases) func claimsGoWithTheirAccount(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, _ in
            _ = try store.catalog.add([song(1)])
            try store.claims.add(on: [digest(1)], of: ada, until: 100, now: 10)
            try store.accounts.remove(named: "ada")
            try #expect(!store.claims.isHeld(on: digest(1), of: ada, at: 50))
            // An account that is gone claims nothing.
            try store.claims.add(on: [digest(1)], of: ada, until: 100, now: 10)
            try #expect(!store.claims.isHeld(on: digest(1), of: ada, at: 50))
        }
    }

    @Test(arguments: Implementation.allCases) func theBlobsOfTheCatalogAreToldWithThoseOfTheLibraries(
        _ kind: Implementation
    ) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a", 7), file("b", 3)], in: library)
            _ = try store.catalog.add([song(3), song(500)])  // blobs 3 and 500
            try #expect(store.contents() == [3, 7, 500].map { ContentName(blob: digest($0)) })
            try #expect(store.totals().blobs == 3)
        }
    }

    private func song(_ number: UInt64, title: String = "A song") throws -> CatalogTrack {
        CatalogTrack(
            digest: digest(number), blob: digest(number), path: try path("artist/\(number).mp3"),
            size: Int64(number) * 3, modified: 5, payloadSize: Int64(number) * 2, format: "mp3", title: title,
            artist: "An artist", album: nil, duration: 1000, bitrate: 128_000, added: 9)
    }
}
