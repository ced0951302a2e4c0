import GRDB
import LockerBase

extension CatalogTrack: FetchableRecord {
    static let columns = """
        track, blob, path, size, modified, payload_size, format, title, artist, album, duration, bitrate, added
        """

    /// The song in a row of ``columns``.
    public init(row: Row) throws {
        self.init(
            digest: try row.decode(atIndex: 0), blob: try row.decode(atIndex: 1), path: try row.decode(atIndex: 2),
            size: try row.decode(atIndex: 3), modified: try row.decode(atIndex: 4),
            payloadSize: try row.decode(atIndex: 5), format: try row.decode(atIndex: 6),
            title: try row.decode(atIndex: 7), artist: try row.decode(atIndex: 8), album: try row.decode(atIndex: 9),
            duration: try row.decode(atIndex: 10), bitrate: try row.decode(atIndex: 11),
            added: try row.decode(atIndex: 12))
    }

    /// The values of ``columns``.
    var values: StatementArguments {
        [
            digest, blob, path, size, modified, payloadSize, format, title, artist, album, duration, bitrate, added,
        ]
    }
}
