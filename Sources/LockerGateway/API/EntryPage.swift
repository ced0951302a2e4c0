import Foundation
import HTTPContent
import LockerAPI
import LockerBase

/// A page of what a library has, as JSON.
struct EntryPage: Encodable {
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

    init(_ page: Locker_V1_ListResponse, of library: String) {
        revision = page.revision
        let place = LibraryPath.prefix + PercentEncoding.encoded(library.utf8) + "/files/"
        entries = page.entries.map { Entry($0, place) }
        next =
            page.more ? (page.next.isEmpty ? page.entries.last?.path ?? Data() : page.next).base64EncodedString() : nil
    }
}

extension EntryPage.Entry {
    fileprivate init(_ entry: Locker_V1_Entry, _ place: String) {
        path = String(validating: entry.path, as: UTF8.self)
        pathBase64 = path == nil ? entry.path.base64EncodedString() : nil
        let isFile = entry.kind == .file
        kind =
            switch entry.kind {
            case .file: "file"
            case .symlink: "symlink"
            default: "folder"
            }
        size = isFile ? entry.size : nil
        blob = Digest(entry.blob)?.hex
        modified = entry.implied ? nil : entry.modified
        track = Digest(entry.track)?.hex
        mode = entry.hasMode ? entry.mode : nil
        href = isFile ? place + URLPath.text(EntryPath(known: Array(entry.path))) : nil
    }
}
