import FoundationEssentials
import LockerAPI
import LockerBase

/// Reads what the catalog holds.
public struct CatalogReader: Sendable {
    private let connection: LockerConnection

    public init(connection: LockerConnection) {
        self.connection = connection
    }

    /// All songs, in the order of their track digests.
    public func tracks() throws(LockerError) -> [Locker_V1_CatalogTrack] {
        var tracks: [Locker_V1_CatalogTrack] = []
        var request = Locker_V1_ListTracksRequest()
        var cursor = PageCursor(AdminMethods.listTracks.name)
        while true {
            let page = try connection.call(AdminMethods.listTracks, request)
            tracks += page.tracks
            guard page.more, let last = page.tracks.last else { return tracks }
            try cursor.advance(to: last.track, count: page.tracks.count)
            request.after = cursor.after
        }
    }

    /// The track that `name` means. One with all its digits is not looked up.
    ///
    /// - Throws: ``LockerError/Code/notFound`` when no track begins so, ``LockerError/Code/invalidArgument`` when
    ///   more than one does.
    public func track(_ name: TrackName) throws(LockerError) -> Digest {
        if name.isWhole { return name.first }
        var request = Locker_V1_ListTracksRequest()
        request.after = Data(name.predecessor)
        request.limit = 2
        let found = try connection.call(AdminMethods.listTracks, request).tracks
            .compactMap { Digest($0.track) }.filter(name.begins)
        guard let track = found.first else {
            throw LockerError(
                .notFound,
                "\(name.digits): no track of the catalog begins so; `locker admin catalog list` lists them")
        }
        guard found.count == 1 else {
            throw LockerError(
                .invalidArgument, "\(name.digits): more than one track of the catalog begins so; give more digits")
        }
        return track
    }
}
