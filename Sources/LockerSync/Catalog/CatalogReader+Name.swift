import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient

extension CatalogReader {
    /// The track that `name` means. One with all its digits is not looked up.
    ///
    /// - Throws: ``LockerError/Code/notFound`` when no track begins so, ``LockerError/Code/invalidArgument`` when
    ///   more than one does.
    package func track(_ name: TrackName) throws(LockerError) -> Digest {
        if name.isWhole { return name.first }
        var request = Locker_V1_ListTracksRequest()
        request.after = Data(name.predecessor)
        request.limit = 2
        let found = try connection.call(AdminMethods.listTracks, request).tracks
            .compactMap { Digest($0.track) }.filter(name.begins)
        guard let track = found.first else {
            throw LockerError(
                .notFound,
                "\(name.digits): no track of the catalog begins so; 'locker admin catalog list' lists them")
        }
        guard found.count == 1 else {
            throw LockerError(
                .invalidArgument, "\(name.digits): more than one track of the catalog begins so; give more digits")
        }
        return track
    }
}
