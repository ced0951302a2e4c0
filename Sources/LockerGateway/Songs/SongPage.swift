import Foundation
import LockerAPI
import LockerBase
import MediaFacts
import MediaFollower
import MediaIndex

/// A page of the songs of a library, as JSON.
struct SongPage: Encodable {
    let revision: UInt64
    let songs: [SongLine]
    /// Whether the catalog's recording may be taken in the place of one's own.
    let mayTake: Bool
    /// What `after` is to be for the page that follows; absent: this is the last.
    let next: String?

    enum CodingKeys: String, CodingKey {
        case revision, songs, next
        case mayTake = "may_take"
    }

    /// Of the entries of `page` those that are songs. Blocks.
    init(
        _ page: Locker_V1_ListResponse, of person: String, _ index: MediaIndex, mayTake: Bool
    ) throws(LockerError) {
        revision = page.revision
        self.mayTake = mayTake
        next =
            page.more ? (page.next.isEmpty ? page.entries.last?.path ?? Data() : page.next).base64EncodedString() : nil
        var found: [(song: SongFile, arrival: Locker_V1_Arrival)] = []
        for entry in page.entries {
            if let song = SongFile(entry) { found.append((song, entry.arrival)) }
        }
        let facts = try index.facts(of: Array(Set(found.map { $0.song.blob })))
        let suggestions = try index.sounds.suggestions(for: Array(Set(found.map { $0.song.key })))
        let taken = try index.takes.all(of: person)
        songs = found.map { song, arrival in
            SongLine(
                song, arrival, facts[song.blob] ?? SongFacts(), suggestions[song.key],
                isTaken: taken[song.key] != nil)
        }
    }
}
