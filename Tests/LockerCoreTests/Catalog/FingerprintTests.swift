import LockerBase
import LockerCore
import LockerTestSupport
import MediaTestSupport
import Metadata
import Testing

/// What songs of the catalog sound like comes with them, or later.
@Suite struct FingerprintTests {
    private let song = Tags.id3v2(500) + Samples.mp3(2000)

    @Test func aFingerprintComesWithASongOrLaterAndIsToldAgainFromThePacks() throws {
        try TestLocker.with { test in
            let first = try add(nil, test)
            guard case .added(let track) = first else {
                Issue.record("\(first)")
                return
            }
            try #expect(test.locker.catalog.fingerprinted(after: nil, limit: 0).tracks.isEmpty)
            let second = try add([1, 2, 3, 4], test)
            guard case .known(track) = second else {
                Issue.record("\(second)")
                return
            }
            for round in 0..<2 {
                try #expect(test.locker.catalog.fingerprinted(after: nil, limit: 0).tracks == [track], "\(round)")
                let found = try test.locker.catalog.fingerprints(of: [track, .zero])
                #expect(found.map { $0?.fingerprint } == [[1, 2, 3, 4], nil])
                _ = try test.rebuild()
            }
        }
    }

    @Test func whoActsForOthersMayGrantWhereTheOperatorSaysSo() throws {
        try TestLocker.with(Configuration(operators: [10], frontends: [20])) { test in
            try #expect(test.locker.authority.mayGrant(userID: 10))
            try #expect(!test.locker.authority.mayGrant(userID: 20))
            var configuration = Configuration(operators: [10], frontends: [20])
            configuration.frontendsGrant = true
            try test.locker.change(to: configuration)
            try #expect(test.locker.authority.mayGrant(userID: 20))
            try #expect(!test.locker.authority.mayGrant(userID: 30))
        }
    }

    private func add(_ fingerprint: [UInt8]?, _ test: TestLocker) throws -> AddedTrack {
        let session = try test.locker.sessions.openOnCatalog(try test.caller("label"), connection: 1)
        defer { test.locker.sessions.close(session) }
        try test.ingest(song, "song.mp3", in: session)
        let description = TrackDescription(
            path: try EntryPath("song.mp3"), title: nil, artist: nil, album: nil, duration: 5000, bitrate: nil,
            fingerprint: fingerprint)
        return try test.locker.catalog.add([description], from: session)[0]
    }
}
