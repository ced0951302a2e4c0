import LockerBase

/// The ids by which clients name what an account has. They stay for ever: programs keep them beside what they have
/// downloaded.
///
/// Rule 1: a prefix of two letters and a hyphen, and 26 digits of Crockford's base 32 in lower case, which are the first
/// 16 bytes of the SHA-256 of fields, each with its length before it (32 bits, little-endian). A list is a field of
/// fields. Names are folded by rule 1 of ``Folding``. Nothing of an account's own goes in: two people have the same id
/// for the same thing, and each is answered with what is in their own libraries alone.
package enum ItemID {
    /// Characters of an id without what is behind a second hyphen.
    static let length = 29

    /// `so-` and ("locker-song-v1", the track digest; or the blob, where the file has none).
    ///
    /// It stays over retags, moves, renames and new uploads. Where several files of an account have one track, the first
    /// by library and path bears this id, and the others have ``copy(library:path:)`` behind it and a hyphen.
    package static func song(_ key: Digest) -> String {
        var fields = ItemDigits("locker-song-v1")
        fields.append(bytes: key.bytes)
        return "so-" + fields.digits
    }

    /// The first 8 digits of (the library's name, the path).
    package static func copy(library: String, path: EntryPath) -> String {
        var fields = ItemDigits(library)
        fields.append(bytes: path.bytes)
        return String(fields.digits.prefix(8))
    }

    /// `al-` and ("locker-album-v1", the list of the folded album artists, the folded album, the MusicBrainz release id
    /// in lower case where there is one). The album artists are those of ``Credits``.
    package static func album(artists: [String], name: String, release: String?) -> String {
        var fields = ItemDigits("locker-album-v1")
        fields.append(artists.map { Folding.fold($0) })
        fields.append(Folding.fold(name))
        if let release { fields.append(release.lowercased()) }
        return "al-" + fields.digits
    }

    /// Of songs whose tags name no album: `al-` and ("locker-album-folder-v1", the library's name, the path of the
    /// folder that they lie in).
    package static func album(library: String, folder: [UInt8]) -> String {
        "al-" + placed("locker-album-folder-v1", library, folder)
    }

    /// `ar-` and ("locker-artist-v1", the folded name).
    package static func artist(_ name: String) -> String {
        var fields = ItemDigits("locker-artist-v1")
        fields.append(Folding.fold(name))
        return "ar-" + fields.digits
    }

    /// `fo-` and ("locker-folder-v1", the library's name, the path of the folder); the root's path is empty.
    package static func folder(library: String, path: [UInt8]) -> String {
        "fo-" + placed("locker-folder-v1", library, path)
    }

    /// `pl-` and 16 random bytes.
    static func playlist() -> String {
        "pl-" + ItemDigits.digits(of: (0..<16).map { _ in UInt8.random(in: 0...255) })
    }

    /// The id of a song without what is behind the second hyphen.
    static func base(ofSong id: String) -> String { String(id.prefix(length)) }

    private static func placed(_ rule: String, _ library: String, _ path: [UInt8]) -> String {
        var fields = ItemDigits(rule)
        fields.append(library)
        fields.append(bytes: path)
        return fields.digits
    }
}
