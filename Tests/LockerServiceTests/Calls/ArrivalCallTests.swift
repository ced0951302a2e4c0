import Foundation
import LockerAPI
import LockerBase
import LockerTestSupport
import MediaTestSupport
import Testing

/// What the calls tell of how contents came, and of what songs of the catalog sound like.
@Suite struct ArrivalCallTests {
    private let song = Tags.id3v2(500) + Samples.mp3(300)

    @Test func arrivalsAreToldToWhoAsksForThem() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            _ = try put(["a.mp3", "b.mp3"], connection, test, catalog: false)
            var request = Locker_V1_ListRequest()
            request.library = "main"
            let plain = try connection.call(LockerMethods.list, request).entries
            #expect(plain.map(\.arrival) == [.unspecified, .unspecified])
            request.arrivals = true
            let told = try connection.call(LockerMethods.list, request).entries
            #expect(told.map(\.arrival) == [.sent, .held])
            request.limit = 1
            request.after = Data("a.mp3".utf8)
            #expect(try connection.call(LockerMethods.list, request).entries.map(\.arrival) == [.held])
        }
    }

    @Test func aGrantedSongIsTheCatalogsAndSoundsAsWasTold() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            try test.addAccount("alice")
            let session = try put(["song.mp3"], connection, test, catalog: true)
            let add = Locker_V1_AddTracksRequest.with { request in
                request.session = session
                request.tracks = [
                    .with {
                        $0.path = Data("song.mp3".utf8)
                        ($0.title, $0.fingerprint) = ("Song", Data([1, 2, 3, 4]))
                    }
                ]
            }
            let track = try #require(try connection.call(AdminMethods.addTracks, add).tracks.first?.track)
            let listed = try connection.call(AdminMethods.listFingerprints, .init())
            #expect(listed.tracks == [track] && !listed.more && listed.grants)
            let read = try connection.call(
                AdminMethods.readFingerprints, .with { $0.tracks = [track, Data(repeating: 0, count: 32)] })
            #expect(read.tracks.map(\.track) == [track, Data()])
            #expect(read.tracks[0].description_p.fingerprint == Data([1, 2, 3, 4]))
            #expect(read.tracks[0].description_p.title == "Song" && read.tracks[0].blob.count == 32)
            // The list of the catalog has no room for it.
            let all = try connection.call(AdminMethods.listTracks, .init())
            #expect(all.tracks.map { $0.description_p.fingerprint } == [Data()])
            let grant = Locker_V1_GrantRequest.with {
                ($0.account, $0.library, $0.tracks) = ("alice", "main", [track])
            }
            _ = try connection.call(AdminMethods.grant, grant)
            let list = Locker_V1_ListRequest.with { ($0.library, $0.arrivals) = ("main", true) }
            let entries = try test.connect("alice").call(LockerMethods.list, list).entries
            #expect(entries.map(\.arrival) == [.catalog])
        }
    }

    @Test func whatIsNoFingerprintIsRefused() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let session = try put(["song.mp3"], connection, test, catalog: true)
            let add = Locker_V1_AddTracksRequest.with { request in
                request.session = session
                request.tracks = [
                    .with { ($0.path, $0.fingerprint) = (Data("song.mp3".utf8), Data([1, 2, 3])) }
                ]
            }
            #expect {
                try connection.call(AdminMethods.addTracks, add)
            } throws: {
                ($0 as? LockerError)?.code == .invalidArgument
            }
        }
    }

    /// Ingests the song at these paths, and commits it where it is not for the catalog. Returns the session.
    private func put(
        _ paths: [String], _ connection: LockerConnection, _ test: TestDaemon, catalog: Bool
    ) throws -> UInt64 {
        let open = Locker_V1_OpenSessionRequest.with {
            if catalog { $0.catalog = true } else { $0.library = "main" }
        }
        let session = try connection.call(LockerMethods.openSession, open).session
        for path in paths {
            let file = try makeFile("\(test.directory)/\(path)", song)
            let ingest = Locker_V1_IngestRequest.with { ($0.session, $0.path) = (session, Data(path.utf8)) }
            _ = try connection.call(LockerMethods.ingest, ingest, descriptor: file)
        }
        if !catalog { _ = try connection.call(LockerMethods.commit, .with { $0.session = session }) }
        return session
    }
}
