import FoundationEssentials
import LockerAPI
import LockerBase

/// Reads what the catalog holds.
public struct CatalogReader: Sendable {
    /// Whose daemon is asked.
    public let connection: LockerConnection

    /// Reads the catalog through `connection`, which has to be an operator's.
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
}
