import GRDB
import LockerBase
import LockerTestSupport
import Metadata
import Testing

/// What songs of the catalog sound like.
@Suite struct FingerprintTests {
    @Test(arguments: Implementation.allCases) func theyAreKeptForSongsThatAreThere(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, _ in
            _ = try store.catalog.add([song(1), song(2), song(3)])
            let told = try [
                fingerprint(3, [1, 2, 3, 4]), fingerprint(1, [5, 6, 7, 8]), fingerprint(9, [0, 0, 0, 0]),
            ]
            try store.catalog.add(told)
            try #expect(store.catalog.fingerprinted(after: nil, limit: 10) == [digest(1), digest(3)])
            try #expect(store.catalog.fingerprinted(after: digest(1), limit: 1) == [digest(3)])
            let found = try store.catalog.fingerprints(of: [digest(3), digest(2), digest(9)])
            try #expect(found == [FingerprintedTrack(song: song(3), fingerprint: [1, 2, 3, 4]), nil, nil])
        }
    }

    @Test(arguments: Implementation.allCases) func anotherTakesThePlaceOfOneAndGoesWithItsSong(
        _ kind: Implementation
    ) throws {
        try withLibrary(kind) { store, _, _ in
            _ = try store.catalog.add([song(1)])
            try store.catalog.add([fingerprint(1, [1, 2, 3, 4])])
            try store.catalog.add([fingerprint(1, [4, 3, 2, 1])])
            try #expect(store.catalog.fingerprints(of: [digest(1)]).map { $0?.fingerprint } == [[4, 3, 2, 1]])
            try store.catalog.remove(digest(1))
            try #expect(store.catalog.fingerprinted(after: nil, limit: 10).isEmpty)
            _ = try store.catalog.add([song(1)])
            try #expect(store.catalog.fingerprints(of: [digest(1)]) == [nil])
        }
    }

    @Test(arguments: Implementation.allCases) func theyComeWithTheirSongs(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, _ in
            let heard = try [fingerprint(2, [1, 2, 3, 4]), fingerprint(9, [0, 0, 0, 0])]
            try #expect(store.catalog.add([song(1), song(2)], heard: heard) == [true, true])
            try #expect(store.catalog.fingerprinted(after: nil, limit: 10) == [digest(2)])
        }
    }

    @Test func aFingerprintThatCannotBeAddedTakesItsSongAlong() throws {
        try withTemporaryDirectory { folder in
            let database = folder + "/metadata.sqlite"
            do {
                _ = try SQLiteMetadata(path: database)
                let sql = "CREATE TRIGGER deaf BEFORE INSERT ON fingerprint BEGIN SELECT RAISE(ABORT, 'no'); END"
                try DatabaseQueue(path: database).write { try $0.execute(sql: sql) }
            }
            let store = try SQLiteMetadata(path: database)
            let told = try fingerprint(1, [1, 2, 3, 4])
            #expect(lockerError { try store.catalog.add([song(1)], heard: [told]) } != nil)
            try #expect(store.catalog.track(digest(1)) == nil)
            try #expect(store.totals().catalogTracks == 0)
        }
    }

    @Test(arguments: [0, 3, 4100]) func whatCannotBeOneIsRefused(_ count: Int) {
        let bytes = [UInt8](repeating: 1, count: count)
        let error = lockerError { try CatalogFingerprint(track: digest(1), bytes: bytes) }
        #expect(error?.code == .invalidArgument)
    }

    private func fingerprint(_ number: UInt64, _ bytes: [UInt8]) throws -> CatalogFingerprint {
        try CatalogFingerprint(track: digest(number), bytes: bytes)
    }

    private func song(_ number: UInt64) throws -> CatalogTrack {
        CatalogTrack(
            digest: digest(number), blob: digest(number), path: try path("\(number).mp3"), size: 3, modified: 5,
            payloadSize: 2, format: "mp3", title: "A song", artist: nil, album: nil, duration: 1000, bitrate: 128_000,
            added: 9)
    }
}
