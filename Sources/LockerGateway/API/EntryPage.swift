import Foundation
import HTTPContent
import LockerAPI
import LockerBase

/// A page of what a library has, as JSON. Entries of a kind that is not known, of a newer daemon, are left out: programs
/// that read pages know them no better.
package struct EntryPage: Encodable {
    let revision: UInt64
    let entries: [Entry]
    /// What `after` is to be for the page that follows; absent: this is the last.
    let next: String?

    struct Entry: Encodable {
        /// The path as text; where it is none, absent, and `path_base64` has its bytes.
        let path: String?
        let pathBase64: String?
        let kind: String
        let size: UInt64?
        let blob: String?
        /// Nanoseconds since 1970 UTC.
        let modified: Int64?
        let track: String?
        let mode: UInt32?
        /// Where its content is to be had; of a file.
        let href: String?

        enum CodingKeys: String, CodingKey {
            case path, kind, size, blob, modified, track, mode, href
            case pathBase64 = "path_base64"
        }
    }

    package init(_ page: Locker_V1_ListResponse, of library: String) {
        revision = page.revision
        let place = LibraryPath.prefix + PercentEncoding.encoded(library.utf8) + "/files/"
        var entries: [Entry] = []
        for entry in page.entries {
            if let shown = Entry(entry, place) { entries.append(shown) }
        }
        self.entries = entries
        next =
            page.more ? (page.next.isEmpty ? page.entries.last?.path ?? Data() : page.next).base64EncodedString() : nil
    }
}

extension EntryPage.Entry {
    /// Nil for one of a kind that is not known.
    fileprivate init?(_ entry: Locker_V1_Entry, _ place: String) {
        switch entry.kind {
        case .file: kind = "file"
        case .symlink: kind = "symlink"
        case .folder: kind = "folder"
        default: return nil
        }
        path = String(validating: entry.path, as: UTF8.self)
        pathBase64 = path == nil ? entry.path.base64EncodedString() : nil
        let isFile = entry.kind == .file
        size = isFile ? entry.size : nil
        blob = Digest(entry.blob)?.hex
        modified = entry.implied ? nil : entry.modified
        track = Digest(entry.track)?.hex
        mode = entry.hasMode ? entry.mode : nil
        href = isFile ? place + URLPath.text(EntryPath(known: Array(entry.path))) : nil
    }
}
