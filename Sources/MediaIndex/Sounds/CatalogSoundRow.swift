import GRDB
import LockerBase
import SoundMatching

/// A song of the catalog as a row of `catalog_sound`.
enum CatalogSoundRow {
    static let columns = """
        catalog_sound.track, catalog_sound.duration, catalog_sound.bytes, catalog_sound.blob, catalog_sound.size, \
        catalog_sound.format, catalog_sound.bitrate, catalog_sound.title, catalog_sound.artist, catalog_sound.album, \
        catalog_sound.path
        """
    /// The column behind them all.
    static let count: CInt = 11

    /// The song in the row that `row` stands on, whose columns these are.
    static func sound(_ row: MediaStatement) throws -> CatalogSound {
        CatalogSound(
            track: try row.digest(0), duration: row.int(1),
            fingerprint: Fingerprint(bytes: Array(row.bytes(2))) ?? Fingerprint(words: []), blob: try row.digest(3),
            size: row.int(4), format: row.text(5), bitrate: row.optionalInt(6), title: row.optionalText(7),
            artist: row.optionalText(8), album: row.optionalText(9), path: row.path(10))
    }

    static func insert(_ sound: CatalogSound, _ database: Database) throws {
        let sql = """
            INSERT INTO catalog_sound (
                track, duration, bytes, blob, size, format, bitrate, title, artist, album, path
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (track) DO NOTHING
            """
        try MediaStatement(sql, database).run(
            sound.track, sound.duration, sound.fingerprint.bytes, sound.blob, sound.size, sound.format, sound.bitrate,
            sound.title, sound.artist, sound.album, sound.path.bytes)
    }
}
