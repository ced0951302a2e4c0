import LockerBase

/// What a file is to the index, by its name, and by whether the daemon knows its audio apart from its tags.
enum FileKind: Sendable {
    case song
    case picture
    case other

    private static let songs: Set<String> = [
        "aac", "adts", "aif", "aifc", "aiff", "ape", "flac", "m4a", "m4b", "m4p", "m4r", "mp1", "mp2", "mp3", "mpc",
        "mpga", "oga", "ogg", "opus", "spx", "tta", "wav", "wave", "wma", "wv",
    ]
    private static let pictures: Set<String> = ["avif", "bmp", "gif", "jpeg", "jpg", "png", "webp"]
    /// They may have audio like that of songs.
    private static let videos: Set<String> = ["3g2", "3gp", "avi", "m4v", "mkv", "mov", "mp4", "ogv", "webm", "wmv"]
    /// Bytes of an ending.
    private static let longest = 4

    init(_ path: EntryPath, hasTrack: Bool) {
        let name = path.bytes.split(separator: UInt8(ascii: "/")).last ?? []
        let ending = FileKind.ending(of: name)
        // What macOS puts beside a file on disks that do not know its attributes: `._Song.mp3`.
        let isShadow = name.starts(with: [UInt8(ascii: "."), UInt8(ascii: "_")])
        if FileKind.pictures.contains(ending) {
            self = isShadow ? .other : .picture
        } else if FileKind.videos.contains(ending) {
            self = .other
        } else {
            self = hasTrack || FileKind.songs.contains(ending) && !isShadow ? .song : .other
        }
    }

    /// In lower case, without the point.
    private static func ending(of name: ArraySlice<UInt8>) -> String {
        guard let point = name.lastIndex(of: UInt8(ascii: ".")), name.endIndex - point - 1 <= longest else { return "" }
        return String(decoding: name[(point + 1)...], as: UTF8.self).lowercased()
    }
}
