import LockerBase
import MediaFollower
import MediaIndex
import MediaTestSupport
import SoundMatching
import Synchronization

/// A catalog in memory.
final class ShelfCatalog: CatalogSource {
    private let songs = Mutex<[Digest: CatalogSound]>([:])
    private let read = Mutex(0)
    private let old = Mutex(false)

    /// How many songs were asked for.
    var readCount: Int { read.withLock { $0 } }

    /// Puts a song there that sounds as `bytes` do, and returns its track.
    @discardableResult
    func add(_ name: String, _ bytes: [UInt8], duration: Int = 20_000) throws -> Digest {
        let fingerprint = Fingerprint(bytes: try Encoder.fingerprint(of: bytes)) ?? Fingerprint(words: [])
        let track = SHA256.digest(of: Array(name.utf8))
        let song = CatalogSound(
            track: track, duration: duration, fingerprint: fingerprint, blob: track, size: bytes.count, format: "flac",
            bitrate: 800_000, title: name, artist: "Lee", album: nil, path: EntryPath(known: Array(name.utf8)))
        songs.withLock { $0[track] = song }
        return track
    }

    func remove(_ track: Digest) {
        songs.withLock { $0[track] = nil }
    }

    /// Whether it is of a daemon that does not know what songs sound like.
    var isOld: Bool {
        get { old.withLock { $0 } }
        set { old.withLock { $0 = newValue } }
    }

    func tellsSounds() async throws(LockerError) -> Bool { !isOld }

    /// Two on a page.
    func fingerprinted(after: Digest?) async throws(LockerError) -> (tracks: [Digest], more: Bool) {
        let all = songs.withLock { $0.keys.sorted() }
        let rest = all.filter { track in after.map { $0 < track } ?? true }
        return (Array(rest.prefix(2)), rest.count > 2)
    }

    func sounds(of tracks: [Digest]) async throws(LockerError) -> [CatalogSound] {
        read.withLock { $0 += tracks.count }
        return songs.withLock { songs in tracks.compactMap { songs[$0] } }
    }
}
