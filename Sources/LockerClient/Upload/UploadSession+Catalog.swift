import LockerAPI
import LockerBase

extension UploadSession {
    /// Opens a session on the catalog. What is staged in it is for ``addTracks(_:)``, and has no commit.
    public init(onCatalogOf connection: LockerConnection) throws(LockerError) {
        var request = Locker_V1_OpenSessionRequest()
        request.catalog = true
        id = try connection.call(LockerMethods.openSession, request).session
        base = 0
        source = nil
        self.connection = connection
    }

    /// Puts songs that are staged into the catalog; what else is staged is forgotten. The answers are in their order.
    public func addTracks(_ songs: [Locker_V1_TrackDescription]) throws(LockerError) -> [Locker_V1_AddedTrack] {
        var request = Locker_V1_AddTracksRequest()
        request.session = id
        request.tracks = songs
        let answers = try connection.call(AdminMethods.addTracks, request).tracks
        guard answers.count == songs.count else {
            throw LockerError(
                .internal, "AddTracks: the daemon gave \(answers.count) answers for \(songs.count) songs")
        }
        return answers
    }
}
