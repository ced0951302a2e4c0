import FoundationEssentials
import LockerAPI
import LockerBase

/// Asks what the catalog calls an account's songs.
package struct TrackNames {
    private let connection: LockerConnection

    package init(connection: LockerConnection) {
        self.connection = connection
    }

    /// What the catalog calls the songs among `entries`, by their tracks: those of which it tells something. A daemon that
    /// is older than the question tells nothing.
    package func names(of entries: [Locker_V1_Entry]) throws(LockerError) -> [Data: Locker_V1_TrackName] {
        var names: [Data: Locker_V1_TrackName] = [:]
        var rest = Array(Set(entries.map(\.track)).subtracting([Data()]))[...]
        guard !rest.isEmpty, try connection.has(.trackNames) else { return names }
        while !rest.isEmpty {
            let part = Array(rest.prefix(RequestLimits.tracks))
            rest = rest.dropFirst(part.count)
            var request = Locker_V1_DescribeTracksRequest()
            request.tracks = part
            let answers = try connection.call(LockerMethods.describeTracks, request).tracks
            try LockerConnection.check(answers.count, of: part.count, to: LockerMethods.describeTracks.name)
            for (track, name) in zip(part, answers) where name != Locker_V1_TrackName() { names[track] = name }
        }
        return names
    }
}
