import LockerBase
import Metadata

/// What a change counts on at a path of a library.
public enum ExpectedEntry: Sendable, Equatable {
    /// Nothing, and nothing below it.
    case absent
    /// A file with this content, whatever its time and permissions.
    case file(Digest)
    /// A link to this.
    case link([UInt8])
    /// A folder, empty or not.
    case folder

    /// What `entry` is.
    init?(_ entry: Entry) {
        switch entry.kind {
        case .file:
            guard let blob = entry.blob else { return nil }
            self = .file(blob)
        case .symlink: self = .link(entry.target ?? [])
        case .folder: self = .folder
        }
    }

    /// What it is, in words.
    var words: String {
        switch self {
        case .absent: "nothing there"
        case .file: "another file"
        case .link: "a link"
        case .folder: "a folder"
        }
    }
}
