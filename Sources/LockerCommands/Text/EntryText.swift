import LockerAPI
import LockerBase

/// Entries in words.
package enum EntryText {
    /// The digits that are shown of a blob.
    static let blobLength = 12

    /// In the place of the time of a folder that has none, and as wide.
    private static let noTime = "-                  "

    /// The path, with a `/` at its end where it is a folder.
    package static func name(_ entry: Locker_V1_Entry) -> String {
        name(entry.path, isFolder: entry.kind == .folder)
    }

    static func name(_ path: some Collection<UInt8>, isFolder: Bool) -> String {
        EntryPath.printable(path) + (isFolder ? "/" : "")
    }

    /// A line with permission bits, size, modification time, the first digits of the blob, the path, and what a link
    /// points to, or artist and title of a song.
    ///
    /// - Parameter song: what the catalog calls it, where that is known.
    package static func long(_ entry: Locker_V1_Entry, _ song: Locker_V1_TrackName? = nil) -> String {
        let size = entry.kind == .file ? HumanText.size(entry.size) : "-"
        let space = String(repeating: " ", count: max(0, 9 - size.count))
        let digits = blob(entry)
        let gap = String(repeating: " ", count: max(0, blobLength - digits.count))
        let target = entry.kind == .symlink ? " -> \(EntryPath.printable(entry.target))" : ""
        let time = entry.implied ? noTime : HumanText.moment(entry.modified)
        return "\(mode(entry))  \(space)\(size)  \(time)  \(digits)\(gap)  "
            + name(entry) + target + (song.map(shown) ?? "")
    }

    /// Artist and title in brackets; nothing where neither is known.
    private static func shown(_ song: Locker_V1_TrackName) -> String {
        let texts = [song.artist, song.title].filter { !$0.isEmpty }.map { EntryPath.printable($0.utf8) }
        return texts.isEmpty ? "" : "  [\(texts.joined(separator: " - "))]"
    }

    /// The first digits of the blob; `-` for what has none.
    static func blob(_ entry: Locker_V1_Entry) -> String {
        entry.blob.isEmpty ? "-" : String(entry.blob.hexText.prefix(blobLength))
    }

    /// Kind and permission bits, as ls(1) shows them; a `?` for each bit that is not known.
    private static func mode(_ entry: Locker_V1_Entry) -> String {
        switch entry.kind {
        case .symlink: "lrwxrwxrwx"
        case .folder: "d" + bits(entry)
        default: "-" + bits(entry)
        }
    }

    private static func bits(_ entry: Locker_V1_Entry) -> String {
        guard entry.hasMode else { return String(repeating: "?", count: 9) }
        var (text, bit) = ("", UInt32(0o400))
        for letter in "rwxrwxrwx" {
            text.append(entry.mode & bit == 0 ? "-" : letter)
            bit >>= 1
        }
        return text
    }
}
